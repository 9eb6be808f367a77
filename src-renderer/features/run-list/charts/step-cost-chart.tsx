import type { RunStatistics } from '@shared/ipc/runs';
import { amountText, costText, unitsOf } from '@shared/runs/cost';
import { mostSteps, StepTable } from './step-table';
import css from './charts.module.css';

export interface StepCostChartProps {
  readonly costs: RunStatistics['costs'];
  readonly currency: string;
}

/** What the steps of a workflow cost together, and in one run. */
export function StepCostChart({ costs, currency }: StepCostChartProps) {
  const shown = costs.slice(0, mostSteps);
  const amountOf = ({ cost }: RunStatistics['costs'][number]): number =>
    unitsOf(cost.amounts[currency] ?? 0);
  const most = Math.max(0, ...shown.map(amountOf)) || 1;
  return (
    <StepTable
      title="Step costs"
      note="together · in one run"
      heads={['Share', 'Together', 'In one run']}
      rows={shown.map((step) => ({
        step: step.step,
        bar: <span className={css.median} style={{ width: `${(amountOf(step) / most) * 100}%` }} />,
        cells: [costText(step.cost), amountText(amountOf(step) / Math.max(1, step.runs))],
      }))}
    />
  );
}
