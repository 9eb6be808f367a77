import type { Clock } from '../../src-main/engine/types';

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Time that passes only when a test says so; promises settle between two timers. */
export class FakeClock implements Clock {
  /** Milliseconds since 1970 at monotonic 0; change it to make the wall clock jump. */
  wallOffset = Date.UTC(2026, 0, 1);
  private elapsed = 0;
  private order = 0;
  private readonly timers = new Set<Timer>();

  now(): number {
    return this.wallOffset + this.elapsed;
  }

  monotonic(): number {
    return this.elapsed;
  }

  schedule(milliseconds: number, callback: () => void): () => void {
    this.order += 1;
    const timer = { due: this.elapsed + Math.max(0, milliseconds), order: this.order, callback };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  get pending(): number {
    return this.timers.size;
  }

  /** Lets time pass, with every timer in its turn. */
  async advance(milliseconds: number): Promise<void> {
    const until = this.elapsed + milliseconds;
    await settle();
    for (let next = this.first(until); next !== undefined; next = this.first(until)) {
      this.timers.delete(next);
      this.elapsed = Math.max(this.elapsed, next.due);
      next.callback();
      await settle();
    }
    this.elapsed = until;
  }

  /** Work that takes this long without giving way to timers. */
  spend(milliseconds: number): void {
    this.elapsed += milliseconds;
  }

  private first(until: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.timers) {
      if (timer.due > until) continue;
      if (first === undefined || timer.due < first.due) first = timer;
      else if (timer.due === first.due && timer.order < first.order) first = timer;
    }
    return first;
  }
}

/** Lets every promise that can settle do so. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
