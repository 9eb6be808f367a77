import type { FixedClock } from './fix-surroundings';

export type Sleep = (milliseconds: number) => Promise<void>;

/**
 * `sleep` of code steps. While time is fixed it is the only thing that moves it on, and where waits
 * are skipped, sleepers wake in the order of their times. Used in every lane, also as text sent
 * elsewhere: it may use nothing from outside itself.
 */
export function createSleep(
  clock: FixedClock | undefined,
  skipWaits: boolean,
  signal: AbortSignal,
  after: (milliseconds: number, callback: () => void) => () => void,
): Sleep {
  const sleepers: { readonly due: number; readonly wake: () => void }[] = [];
  /** More would overflow the timer and fire at once. */
  const longest = 2_147_483_647;

  function wakeFirst(): void {
    let first = 0;
    for (let at = 1; at < sleepers.length; at += 1) {
      if ((sleepers[at]?.due ?? 0) < (sleepers[first]?.due ?? 0)) first = at;
    }
    const [sleeper] = sleepers.splice(first, 1);
    if (!sleeper) return;
    clock?.advanceTo(sleeper.due);
    sleeper.wake();
  }

  return (milliseconds) =>
    new Promise<void>((resolve, reject) => {
      if (typeof milliseconds !== 'number' || !(milliseconds >= 0) || milliseconds > longest) {
        throw new RangeError(`sleep: ${String(milliseconds)} is no number of milliseconds`);
      }
      if (signal.aborted) throw signal.reason;
      const due = (clock?.now() ?? 0) + milliseconds;
      const giveUp = () => {
        callOff();
        reject(signal.reason);
      };
      const wake = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const callOff = skipWaits
        ? after(0, wakeFirst)
        : after(milliseconds, () => {
            clock?.advanceTo(due);
            wake();
          });
      if (skipWaits) sleepers.push({ due, wake });
      signal.addEventListener('abort', giveUp, { once: true });
    });
}
