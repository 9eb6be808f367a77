import type { RunId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';

// Events come in thousands a second. They are taken in together, once a frame while that is quick,
// and less often the longer it takes, so that the window has most of its frames for itself.

export interface EventInbox {
  add(run: RunId, events: readonly RunEvent[]): void;
  /** Takes in what waits, now. */
  flush(): void;
  close(): void;
}

export interface EventInboxParts {
  readonly take: (run: RunId, events: readonly RunEvent[]) => void;
  /** Calls back after that many milliseconds; gives how to call it off. */
  readonly schedule: (milliseconds: number, callback: () => void) => () => void;
  /** Milliseconds that never jump. */
  readonly now: () => number;
}

const frame = 16;
/** What fits into a frame beside drawing it. */
const quick = 6;
/** What does not fit makes one frame late; so many on time shall come after it. */
const share = 24;

export function createEventInbox({ take, schedule, now }: EventInboxParts): EventInbox {
  let waiting = new Map<RunId, RunEvent[]>();
  let cancel: (() => void) | undefined;
  let pause = 0;

  function flush(): void {
    cancel?.();
    cancel = undefined;
    if (waiting.size === 0) return;
    const batch = waiting;
    waiting = new Map();
    const began = now();
    for (const [run, events] of batch) take(run, events);
    const took = now() - began;
    pause = took <= quick ? frame : Math.min(took * share, 1_000);
    // Nothing at once, however quick that was: what comes within a frame is seen in the next.
    cancel = schedule(pause, flush);
  }

  return {
    add(run, events) {
      const known = waiting.get(run);
      if (known) known.push(...events);
      else waiting.set(run, [...events]);
      // After a quiet moment it is taken in at once.
      if (!cancel) flush();
    },
    flush,
    close() {
      cancel?.();
      cancel = undefined;
      waiting.clear();
    },
  };
}
