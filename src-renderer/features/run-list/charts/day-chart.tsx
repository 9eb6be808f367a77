import type { RunStatistics } from '@shared/ipc/runs';
import { ChartBox } from './chart-box';
import { perDay } from './chart-scale';
import css from './charts.module.css';
import { FailedHatch } from './run-mark';

export interface DayChartProps {
  readonly runs: RunStatistics['ended'];
}

const mostDays = 14;

/** How many runs ended how on each day; failures are hatched, not only red. */
export function DayChart({ runs }: DayChartProps) {
  const days = perDay(runs, mostDays);
  const total = (at: number): number => {
    const day = days[at];
    return day === undefined ? 0 : day.completed + day.failed + day.other;
  };
  const failed = days.reduce((sum, day) => sum + day.failed, 0);
  return (
    <ChartBox
      title="Per day"
      note={
        <>
          <span className={css.keyCompleted} aria-hidden /> completed
          <span className={css.keyFailed} aria-hidden /> failed
          <span className={css.keyOther} aria-hidden /> stopped
        </>
      }
      label={`Runs per day over ${days.length === 1 ? 'one day' : `${days.length} days`}: ${failed} failed`}
      points={days.map((day) => ({
        key: String(day.day),
        name: dayText(day.day),
        about: `${day.completed} completed, ${day.failed} failed, ${day.other} stopped`,
      }))}
      most={Math.max(1, ...days.map((_, at) => total(at)))}
      ticks={3}
      counts
      left={36}
      bottom={22}
      fewest={5}
      tickText={String}
      valueOf={total}
      draw={({ x, y, base, slot }) => {
        const bar = Math.min(slot * 0.64, 26);
        return (
          <>
            <FailedHatch />
            {days.map((day, at) => {
              const parts = [
                ['completed', day.completed],
                ['other', day.other],
                ['failed', day.failed],
              ] as const;
              let below = 0;
              return (
                <g key={day.day}>
                  {parts.map(([part, count]) => {
                    if (count === 0) return null;
                    below += count;
                    const box = {
                      x: x(at) - bar / 2,
                      y: y(below),
                      width: bar,
                      height: base - y(count),
                    };
                    return (
                      <g key={part}>
                        <rect {...box} className={css[part]} />
                        {part === 'failed' && <rect {...box} fill="url(#failed-hatch)" />}
                      </g>
                    );
                  })}
                  {(days.length <= 7 || at % 2 === (days.length - 1) % 2) && (
                    <text x={x(at)} y={base + 16} className={css.tick} textAnchor="middle">
                      {dayText(day.day)}
                    </text>
                  )}
                </g>
              );
            })}
          </>
        );
      }}
    />
  );
}

const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

function dayText(day: number): string {
  return format.format(day);
}
