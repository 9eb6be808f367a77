import type { Attempt } from './scope';
import { retryableError, type StepError } from './step-error';
import { stepTimeout } from './step-failure';
import { startTimer } from './timers';
import type { Clock } from './types';

/** The time that attempts have for their work. */
export class TimeLimits {
  constructor(
    private readonly clock: Clock,
    private readonly onOver: (attempt: Attempt, error: StepError) => void,
  ) {}

  start(attempt: Attempt): void {
    const { timeLeft } = attempt;
    if (timeLeft === null) return;
    attempt.limitedSince = this.clock.monotonic();
    attempt.stopTimer = startTimer(this.clock, timeLeft, () => {
      const { id, timeout } = attempt.plan;
      this.onOver(attempt, retryableError(stepTimeout(id, timeout ?? 0)));
    });
  }

  /** Waiting is not working: the time limit stands still meanwhile. */
  stop(attempt: Attempt): void {
    if (attempt.stopTimer === null) return;
    attempt.stopTimer();
    attempt.stopTimer = null;
    if (attempt.timeLeft !== null) {
      attempt.timeLeft -= this.clock.monotonic() - attempt.limitedSince;
    }
  }

  /** Milliseconds of work, without those of its waits. */
  worked(attempt: Attempt): number {
    if (attempt.begunAt === null) return 0;
    return Math.max(0, this.clock.monotonic() - attempt.begunAt - attempt.waited);
  }
}
