import type { RunStatistics } from '@shared/ipc/runs';
import { addCosts, type CostSum, costText } from '@shared/runs/cost';
import { quantile } from '@shared/runs/run-times';
import { formatDuration } from '../../ui/format-duration';
import css from './runs-screen.module.css';

export interface RunFiguresProps {
  readonly statistics: RunStatistics;
}

/** The runs in a few numbers. */
export function RunFigures({ statistics }: RunFiguresProps) {
  const { total, counts, ended } = statistics;
  const completed = counts['completed'] ?? 0;
  const failed = counts['failed'] ?? 0;
  const over = completed + failed + (counts['cancelled'] ?? 0) + (counts['interrupted'] ?? 0);
  const durations = ended
    .filter((run) => run.status === 'completed')
    .map((run) => run.duration)
    .sort((a, b) => a - b);
  const costs = ended.flatMap(({ cost }) => cost ?? []);
  const usual = quantile(durations, 0.5);
  const slow = quantile(durations, 0.95);
  return (
    <dl className={css.figures}>
      <Figure name="Runs" value={total.toLocaleString('en-US')} />
      <Figure
        name="Completed"
        value={over === 0 ? '–' : `${Math.round((completed * 100) / over)} %`}
        about={`${completed} of ${over}`}
      />
      <Figure name="Failed" value={String(failed)} />
      <Figure name="At work" value={String(total - over)} />
      <Figure
        name="Usually takes"
        value={usual === null ? '–' : formatDuration(usual)}
        {...(slow !== null && { about: `one in twenty over ${formatDuration(slow)}` })}
      />
      {costs.length > 0 && <CostFigure costs={costs} />}
    </dl>
  );
}

function CostFigure({ costs }: { readonly costs: readonly CostSum[] }) {
  const { amounts, unknown } = costs.reduce(addCosts);
  const known = Object.keys(amounts).length > 0;
  return (
    <Figure
      name="Cost"
      value={known ? costText({ amounts, unknown: 0 }) : '–'}
      about={[
        costs.length === 1 ? 'in one run' : `in ${costs.length} runs`,
        unknown > 0 && `${unknown} unknown`,
      ]
        .filter(Boolean)
        .join(', ')}
    />
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly about?: string;
}

function Figure({ name, value, about }: FigureProps) {
  return (
    <div className={css.figure}>
      <dt>{name}</dt>
      <dd>
        <span className={css.value}>{value}</span>
        {about && <span className={css.about}>{about}</span>}
      </dd>
    </div>
  );
}
