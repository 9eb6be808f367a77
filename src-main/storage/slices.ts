import { setImmediate as turn } from 'node:timers/promises';

// Long work on the thread that also answers the window: done in slices, so that nothing waits long.

/** Milliseconds of work before other work gets its turn. */
const sliceLength = 6;

export interface Slices {
  /** Lets other work go first when this slice has lasted long enough. */
  pause(): Promise<void>;
}

export function createSlices(length = sliceLength): Slices {
  let startedAt = performance.now();
  return {
    async pause() {
      if (performance.now() - startedAt < length) return;
      await turn();
      startedAt = performance.now();
    },
  };
}
