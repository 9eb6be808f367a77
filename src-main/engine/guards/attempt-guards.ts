import type { AppErrorData } from '@shared/errors/app-error';
import { formatDuration } from '@shared/lib/duration';
import type { RateLimit, Step } from '@shared/workflow/model';
import { StepError } from '../step-error';
import type { CircuitPass, RateTurn, StepGuards } from '../types';

/** Why an attempt does not start yet. */
export interface HeldBack {
  readonly reason: string;
  /** Milliseconds until its turn probably comes. */
  readonly expectedIn: number;
}

/** What one attempt holds of the limits of its step. Every way to its end gives all of it back. */
export class AttemptGuards {
  private turn: RateTurn | null = null;
  private pass: CircuitPass | null = null;

  constructor(
    private readonly guards: StepGuards,
    private readonly step: Step,
    /** What the keys of steps that name none begin with: which workflow they are of. */
    private readonly owner: string,
  ) {}

  static needed({ rateLimit, circuitBreaker }: Step): boolean {
    return rateLimit !== undefined || circuitBreaker !== undefined;
  }

  /**
   * Null when the attempt may start; else it waits, and `onTurn` says when to ask again. Throws
   * CIRCUIT_OPEN at once when its turn would be for nothing.
   */
  hold(onTurn: () => void): HeldBack | null {
    const { rateLimit } = this.step;
    this.refuseWhenOpen();
    if (rateLimit === undefined || this.turn?.isGranted() === true) return null;
    this.turn = this.guards.turn(this.keyOf(rateLimit), rateLimit, onTurn);
    if (this.turn.isGranted()) return null;
    return { reason: rateReason(rateLimit), expectedIn: this.turn.expectedIn };
  }

  /** The attempt starts. Throws CIRCUIT_OPEN when the breaker has opened meanwhile. */
  begin(): void {
    const { circuitBreaker } = this.step;
    if (circuitBreaker !== undefined) {
      const entry = this.guards.circuit(this.keyOf(circuitBreaker)).enter(circuitBreaker);
      if (entry.type === 'refused') throw circuitOpen(this.step, entry.retryAfter);
      this.pass = entry;
    }
    this.turn?.begin();
    this.turn = null;
  }

  end(report: 'succeeded' | 'failed' | 'abandoned'): void {
    this.turn?.giveUp();
    this.turn = null;
    this.pass?.end(report);
    this.pass = null;
  }

  private refuseWhenOpen(): void {
    const { circuitBreaker } = this.step;
    if (circuitBreaker === undefined) return;
    const left = this.guards.circuit(this.keyOf(circuitBreaker)).refusal(circuitBreaker);
    if (left !== null) throw circuitOpen(this.step, left);
  }

  private keyOf({ key }: { readonly key?: string }): string {
    return key === undefined ? `step ${this.owner} ${this.step.id}` : `key ${key}`;
  }
}

/** `rate limit: 5 per second`. */
function rateReason({ limit, per, key }: RateLimit): string {
  const units: Readonly<Record<number, string>> = {
    1_000: 'second',
    60_000: 'minute',
    3_600_000: 'hour',
    86_400_000: 'day',
  };
  const shared = key === undefined ? '' : ` for "${key}"`;
  return `rate limit: ${limit} per ${units[per] ?? formatDuration(per)}${shared}`;
}

function circuitOpen(step: Step, retryAfter: number): StepError {
  const { key, failures = 0 } = step.circuitBreaker ?? {};
  const milliseconds = Math.ceil(retryAfter);
  const data: AppErrorData = {
    code: 'CIRCUIT_OPEN',
    kind: 'operational',
    message: `Step "${step.id}" was not tried: its circuit breaker${key === undefined ? '' : ` "${key}"`} is open after ${failures} failures in a row.`,
    hint: `It lets one try through in ${formatDuration(Math.max(1_000, Math.ceil(milliseconds / 1_000) * 1_000))}. Look at why it failed before.`,
    details: { step: step.id, retryAfter: milliseconds },
  };
  return new StepError(data, { type: 'retry-after', milliseconds });
}
