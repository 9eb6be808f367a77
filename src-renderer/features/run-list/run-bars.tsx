import type { RunStatistics } from '@shared/ipc/runs';
import { formatDuration } from '../../ui/format-duration';
import { statusText } from '../runs/index';
import css from './run-panel.module.css';

export interface RunBarsProps {
  /** The oldest first. */
  readonly runs: RunStatistics['ended'];
}

const most = 30;

/** The latest runs as bars as high as they took long; failed ones are hatched. */
export function RunBars({ runs }: RunBarsProps) {
  const latest = runs.slice(-most);
  // One alone says nothing that its row does not.
  if (latest.length < 2) return null;
  const longest = Math.max(1, ...latest.map((run) => run.duration));
  const failed = latest.filter((run) => run.status === 'failed').length;
  return (
    <div
      className={css.bars}
      role="img"
      aria-label={`The latest ${latest.length} runs, ${failed} of them failed, up to ${formatDuration(longest)}`}
    >
      {latest.map((run) => (
        <span key={run.id} title={`${statusText[run.status]} in ${formatDuration(run.duration)}`}>
          <span
            className={css.bar}
            data-status={run.status}
            style={{ height: `${Math.max(8, (run.duration / longest) * 100)}%` }}
          />
        </span>
      ))}
    </div>
  );
}
