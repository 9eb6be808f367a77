import type { AppErrorData } from '@shared/errors/app-error';
import { errorToJson } from '@shared/errors/error-json';
import type { JsonValue } from '@shared/lib/json';
import type { SkipReason } from '@shared/runs/events';
import type { Recorded } from '@shared/runs/recorded';
import { AttemptCosts } from './attempt-costs';
import type { BodyWork } from './body-work';
import type { EffectsWork } from './effects';
import { unnumbered, type EventLog } from './event-log';
import { endingAfterFailure, isHandled } from './failure-ending';
import type { Gates } from './gates/gates';
import { checkOutput } from './output-check';
import { retryWait } from './retry-delay';
import type { RunValues } from './run-values';
import { noPorts } from './scheduling';
import { Attempt, type AttemptEnding } from './scope';
import { finalError } from './step-error';
import { failedEvent, retryingEvent } from './step-events';
import { describeFailure, stepEnded, type StepFailure } from './step-failure';
import { TimeLimits } from './time-limits';
import { startAlarm, startTimer } from './timers';
import type { Turns } from './turns';
import type { EnginePorts, RetryIntent, StepOutcome } from './types';
import type { Waits } from './waits';

export interface StepEndsOwner {
  /** It has ended and its end is recorded: settle its edges when that is allowed. */
  onEnding(attempt: Attempt): void;
  /** The same step gets another attempt. */
  onRetry(attempt: Attempt, next: Attempt): void;
}

/**
 * How attempts end: with an output, with a failure and what the step's retries and its policy make of it,
 * skipped, given up, out of time. What follows for other steps is in scope-work.ts.
 *
 * The debugger's gate at a failure is here, before anything is made of the error.
 */
export class StepEnds {
  readonly limits: TimeLimits;
  readonly costs: AttemptCosts;
  bodies!: BodyWork;
  turns!: Turns;
  waits!: Waits;
  /** Null for a run whose effects are live. */
  effects: EffectsWork | null = null;
  /** Null for a run that nobody debugs. */
  gates: Gates | null = null;

  constructor(
    private readonly ports: EnginePorts,
    private readonly events: EventLog,
    private readonly values: RunValues,
    private readonly owner: StepEndsOwner,
  ) {
    this.costs = new AttemptCosts(events, values);
    this.limits = new TimeLimits(ports.clock, (attempt, error) =>
      this.turns.take(() => this.failed(attempt, error)),
    );
  }

  /** Takes an attempt out of the run at once; a runner that does not listen is left alone. */
  abandon(attempt: Attempt, reason: string): void {
    this.leave(attempt, 'over', reason);
    attempt.guards?.end('abandoned');
    attempt.controller?.abort(stepEnded(attempt.plan.id, reason));
  }

