import type { RunStatistics } from '@shared/ipc/runs';
import { CostChart } from './cost-chart';
import { DayChart } from './day-chart';
import { DurationChart, type RunsChartProps } from './duration-chart';
import { StepChart } from './step-chart';
import { StepCostChart } from './step-cost-chart';
import css from './charts.module.css';

export interface ChartsProps {
  readonly statistics: RunStatistics;
  readonly onOpen: RunsChartProps['onOpen'];
}

/** Durations, ends, costs and steps of the runs that were found; each only where there is something to see. */
export function Charts({ statistics, onOpen }: ChartsProps) {
  const { ended, steps, costs } = statistics;
  const currencies = [...new Set(ended.flatMap(({ cost }) => Object.keys(cost?.amounts ?? {})))];
  return (
    <div className={css.charts}>
      <DurationChart runs={ended} onOpen={onOpen} />
      <DayChart runs={ended} />
      {currencies.map((currency) => (
        <CostChart
          key={currency}
          runs={ended.filter(({ cost }) => cost && currency in cost.amounts)}
          currency={currency}
          onOpen={onOpen}
        />
      ))}
      <StepChart steps={steps} />
      <StepCostChart costs={costs} currency={currencies[0] ?? ''} />
    </div>
  );
}
