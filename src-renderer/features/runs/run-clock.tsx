import type { RunState } from '@shared/runs/state';
import { useDocument } from '../document';
import { formatDuration } from './data/format-duration';
import { isOver, statusText } from './run-status';
import styles from './run-controls.module.css';
import { useRuns } from './runs';
import { StatusIcon } from './status-icon';
import { useNow } from './use-now';

const tick = 200;

/** `Running, step 3 of 7, 1.2 s`: the shown run in one line. */
export function RunClock() {
  const run = useRuns((state) => state.run);
  const over = run === null || isOver(run.status);
  const now = useNow(over ? null : tick);
  const total = useDocument((state) => state.workflow?.steps.size ?? 0);
  if (!run) return null;
  return (
    <span className={styles.clock} role="status" aria-label="Run status">
      <StatusIcon status={run.status} />
      {statusText[run.status]}
      {!over && total > 0 && `, step ${Math.min(doneSteps(run) + 1, total)} of ${total}`}
      {run.startedAt !== undefined && `, ${formatDuration((run.endedAt ?? now) - run.startedAt)}`}
    </span>
  );
}

function doneSteps(run: RunState): number {
  let done = 0;
  for (const step of run.steps.values()) {
    if (step.path.length === 0 && ['completed', 'skipped', 'failed'].includes(step.status))
      done += 1;
  }
  return done;
}
