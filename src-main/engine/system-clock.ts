import type { Clock } from './types';

/** The machine's clock. A wait of 0 gives way to everything that is due, then goes on at once. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  schedule(milliseconds, callback) {
    if (milliseconds <= 0) {
      const immediate = setImmediate(callback);
      return () => clearImmediate(immediate);
    }
    const timeout = setTimeout(callback, Math.ceil(milliseconds));
    return () => clearTimeout(timeout);
  },
};
