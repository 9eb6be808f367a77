// Numbers to pixels, for small charts drawn by hand.

/** Round marks from 0 to at least `most`: at most `count` of them besides 0. */
export function ticksTo(most: number, count = 4): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? most;
  const ticks = [0];
  while ((ticks.at(-1) ?? 0) < most) ticks.push(round((ticks.at(-1) ?? 0) + step));
  return ticks;
}

/** Steps such as 0.1 do not add up exactly. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}

export interface DayCount {
  /** Midnight, local time. */
  readonly day: number;
  readonly completed: number;
  readonly failed: number;
  readonly other: number;
}

/** How many runs ended how, per day, the days between included; at most `days` of the latest. */
export function perDay(
  runs: readonly { readonly createdAt: number; readonly status: string }[],
  days: number,
): DayCount[] {
  const counts = new Map<number, DayCount>();
  for (const { createdAt, status } of runs) {
    const day = midnight(createdAt);
    const known = counts.get(day) ?? { day, completed: 0, failed: 0, other: 0 };
    const key = status === 'completed' || status === 'failed' ? status : 'other';
    counts.set(day, { ...known, [key]: known[key] + 1 });
  }
  const last = Math.max(...counts.keys());
  const first = Math.min(...counts.keys());
  if (!Number.isFinite(last)) return [];
  const result: DayCount[] = [];
  for (let day = last; day >= first && result.length < days; day = midnight(day - 1)) {
    result.unshift(counts.get(day) ?? { day, completed: 0, failed: 0, other: 0 });
  }
  return result;
}

function midnight(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
