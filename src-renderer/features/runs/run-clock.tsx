import { costText } from '@shared/runs/cost';
import { timeLeftText } from '@shared/runs/run-times';
import { formatDuration } from '../../ui/format-duration';
import { Badge } from '../../ui/badge';
import { effectsTag, effectsWords } from './effects-choice';
import { isOver, statusText } from './run-status';
import styles from './run-controls.module.css';
import { useRuns } from './runs';
import { StatusIcon } from './status-icon';
import { stepWords, useLiveRun } from './use-live-run';
import { runWaitText } from './wait-words';

const tick = 200;

/** `Running, step 3 of 7, 12 s, about 20 s left`: the shown run in one line. */
export function RunClock() {
  const run = useRuns((state) => state.latest);
  const over = run === null || isOver(run.status);
  const restricted = useRuns(
    (state) => state.history.find(({ id }) => id === state.shown)?.restricted ?? false,
  );
  const live = useLiveRun(over ? null : tick);
  if (!run) return null;
  const tag = effectsTag(run.effects);
  return (
    <span className={styles.clock} role="status" aria-label="Run status">
      {(tag !== undefined || restricted) && (
        <span className={styles.tag}>
          {restricted && (
            <Badge tone="warning" title="It ran without effects, and code ran confined">
              restricted
            </Badge>
          )}
          {tag !== undefined && <Badge title={effectsWords[run.effects].help}>{tag}</Badge>}
        </span>
      )}
      <StatusIcon status={run.status} />
      <span className={styles.words}>
        {statusText[run.status]}
        {run.status === 'waiting' && ` ${runWaitText(run) ?? ''}`}
        {live?.progress && `, ${stepWords(live.progress)}`}
        {live?.elapsed !== undefined && `, ${formatDuration(live.elapsed)}`}
        {live?.left !== undefined && `, ${timeLeftText(live.left)}`}
        {run.cost !== undefined && `, ${costText(run.cost)}`}
      </span>
    </span>
  );
}
