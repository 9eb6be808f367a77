import type { RunStatistics } from '@shared/ipc/runs';
import { useState } from 'react';
import { formatDuration } from '../../ui/format-duration';
import { statusText } from '../runs/index';
import { ticksTo } from './chart-scale';
import css from './charts.module.css';
import { useWidth } from './use-width';

export interface DurationChartProps {
  readonly runs: RunStatistics['ended'];
  readonly onOpen: (run: RunStatistics['ended'][number]) => void;
}

const frame = { height: 168, left: 52, bottom: 8, top: 10 };

/** How long runs took, one mark each: a dot completed, a cross failed, a square stopped. */
export function DurationChart({ runs, onOpen }: DurationChartProps) {
  const [active, setActive] = useState<number | null>(null);
  const [box, width] = useWidth(520);
  const size = { ...frame, width };
  const most = Math.max(0, ...runs.map((run) => run.duration));
  const ticks = ticksTo(most);
  const top = ticks.at(-1) ?? 1;
  const inner = { width: size.width - size.left - 8, height: size.height - size.top - size.bottom };
  const x = (at: number) => size.left + ((at + 0.5) / runs.length) * inner.width;
  const y = (value: number) => size.top + inner.height * (1 - value / top);
  const shown = active === null ? undefined : runs[active];
  return (
    <figure className={css.chart}>
      <figcaption className={css.caption}>
        Durations
        <span className={css.note}>
          {shown
            ? `${shown.workflowName}: ${statusText[shown.status]} in ${formatDuration(shown.duration)}`
            : `the latest ${runs.length}, newest at the right`}
        </span>
      </figcaption>
      <svg
        ref={box}
        height={size.height}
        className={css.svg}
        role="img"
        aria-label={`Durations of the latest ${runs.length} runs, up to ${formatDuration(most)}`}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line
              x1={size.left}
              x2={size.width - 8}
              y1={y(tick)}
              y2={y(tick)}
              className={css.grid}
            />
            <text x={size.left - 8} y={y(tick) + 4} className={css.tick} textAnchor="end">
              {tick === 0 ? '0' : formatDuration(tick)}
            </text>
          </g>
        ))}
        {runs.map((run, at) => (
          <g
            key={run.id}
            transform={`translate(${x(at)} ${y(run.duration)})`}
            className={css.mark}
            data-status={run.status}
            onMouseEnter={() => setActive(at)}
            onMouseLeave={() => setActive(null)}
            onClick={() => onOpen(run)}
          >
            <rect x={-6} y={-8} width={12} height={16} className={css.target} />
            <Mark status={run.status} />
          </g>
        ))}
      </svg>
    </figure>
  );
}

function Mark({ status }: { readonly status: string }) {
  if (status === 'completed') return <circle r={3} />;
  if (status === 'failed') return <path d="M-3.5,-3.5 L3.5,3.5 M-3.5,3.5 L3.5,-3.5" />;
  return <rect x={-3} y={-3} width={6} height={6} />;
}
