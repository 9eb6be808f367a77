import { amountText, unitsOf } from '@shared/runs/cost';
import { statusText } from '../../runs/index';
import { ChartBox } from './chart-box';
import css from './charts.module.css';
import { latestNote, type RunsChartProps } from './duration-chart';
import { formatMoment } from './format-moment';
import { FailedHatch } from './run-mark';

export interface CostChartProps extends RunsChartProps {
  readonly currency: string;
}

/** What runs cost that have costs in a currency, one bar each. */
export function CostChart({ runs, currency, onOpen }: CostChartProps) {
  const amounts = runs.map(({ cost }) => unitsOf(cost?.amounts[currency] ?? 0));
  const most = Math.max(0, ...amounts);
  return (
    <ChartBox
      title={`Cost in ${currency}`}
      note={latestNote(runs.length)}
      label={`Cost of the latest ${runs.length} runs, up to ${amountText(most)} ${currency}`}
      points={runs.map((run, at) => ({
        key: run.id,
        name: `${amountText(amounts[at] ?? 0)} ${currency}`,
        about: [
          `${run.workflowName}, ${statusText[run.status].toLowerCase()}, ${formatMoment(run.createdAt)}`,
          run.cost && run.cost.unknown > 0 && `${run.cost.unknown} unknown`,
        ]
          .filter(Boolean)
          .join(', '),
      }))}
      most={most}
      tickText={amountText}
      left={60}
      valueOf={(at) => amounts[at] ?? 0}
      onOpen={(at) => {
        const run = runs[at];
        if (run) onOpen(run);
      }}
      draw={({ x, y, base, slot }) => {
        const bar = Math.max(1.5, Math.min(slot * 0.64, 26));
        return (
          <>
            <FailedHatch />
            {runs.map((run, at) => {
              const amount = amounts[at] ?? 0;
              if (amount === 0) return null;
              const box = {
                x: x(at) - bar / 2,
                y: Math.min(y(amount), base - 1.5),
                width: bar,
                height: Math.max(1.5, base - y(amount)),
              };
              return (
                <g key={run.id}>
                  <rect {...box} className={css.cost} />
                  {run.status === 'failed' && <rect {...box} fill="url(#failed-hatch)" />}
                </g>
              );
            })}
          </>
        );
      }}
    />
  );
}
