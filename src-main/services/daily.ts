import type { Clock } from '../engine/types';

// Work that is due once a day for as long as the app is open.

export interface Daily {
  /** Begins nothing more; resolves when nothing is under way. */
  end(): Promise<void>;
}

const day = 24 * 60 * 60 * 1000;
/** How often it looks: a computer may sleep through a longer timer. */
const lookInterval = 60 * 60 * 1000;

/** Does it now, and again whenever a day has passed. */
export function everyDay(
  clock: Clock,
  work: () => Promise<unknown>,
  onFault: (error: unknown) => void,
): Daily {
  let last = clock.now();
  let underWay = work().catch(onFault);
  let stop = clock.schedule(lookInterval, look);

  function look(): void {
    stop = clock.schedule(lookInterval, look);
    const now = clock.now();
    // Also when the clock was set back: better once too often than not for a long time.
    if (now >= last && now - last < day) return;
    last = now;
    underWay = underWay.then(work).catch(onFault);
  }

  return {
    async end() {
      stop();
      await underWay;
    },
  };
}
