import type { RunStatistics } from '@shared/ipc/runs';
import { formatDuration } from '../../../ui/format-duration';
import { mostSteps, StepTable } from './step-table';
import css from './charts.module.css';

export interface StepChartProps {
  readonly steps: RunStatistics['steps'];
}

/** What the steps of a workflow take: a bar to the median, a line to the slow ones. */
export function StepChart({ steps }: StepChartProps) {
  const measured = steps.filter((step) => step.median !== null).slice(0, mostSteps);
  const most = Math.max(1, ...measured.map((step) => step.slow ?? 0));
  const width = (time: number | null) => ({ width: `${((time ?? 0) / most) * 100}%` });
  return (
    <StepTable
      title="Step times"
      note="bar: usually · line: one in twenty takes longer"
      heads={['Times', 'Usually', 'Failed']}
      rows={measured.map(({ step, median, slow, failed }) => ({
        step,
        bar: (
          <>
            <span className={css.slow} style={width(slow)} />
            <span className={css.median} style={width(median)} />
          </>
        ),
        cells: [
          formatDuration(median ?? 0),
          failed > 0 && <span className={css.stepFailed}>{failed} failed</span>,
        ],
      }))}
    />
  );
}
