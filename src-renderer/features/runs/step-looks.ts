import type { Look } from './looked-at';

// What boxes and wires show of a run, paced. A run over a large workflow changes hundreds of boxes in
// a moment; drawn at once they would make one frame as long as ten. So a few are drawn in each
// frame, in the order in which they changed, always as they are by then. What passes at once is not
// drawn at all: that a step is at work, or has not run in this run, shows if it is still so a moment later.

/** Gives the same object for a step as long as it looks the same. */
export type LookOf = (step: string) => Look | undefined;

export interface StepLooks {
  /** What a step shows now. */
  get(step: string): Look | undefined;
  /** Follows what a step shows. */
  subscribe(step: string, listener: () => void): () => void;
  /** What all shall show; `atOnce` in one go, however long that takes. */
  show(lookOf: LookOf, atOnce: boolean): void;
}

export interface StepLooksParts {
  /** Calls back with the next frame; gives how to call it off. */
  readonly nextFrame: (callback: () => void) => () => void;
  /** Draws what the callback changes before it returns. */
  readonly draw: (change: () => void) => void;
  /** Milliseconds that never jump. */
  readonly now: () => number;
}

/** What drawing may take of a frame: layout and paint need about as much again. */
const share = 4;
/** As long as nobody knows how long one takes. */
const usual = 12;
const least = 4;
/** The last one is drawn after so many frames at the latest. */
const longest = 20;
/** Milliseconds after which what is on its way shows. */
const patience = 100;

export function createStepLooks({ nextFrame, draw, now }: StepLooksParts): StepLooks {
  const listeners = new Map<string, Set<() => void>>();
  let target: LookOf = () => undefined;
  /** Steps whose turn has not come, with what they show until then, and when it comes at the earliest. */
  const held = new Map<string, Held>();
  let perFrame = usual;
  /** What is left when a burst begins decides how many a frame at least. */
  let floor = least;
  let cancel: (() => void) | undefined;

  const get: LookOf = (step) => {
    const waits = held.get(step);
    return waits ? waits.shown : target(step);
  };

  /** Draws so many whose turn has come by then. */
  function release(count: number, by: number): number {
    const steps: string[] = [];
    for (const [step, { due }] of held) {
      if (steps.length === count) break;
      if (due <= by) steps.push(step);
    }
    for (const step of steps) held.delete(step);
    for (const step of steps) for (const listener of listeners.get(step) ?? []) listener();
    return steps.length;
  }

  function frame(): void {
    const began = now();
    let drawn = 0;
    draw(() => {
      drawn = release(Math.max(perFrame, floor), began);
    });
    if (drawn > 0) {
      const each = Math.max(0.01, now() - began) / drawn;
      perFrame = Math.max(least, Math.round((perFrame + share / each) / 2));
    }
    cancel = held.size > 0 ? nextFrame(frame) : undefined;
  }

  return {
    get,
    subscribe(step, listener) {
      const known = listeners.get(step) ?? new Set();
      listeners.set(step, known.add(listener));
      return () => {
        known.delete(listener);
        if (known.size > 0 || listeners.get(step) !== known) return;
        listeners.delete(step);
        held.delete(step);
      };
    },
    show(lookOf, atOnce) {
      const before = new Map([...listeners.keys()].map((step) => [step, get(step)]));
      target = lookOf;
      const began = now();
      for (const [step, shown] of before) {
        const next = lookOf(step);
        if (next === shown) held.delete(step);
        else if (!passes(next)) held.set(step, { shown, due: began });
        else held.set(step, { shown, due: held.get(step)?.due ?? began + patience });
      }
      if (atOnce) {
        cancel?.();
        cancel = undefined;
        release(held.size, Infinity);
        return;
      }
      floor = Math.max(least, Math.ceil(held.size / longest));
      if (cancel) return;
      // What fits into this frame is not kept for the next.
      release(Math.max(perFrame, floor), began);
      if (held.size > 0) cancel = nextFrame(frame);
    },
  };
}

interface Held {
  readonly shown: Look | undefined;
  readonly due: number;
}

/** Whether it may be over before anybody sees it. */
function passes(look: Look | undefined): boolean {
  const status = look?.runs?.status;
  return status === undefined || status === 'queued' || status === 'running';
}
