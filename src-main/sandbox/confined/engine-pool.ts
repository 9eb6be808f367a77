import type { ConfinedEngine, OpenEngine } from './engine';

/** Engines for one job each: never shared, never used again. One waits ahead of the next job. */
export interface EnginePool {
  /** Rejects with the signal's reason when it aborts first. */
  take(signal: AbortSignal): Promise<ConfinedEngine>;
  /** Ends an engine that was taken. */
  drop(engine: ConfinedEngine): void;
  /** Opens the engine that waits. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly open: OpenEngine;
  /** Engines at work at the same time; further jobs wait. */
  readonly most: number;
}

export function createEnginePool({ open, most }: PoolOptions): EnginePool {
  let spare: Promise<ConfinedEngine> | undefined;
  let busy = 0;
  let closed = false;
  const waiting: (() => void)[] = [];
  const ending = new Set<Promise<void>>();
  const taken = new Set<ConfinedEngine>();

  function openSpare(): Promise<ConfinedEngine> {
    const opened = open();
    spare = opened;
    opened.then(
      (engine) => {
        engine.onGone(() => {
          if (spare === opened) spare = undefined;
        });
      },
      () => {
        // Whoever takes it hears of it; the next one tries again.
        if (spare === opened) spare = undefined;
      },
    );
    return opened;
  }

  function end(engine: ConfinedEngine): void {
    const ended = engine.end();
    ending.add(ended);
    void ended.finally(() => ending.delete(ended));
  }

  async function place(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (busy < most) {
      busy += 1;
      return;
    }
    // Whoever leaves hands the place over.
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal.reason);
      };
      const enter = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      signal.addEventListener('abort', giveUp, { once: true });
      waiting.push(enter);
    });
  }

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  }

  return {
    async take(signal) {
      await place(signal);
      const opening = spare ?? openSpare();
      spare = undefined;
      try {
        const engine = await untilAborted(opening, signal);
        taken.add(engine);
        if (!closed) openSpare();
        return engine;
      } catch (error) {
        leave();
        // Nobody waits for it any more.
        opening.then(end, () => undefined);
        throw error;
      }
    },
    drop(engine) {
      taken.delete(engine);
      end(engine);
      leave();
    },
    async warm() {
      if (!closed) await (spare ?? openSpare());
    },
    async close() {
      closed = true;
      await spare?.then(end, () => undefined);
      spare = undefined;
      for (const engine of taken) end(engine);
      await Promise.all(ending);
    },
  };
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