  /** It does not run. Its output is null where its edges are alive. */
  skip(attempt: Attempt, reason: SkipReason, taken: readonly string[]): void {
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'step.skipped',
      step: attempt.plan.id,
      path: attempt.scope.path,
      reason,
      taken,
    });
    const output = taken === noPorts ? undefined : null;
    this.ended(attempt, { taken, output, delivers: false, error: null });
  }

  /** It is over with this output without having run to its end. */
  complete(
    attempt: Attempt,
    output: JsonValue,
    taken: readonly string[],
    as: {
      readonly attempt: number;
      readonly pinned?: true;
      readonly by?: 'debugger' | 'recorded';
      readonly input?: Recorded;
    },
  ): void {
    const paid = this.costs.of(attempt);
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'step.completed',
      step: attempt.plan.id,
      path: attempt.scope.path,
      output: { value: output },
      taken,
      duration: 0,
      ...as,
      ...paid,
    });
    this.ended(attempt, { taken, output, delivers: true, completed: true, error: null });
  }

  succeeded(attempt: Attempt, outcome: StepOutcome): void {
    if (!attempt.live || this.isHeldBack(attempt, () => this.succeeded(attempt, outcome))) return;
    if (attempt.hold !== null) this.gates?.gone(attempt);
    const { plan } = attempt;
    const problem = checkOutput(outcome.output, `The output of step "${plan.id}"`);
    if (problem !== null) {
      this.failed(attempt, finalError(problem));
      return;
    }
    const output = this.values.safe(outcome.output);
    const { leaves } = outcome;
    const taken = leaves === undefined ? (outcome.taken ?? plan.outputs) : noPorts;
    this.leave(attempt, 'settling', 'its step has completed');
    attempt.guards?.end('succeeded');
    const paid = this.costs.of(attempt, output);
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'step.completed',
      step: plan.id,
      path: attempt.scope.path,
      attempt: attempt.number,
      output: { value: output },
      taken,
      duration: this.limits.worked(attempt),
      ...(leaves !== undefined && { leaves }),
      ...paid,
    });
    this.ended(attempt, { taken, output, delivers: true, completed: true, error: null, leaves });
  }

  /** In a replay steps end in the order that was recorded. */
  private isHeldBack(attempt: Attempt, end: () => void): boolean {
    if (this.effects === null) return false;
    const goOn = (): void => this.turns.take(end);
    if (!this.effects.holdsBack(attempt, goOn)) return false;
    this.limits.stop(attempt);
    this.turns.release(attempt);
    return true;
  }

  failed(attempt: Attempt, thrown: unknown): void {
    if (!attempt.live && attempt.state !== 'starting') return;
    if (this.isHeldBack(attempt, () => this.failed(attempt, thrown))) return;
    if (attempt.hold !== null) this.gates?.gone(attempt);
    const { plan } = attempt;
    const failure = describeFailure(thrown, plan.id);
    const error = this.values.safeError(failure.error);
    this.leave(attempt, 'settling', 'its attempt has failed');
    attempt.guards?.end('failed');
    attempt.controller?.abort(stepEnded(plan.id, 'its attempt has failed'));
    this.standAtError(attempt, { error, intent: failure.intent });
  }

  /** It had failed and stood there when its process ended. */
  standAtError(attempt: Attempt, failure: StepFailure): void {
    attempt.failure = failure;
    const { error } = failure;
    if (this.gates?.stopsAt(attempt, 'error', { error, handled: isHandled(attempt) })) return;
    this.conclude(attempt);
  }

  /** Makes of a failure what the step's retries and its policy say. */
  conclude(attempt: Attempt): void {
    const { plan, failure } = attempt;
    if (failure === null) return;
    const { error, intent } = failure;
    attempt.failure = null;
    attempt.state = 'settling';
    const wait = this.waitBeforeRetry(attempt, intent);
    if (wait !== null) {
      this.retry(attempt, error, wait);
      return;
    }
    const json = errorToJson(error);
    const ending = endingAfterFailure(attempt, json);
    const worked = this.limits.worked(attempt);
    const paid = this.costs.of(attempt);
    this.events.add(failedEvent(this.events, attempt, error, ending, worked, paid));
    if (plan.step.onError === 'fail') attempt.scope.failure ??= { error, step: plan.id };
    this.ended(attempt, ending);
  }

  private waitBeforeRetry(attempt: Attempt, intent: RetryIntent): number | null {
    if (this.turns.isStopped) return null;
    const recorded = this.effects?.retryWait(attempt);
    if (recorded !== undefined) return recorded;
    return retryWait(attempt, intent, () => this.ports.random());
  }

  private retry(attempt: Attempt, error: AppErrorData, wait: number): void {
    const plan = this.gates?.planOf(attempt.scope, attempt.plan) ?? attempt.plan;
    const next = new Attempt(attempt.owner, attempt.scope, plan, attempt.number + 1);
    next.branch = attempt.branch;
    const base = attempt.past?.base ?? 0;
    if (base > 0)
      next.past = { base, record: null, bodies: null, waits: 0, given: null, anew: false };
    next.state = 'retrying';
    next.announced = true;
    const paid = this.costs.of(attempt);
    const due = this.ports.clock.now() + wait;
    this.events.add(retryingEvent(this.events, attempt, error, due, paid));
    next.stopTimer = startTimer(this.ports.clock, wait, () => this.takeTurn(next));
    attempt.state = 'over';
    this.owner.onRetry(attempt, next);
  }

  /** A retry that was waited for before: it is due at a time of the wall clock. */
  retryAt(attempt: Attempt, due: number): void {
    attempt.state = 'retrying';
    attempt.announced = true;
    attempt.stopTimer = startAlarm(this.ports.clock, due, () => this.takeTurn(attempt));
  }

  private takeTurn(attempt: Attempt): void {
    attempt.stopTimer = null;
    attempt.state = 'queued';
    this.turns.request(attempt);
    this.turns.pump();
  }

  private ended(attempt: Attempt, ending: AttemptEnding): void {
    attempt.ending = ending;
    attempt.state = 'settling';
    this.turns.release(attempt);
    this.owner.onEnding(attempt);
  }

  /** Ends what is at work for it; what becomes of the step is up to the caller. */
  giveUp(attempt: Attempt, reason: string): void {
    this.leave(attempt, 'settling', reason);
    attempt.controller?.abort(stepEnded(attempt.plan.id, reason));
  }

  private leave(attempt: Attempt, state: 'settling' | 'over', reason: string): void {
    if (attempt.hold !== null) this.gates?.dissolve(attempt);
    attempt.goOn = null;
    this.limits.stop(attempt);
    attempt.state = state;
    attempt.dropProgress?.();
    this.turns.release(attempt);
    if (attempt.bodies !== null) this.bodies.cancel(attempt, reason);
    if (attempt.wait !== null || attempt.past !== null) this.waits.end(attempt, reason);
  }
}
