import { costText } from '@shared/runs/cost';
import { timeLeftText } from '@shared/runs/run-times';
import { findStep } from '@shared/workflow/graph/scopes';
import { formatDuration } from '../../ui/format-duration';
import { Badge } from '../../ui/badge';
import { effectsTag, effectsWords } from './effects-choice';
import { isOver, statusText } from './run-status';
import styles from './run-controls.module.css';
import { useDocument } from '../document';
import { useRuns } from './runs';
import { StatusIcon } from './status-icon';
import { stepWords, useLiveRun } from './use-live-run';
import { runWaitText } from './wait-words';

const tick = 200;

/** The run was of one step: what the others show is from the run before. */
function OnlyStep({ step }: { readonly step: string }) {
  const title = useDocument(
    (state) => (state.workflow && findStep(state.workflow, step)?.title) ?? step,
  );
  return (
    <span className={styles.tag}>
      <Badge title={`Only “${title}” ran; what the other steps show is from the run before`}>
        one step: {title}
      </Badge>
    </span>
  );
}

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
    // Not live: it ticks. What a run comes to is announced (run-news.ts).
    <span className={styles.clock} role="status" aria-live="off" aria-label="Run status">
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
      {run.only && <OnlyStep step={run.only.step} />}
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
