import { nextTurn } from './in-slices';

/** Sorted at one go; about a millisecond. */
const chunkLength = 2_048;
const mergesPerTurn = 16_384;

/** A stable sort that gives others their turn while it works on a long list. */
export async function sortInSlices<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
  signal: AbortSignal,
): Promise<T[]> {
  if (items.length <= chunkLength) return items.toSorted(compare);
  let runs: T[][] = [];
  for (let from = 0; from < items.length; from += chunkLength) {
    runs.push(items.slice(from, from + chunkLength).sort(compare));
    await nextTurn();
    signal.throwIfAborted();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], compare, signal));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
  signal: AbortSignal,
): Promise<T[]> {
  const result: T[] = [];
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length) {
    // Both indexes are in range; on a tie the left one goes first, which keeps the sort stable.
    const [a, b] = [left[l] as T, right[r] as T];
    if (compare(a, b) <= 0) {
      result.push(a);
      l += 1;
    } else {
      result.push(b);
      r += 1;
    }
    if (result.length % mergesPerTurn === 0) {
      await nextTurn();
      signal.throwIfAborted();
    }
  }
  for (; l < left.length; l += 1) result.push(left[l] as T);
  for (; r < right.length; r += 1) result.push(right[r] as T);
  return result;
}
