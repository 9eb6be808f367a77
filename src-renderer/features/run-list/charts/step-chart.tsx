import type { RunStatistics } from '@shared/ipc/runs';
import { formatDuration } from '../../../ui/format-duration';
import css from './charts.module.css';

export interface StepChartProps {
  readonly steps: RunStatistics['steps'];
}

const mostSteps = 12;

/** What the steps of a workflow take: a bar to the median, a line to the slow ones. */
export function StepChart({ steps }: StepChartProps) {
  const measured = steps.filter((step) => step.median !== null).slice(0, mostSteps);
  const most = Math.max(1, ...measured.map((step) => step.slow ?? 0));
  if (measured.length === 0) return null;
  return (
    <figure className={css.chart}>
      <figcaption className={css.caption}>
        Step times
        <span className={css.note}>bar: usually · line: one in twenty takes longer</span>
      </figcaption>
      <table className={css.steps}>
        <thead className={css.hidden}>
          <tr>
            <th>Step</th>
            <th>Usually</th>
            <th>Slow</th>
            <th>Failed</th>
          </tr>
        </thead>
        <tbody>
          {measured.map((step) => (
            <tr key={step.step}>
              <th scope="row" className={css.stepName} title={step.step}>
                {step.step}
              </th>
              <td className={css.stepBar}>
                <span
                  className={css.slow}
                  style={{ width: `${((step.slow ?? 0) / most) * 100}%` }}
                />
                <span
                  className={css.median}
                  style={{ width: `${((step.median ?? 0) / most) * 100}%` }}
                />
              </td>
              <td className={css.stepTime}>{formatDuration(step.median ?? 0)}</td>
              <td className={css.stepTime}>
                {step.failed > 0 && <span className={css.stepFailed}>{step.failed} failed</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
