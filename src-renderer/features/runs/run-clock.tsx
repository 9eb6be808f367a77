import { timeLeft, timeLeftText } from '@shared/runs/run-times';
import { runProgress } from '@shared/runs/summary';
import { findStepDefinition } from '@shared/steps/index';
import { useDocument } from '../document';
import { formatDuration } from '../../ui/format-duration';
import { Badge } from '../../ui/badge';
import { effectsTag, effectsWords } from './effects-choice';
import { isOver, statusText } from './run-status';
import styles from './run-controls.module.css';
import { useRuns } from './runs';
import { StatusIcon } from './status-icon';
import { runWaitText } from './wait-words';
import { useNow } from './use-now';
import { useUsualTimes } from './usual-times';

const tick = 200;

/** `Running, step 3 of 7, 12 s, about 20 s left`: the shown run in one line. */
export function RunClock() {
  const run = useRuns((state) => state.latest);
  const over = run === null || isOver(run.status);
  const now = useNow(over ? null : tick);
  const workflow = useDocument((state) => state.workflow);
  const restricted = useRuns(
    (state) => state.history.find(({ id }) => id === state.shown)?.restricted ?? false,
  );
  const times = useUsualTimes();
  if (!run) return null;
  const tag = effectsTag(run.effects);
  const progress = over || !workflow ? null : runProgress(run, workflow, takesPart);
  const elapsed = run.startedAt === undefined ? undefined : (run.endedAt ?? now) - run.startedAt;
  // Nobody knows how long a person or an event takes.
  const left =
    run.status === 'running' && elapsed !== undefined && times
      ? timeLeft(times, elapsed)
      : undefined;
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
        {progress && `, step ${progress.position} of ${progress.total}`}
        {elapsed !== undefined && `, ${formatDuration(elapsed)}`}
        {left !== undefined && `, ${timeLeftText(left)}`}
      </span>
    </span>
  );
}

function takesPart(kind: string): boolean {
  return findStepDefinition(kind)?.annotation !== true;
}
