// One row of the table that `npm run bench` prints: ours against an anchor of the same run.

export interface Row {
  readonly area: string;
  readonly ours: number;
  readonly anchor: number;
  readonly unit: string;
  /** What the anchor is. */
  readonly against: string;
  /** `ours / anchor`: at least (`>=`) or at most (`<=`) this. */
  readonly must: string;
  readonly stretch: string;
}

/** Figures without an anchor: how cost grows. */
export interface Growth {
  readonly area: string;
  readonly unit: string;
  readonly points: readonly { readonly at: string; readonly value: number }[];
}

export interface AreaResult {
  readonly rows: readonly Row[];
  readonly growth: readonly Growth[];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  if (sorted.length % 2 === 1) return upper;
  return ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The median of `count` measurements after one that only warms up. */
export async function medianOf(
  count: number,
  measure: () => number | Promise<number>,
): Promise<number> {
  await measure();
  const values: number[] = [];
  for (let index = 0; index < count; index += 1) values.push(await measure());
  return median(values);
}

/**
 * Medians of two measurements taken in turns, so that a slow moment of the machine hits both.
 */
export async function inTurns(
  count: number,
  ours: () => number | Promise<number>,
  anchor: () => number | Promise<number>,
): Promise<{ readonly ours: number; readonly anchor: number }> {
  const left: number[] = [];
  const right: number[] = [];
  await anchor();
  await ours();
  for (let index = 0; index < count; index += 1) {
    right.push(await anchor());
    left.push(await ours());
  }
  return { ours: median(left), anchor: median(right) };
}
