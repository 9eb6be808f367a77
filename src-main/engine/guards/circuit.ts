import type { CircuitBreaker } from '@shared/workflow/model';

// A circuit breaker as a pure state machine. Times are milliseconds of a monotonic clock and come
// in from outside.

export type CircuitEntry =
  | { readonly type: 'passed'; readonly generation: number }
  /** Nobody is let through for so many milliseconds. */
  | { readonly type: 'refused'; readonly retryAfter: number };

/** `abandoned`: it ended without telling whether what it needs works, e.g. because of a cancel. */
export type CircuitReport = 'succeeded' | 'failed' | 'abandoned';

type Policy = Pick<CircuitBreaker, 'failures' | 'reset'>;

/**
 * Closed: all pass, and failures in a row are counted. Open: nobody passes until its time is over.
 * Half-open: one passes, and what becomes of it decides.
 */
export class Circuit {
  private state: 'closed' | 'open' | 'half-open' = 'closed';
  private failures = 0;
  private until = 0;
  private generation = 0;
  private latest = -Infinity;

  /** Closed and without a failure: the same as one that was never used. */
  get isFresh(): boolean {
    return this.state === 'closed' && this.failures === 0;
  }

  /** What `enter` would say, without taking the place of the one that is tried. */
  peek(now: number, { reset }: Policy): CircuitEntry {
    const at = this.at(now);
    if (this.state === 'open' && at < this.until) {
      return { type: 'refused', retryAfter: this.until - at };
    }
    if (this.state === 'half-open') return { type: 'refused', retryAfter: reset };
    return { type: 'passed', generation: this.generation };
  }

  enter(now: number, policy: Policy): CircuitEntry {
    const entry = this.peek(now, policy);
    if (entry.type === 'refused' || this.state === 'closed') return entry;
    this.become('half-open');
    return { type: 'passed', generation: this.generation };
  }

  /** Reports of those that passed before the state last changed say nothing about what is now. */
  report(now: number, generation: number, report: CircuitReport, policy: Policy): void {
    if (generation !== this.generation) return;
    if (report === 'abandoned') {
      // Whoever comes next is tried instead.
      if (this.state === 'half-open') this.open(this.at(now));
      return;
    }
    if (report === 'succeeded') {
      if (this.state === 'half-open') this.become('closed');
      this.failures = 0;
      return;
    }
    this.failures += 1;
    if (this.state === 'half-open' || this.failures >= policy.failures) {
      this.open(this.at(now) + policy.reset);
    }
  }

  private open(until: number): void {
    this.become('open');
    this.until = until;
  }

  private become(state: 'closed' | 'open' | 'half-open'): void {
    this.state = state;
    this.failures = 0;
    this.generation += 1;
  }

  private at(now: number): number {
    this.latest = Math.max(this.latest, now);
    return this.latest;
  }
}
