import type { Clock } from '../engine/types';

// Notices what other processes write into the profile: answers and events for runs of this one,
// and runs that a process left behind when it died.

export interface ProfileWatch {
  close(): void;
}

export interface ProfileWatchParts {
  readonly clock: Clock;
  /** Another number after another process has committed something. */
  readonly changeMark: () => number;
  readonly onChanged: () => void;
  /** Every few looks, whether something changed or not. */
  readonly onSeldom: () => void;
  readonly onFault: (error: unknown) => void;
}

/** Milliseconds between two looks. */
const interval = 1_000;
const seldom = 5;

export function watchProfile(parts: ProfileWatchParts): ProfileWatch {
  const { clock, changeMark, onChanged, onSeldom, onFault } = parts;
  let last = changeMark();
  let looks = 0;
  let stop = clock.schedule(interval, look);

  function look(): void {
    stop = clock.schedule(interval, look);
    looks += 1;
    try {
      const mark = changeMark();
      const changed = mark !== last;
      last = mark;
      if (changed) onChanged();
      if (looks % seldom === 0) onSeldom();
    } catch (error) {
      onFault(error);
    }
  }

  return { close: () => stop() };
}
