import type { Clock } from '../../../src-main/engine/types';

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/** The time of one simulated process. It passes only from one timer to the next. */
export class SimClock implements Clock {
  private readonly timers: Timer[] = [];
  private elapsed = 0;

  /** The wall clock when the process starts. */
  constructor(private readonly begun: number) {}

  now(): number {
    return this.begun + this.elapsed;
  }

  monotonic(): number {
    return this.elapsed;
  }

  schedule(milliseconds: number, callback: () => void): () => void {
    const timer = { due: this.elapsed + Math.max(0, milliseconds), callback };
    // Few are pending at a time, and the last is often the latest.
    let at = this.timers.length;
    while (at > 0 && (this.timers[at - 1]?.due ?? 0) > timer.due) at -= 1;
    this.timers.splice(at, 0, timer);
    return () => {
      const place = this.timers.indexOf(timer);
      if (place >= 0) this.timers.splice(place, 1);
    };
  }

  get hasTimer(): boolean {
    return this.timers.length > 0;
  }

  /** Lets the first timer have its moment. */
  tick(): void {
    const timer = this.timers.shift();
    if (timer === undefined) return;
    this.elapsed = Math.max(this.elapsed, timer.due);
    timer.callback();
  }
}
