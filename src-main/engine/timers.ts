import type { Clock } from './types';

// Waits that survive a clock that jumps, a machine that sleeps and a timer that fires early.
// Long waits are looked at again at least once a minute: a timer of the system may stand still
// while the machine sleeps, and one beyond 24 days would fire at once.

const longestLook = 60_000;

/** Calls back once when `milliseconds` have passed on the monotonic clock. */
export function startTimer(clock: Clock, milliseconds: number, callback: () => void): () => void {
  const due = clock.monotonic() + Math.max(0, milliseconds);
  return lookUntil(clock, () => due - clock.monotonic(), callback);
}

/**
 * Calls back once when the wall clock shows `time`, or when as much time has passed as was left at
 * the start: a clock set back must not make anybody wait a day longer.
 */
export function startAlarm(clock: Clock, time: number, callback: () => void): () => void {
  const due = clock.monotonic() + Math.max(0, time - clock.now());
  const left = (): number => Math.min(time - clock.now(), due - clock.monotonic());
  return lookUntil(clock, left, callback);
}

function lookUntil(clock: Clock, left: () => number, callback: () => void): () => void {
  let cancel = clock.schedule(Math.min(longestLook, Math.max(0, left())), look);
  function look(): void {
    const remaining = left();
    // Timers count whole milliseconds: half of one is no reason to come back.
    if (remaining <= 0.5) callback();
    else cancel = clock.schedule(Math.min(longestLook, remaining), look);
  }
  return () => cancel();
}
