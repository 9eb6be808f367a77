/** Milliseconds of work after which others get their turn. */
const sliceLength = 8;
/** Looking at the clock costs more than most visits do. */
const visitsPerLook = 64;

/**
 * Visits every item in order. Long lists are visited in slices, so that the process stays
 * responsive and an abort is seen; a short list is done at once.
 */
export async function forEachInSlices<T>(
  items: readonly T[],
  signal: AbortSignal,
  visit: (item: T, index: number) => void,
): Promise<void> {
  let sliceEnd = performance.now() + sliceLength;
  for (let index = 0; index < items.length; index += 1) {
    // The index is in range, and `undefined` cannot stand in JSON.
    visit(items[index] as T, index);
    if (index % visitsPerLook !== visitsPerLook - 1 || performance.now() < sliceEnd) continue;
    await nextTurn();
    signal.throwIfAborted();
    sliceEnd = performance.now() + sliceLength;
  }
}

/** Lets timers, input and output have their turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
