import { startAlarm, startTimer } from './timers';
import type { Clock } from './types';

/** The time that a whole run has. It stands still while the debugger holds a step. */
export class RunTimeLimit {
  private stopTimer: (() => void) | null = null;
  /** Milliseconds that are left while it stands still. */
  private left: number | null = null;
  /** On the monotonic clock. */
  private end = 0;

  constructor(
    private readonly clock: Clock,
    private readonly onOver: () => void,
  ) {}

  /** `due`, by the wall clock, where the limit was running before this process. */
  start(milliseconds: number, due: number | null = null): void {
    this.end = this.clock.monotonic() + milliseconds;
    this.stopTimer =
      due === null
        ? startTimer(this.clock, milliseconds, this.onOver)
        : startAlarm(this.clock, due, this.onOver);
  }

  hold(): void {
    if (this.stopTimer === null) return;
    this.stopTimer();
    this.stopTimer = null;
    this.left = Math.max(0, this.end - this.clock.monotonic());
  }

  goOn(): void {
    if (this.left === null) return;
    this.start(this.left);
    this.left = null;
  }

  stop(): void {
    this.stopTimer?.();
  }
}
