import type { RunStatistics } from '@shared/ipc/runs';
import { perDay, ticksTo } from './chart-scale';
import css from './charts.module.css';
import { useWidth } from './use-width';

export interface DayChartProps {
  readonly runs: RunStatistics['ended'];
}

const frame = { height: 168, left: 28, bottom: 22, top: 10 };
const mostDays = 14;

/** How many runs ended how on each day; failures are hatched, not only red. */
export function DayChart({ runs }: DayChartProps) {
  const [box, width] = useWidth(360);
  const size = { ...frame, width };
  const days = perDay(runs, mostDays);
  const totals = days.map((day) => day.completed + day.failed + day.other);
  const ticks = ticksTo(Math.max(1, ...totals), 3).filter(Number.isInteger);
  const top = ticks.at(-1) ?? 1;
  const inner = { width: size.width - size.left - 4, height: size.height - size.top - size.bottom };
  const slot = inner.width / Math.max(days.length, 5);
  const height = (count: number) => (inner.height * count) / top;
  const failed = days.reduce((sum, day) => sum + day.failed, 0);
  return (
    <figure className={css.chart}>
      <figcaption className={css.caption}>
        Per day
        <span className={css.note}>
          <span className={css.keyCompleted} aria-hidden /> completed
          <span className={css.keyFailed} aria-hidden /> failed
          <span className={css.keyOther} aria-hidden /> stopped
        </span>
      </figcaption>
      <svg
        ref={box}
        height={size.height}
        className={css.svg}
        role="img"
        aria-label={`Runs per day over ${days.length} days: ${failed} failed`}
      >
        <defs>
          <pattern id="failed-hatch" width={4} height={4} patternUnits="userSpaceOnUse">
            <path d="M0,4 L4,0" className={css.hatch} />
          </pattern>
        </defs>
        {ticks.map((tick) => {
          const y = size.top + inner.height - height(tick);
          return (
            <g key={tick}>
              <line x1={size.left} x2={size.width - 4} y1={y} y2={y} className={css.grid} />
              <text x={size.left - 6} y={y + 4} className={css.tick} textAnchor="end">
                {tick}
              </text>
            </g>
          );
        })}
        {days.map((day, at) => {
          const x = size.left + at * slot + slot * 0.18;
          const bar = Math.min(slot * 0.64, 26);
          const base = size.top + inner.height;
          const parts = [
            ['completed', day.completed],
            ['other', day.other],
            ['failed', day.failed],
          ] as const;
          let y = base;
          return (
            <g key={day.day}>
              <title>{`${dayText(day.day)}: ${day.completed} completed, ${day.failed} failed, ${day.other} stopped`}</title>
              {parts.map(([part, count]) => {
                if (count === 0) return null;
                y -= height(count);
                return (
                  <g key={part}>
                    <rect x={x} y={y} width={bar} height={height(count)} className={css[part]} />
                    {part === 'failed' && (
                      <rect
                        x={x}
                        y={y}
                        width={bar}
                        height={height(count)}
                        fill="url(#failed-hatch)"
                      />
                    )}
                  </g>
                );
              })}
              {(days.length <= 7 || at % 2 === (days.length - 1) % 2) && (
                <text x={x + bar / 2} y={size.height - 6} className={css.tick} textAnchor="middle">
                  {dayText(day.day)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

function dayText(day: number): string {
  return format.format(day);
}
