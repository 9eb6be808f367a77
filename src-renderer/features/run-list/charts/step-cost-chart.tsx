import type { RunStatistics } from '@shared/ipc/runs';
import { amountText, costText, unitsOf } from '@shared/runs/cost';
import css from './charts.module.css';

export interface StepCostChartProps {
  readonly costs: RunStatistics['costs'];
  readonly currency: string;
}

const mostSteps = 12;

/** What the steps of a workflow cost together, and in one run. */
export function StepCostChart({ costs, currency }: StepCostChartProps) {
  const shown = costs.slice(0, mostSteps);
  const amountOf = ({ cost }: RunStatistics['costs'][number]): number =>
    unitsOf(cost.amounts[currency] ?? 0);
  const most = Math.max(0, ...shown.map(amountOf)) || 1;
  if (shown.length === 0) return null;
  return (
    <figure className={css.chart}>
      <figcaption className={css.caption}>
        Step costs
        <span className={css.note}>together · in one run</span>
      </figcaption>
      <table className={css.steps}>
        <thead className={css.hidden}>
          <tr>
            <th>Step</th>
            <th>Share</th>
            <th>Together</th>
            <th>In one run</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((step) => (
            <tr key={step.step}>
              <th scope="row" className={css.stepName} title={step.step}>
                {step.step}
              </th>
              <td className={css.stepBar}>
                <span
                  className={css.median}
                  style={{ width: `${(amountOf(step) / most) * 100}%` }}
                />
              </td>
              <td className={css.stepTime}>{costText(step.cost)}</td>
              <td className={css.stepTime}>
                {amountText(amountOf(step) / Math.max(1, step.runs))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
