import type { RunStatistics } from '@shared/ipc/runs';
import { formatDuration } from '../../../ui/format-duration';
import { statusText } from '../../runs/index';
import { ChartBox } from './chart-box';
import { formatMoment } from './format-moment';
import { RunMark } from './run-mark';

export interface RunsChartProps {
  /** The oldest first. */
  readonly runs: RunStatistics['ended'];
  readonly onOpen: (run: RunStatistics['ended'][number]) => void;
}

/** How long runs took, one mark each. */
export function DurationChart({ runs, onOpen }: RunsChartProps) {
  const most = Math.max(0, ...runs.map((run) => run.duration));
  return (
    <ChartBox
      title="Durations"
      note={latestNote(runs.length)}
      label={`Durations of the latest ${runs.length} runs, up to ${formatDuration(most)}`}
      points={runs.map((run) => ({
        key: run.id,
        name: run.workflowName,
        about: `${statusText[run.status]} in ${formatDuration(run.duration)}, ${formatMoment(run.createdAt)}`,
      }))}
      most={most}
      tickText={formatDuration}
      valueOf={(at) => runs[at]?.duration ?? 0}
      onOpen={(at) => {
        const run = runs[at];
        if (run) onOpen(run);
      }}
      draw={({ x, y }, active) =>
        runs.map((run, at) => (
          <RunMark
            key={run.id}
            status={run.status}
            x={x(at)}
            y={y(run.duration)}
            active={at === active}
          />
        ))
      }
    />
  );
}

export function latestNote(count: number): string {
  return count === 1 ? 'the latest one' : `the latest ${count}, newest at the right`;
}
