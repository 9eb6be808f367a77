import type { AppErrorData } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import type { SkipReason } from '@shared/runs/events';
import type { Recorded } from '@shared/runs/recorded';
import { AttemptContext, type AttemptServices } from './attempt-context';
import type { EffectsWork } from './effects';
import { unnumbered, type EventLog } from './event-log';
import type { Gates } from './gates/gates';
import type { Happened } from './gates/happened';
import { AttemptGuards } from './guards/attempt-guards';
import { createStepGuards } from './guards/step-guards';
import { endingAfterFailure, isHandled } from './failure-ending';
import { checkOutput } from './output-check';
import { readySettings, startedEvent } from './ready-settings';
import { isPromise } from './is-promise';
import { retryWait } from './retry-delay';
import type { RunValues } from './run-values';
import { noPorts } from './scheduling';
import type { Waits } from './waits';
import { Attempt, isFirst, type AttemptEnding } from './scope';
import { finalError, retryableError } from './step-error';
import { failedEvent, retryingEvent } from './step-events';
import {
  describeFailure,
  type StepFailure,
  errorToJson,
  stepEnded,
  stepRestricted,
  stepTimeout,
} from './step-failure';
import type { Asker, StepWorkOwner } from './step-work-owner';
import { startAlarm, startTimer } from './timers';
import type { Turns } from './turns';
import type { EnginePorts, RetryIntent, StepGuards, StepOutcome } from './types';
import { unready, type PreparedStart, type StandIn } from './step-start';

/**
 * One attempt at one step, from its turn to its end: settings, start, run, time limit, waits,
 * retries and error policy. What follows for other steps is in scope-work.ts.
 *
 * The debugger's gates before a step and at its failure are here, between the resolved settings and
 * `step.started`, and before anything is made of an error; those after it are in scope-work.ts.
 */
export class StepWork {
  services!: AttemptServices;
  turns!: Turns;
  private readonly limits: StepGuards;
  waits!: Waits;
  /** Null for a run whose effects are live. */
  effects: EffectsWork | null = null;
  /** Null for a run that nobody debugs. */
  gates: Gates | null = null;
  /** Effects that were taken back; null for most. */
  happened: Happened | null = null;
  asker!: Asker;

  constructor(
    private readonly ports: EnginePorts,
    private readonly events: EventLog,
    private readonly values: RunValues,
    private readonly owner: StepWorkOwner,
  ) {
    this.limits = ports.guards ?? createStepGuards(ports.clock);
  }

  start(attempt: Attempt): void {
    const before = attempt.prepared;
    attempt.prepared = null;
    if (before !== null && before !== unready) {
      this.begin(attempt, before);
      return;
    }
    attempt.state = 'starting';
    let prepared: PreparedStart | null;
    try {
      prepared = this.prepare(attempt);
    } catch (error) {
      if (before === null && this.standsUnready(attempt, error)) return;
      this.failed(attempt, error);
      return;
    }
    if (prepared === null) return;
    if (this.gates !== null && before === null) {
      attempt.prepared = prepared;
      const { ready } = prepared;
      if (this.gates.stopsAt(attempt, 'before', { input: ready?.input ?? null })) return;
      attempt.prepared = null;
    }
    this.begin(attempt, prepared);
  }

  /** Its settings cannot be resolved; whoever wants to stop before it sees why. */
  private standsUnready(attempt: Attempt, thrown: unknown): boolean {
    if (this.gates === null) return false;
    attempt.prepared = unready;
    const error = this.values.safeError(describeFailure(thrown, attempt.plan.id).error);
    if (this.gates.stopsAt(attempt, 'before', { error })) return true;
    attempt.prepared = null;
    return false;
  }

  /** What it starts with; null when it does not start now. Throws what it fails with. */
  private prepare(attempt: Attempt): PreparedStart | null {
    const { plan, past } = attempt;
    const again = past?.record?.started ?? null;
    const given = again === null ? (past?.given ?? null) : null;
    const fresh = again === null && given === null && attempt.guards === null;
    // Once for all attempts, and before a turn is asked for.
    if (fresh && isFirst(attempt) && this.values.isSkipped(attempt)) {
      this.skip(attempt, 'guard', noPorts);
      return null;
    }
    const standIn = plan.pin === null ? this.effects?.standIn(attempt) : { output: plan.pin.value };
    if (standIn) return { standIn, ready: null, again: null, key: null };
    const recorded = this.effects?.started(attempt) ?? null;
    // What was let in before has had its turn.
    const limited = again === null && recorded === null && AttemptGuards.needed(plan.step);
    if (limited && this.holdBack(attempt)) return null;
    const key = again?.key ?? recorded?.key ?? null;
    return {
      standIn: null,
      ready: readySettings(this.values, attempt, again ?? given, recorded),
      again,
      key,
    };
  }

  private begin(attempt: Attempt, { standIn, ready, again, key }: PreparedStart): void {
    const { plan } = attempt;
    attempt.state = 'starting';
    if (standIn !== null || ready === null) {
      if (standIn !== null) this.standIn(attempt, standIn);
      return;
    }
    if (this.hasHappened(attempt, ready.input)) return;
    try {
      attempt.guards?.begin();
    } catch (error) {
      this.failed(attempt, error);
      return;
    }
    attempt.key = key ?? this.ports.ids.key();
    attempt.config = ready.config;
    attempt.input = ready.input;
    this.events.add(startedEvent(this.events, attempt, ready, again !== null));
    // Work without effects may be done twice, so it need not wait for its start to be on disk.
    if (plan.pure) this.execute(attempt);
    else this.events.whenKept(attempt);
  }

  /** It happened before it was taken back: it gives what it gave, or a person is asked. */
  hasHappened(attempt: Attempt, input: Recorded): boolean {
    if (this.happened === null || !attempt.plan.unsafe || attempt.agreed) return false;
    const answer = this.happened.answer(attempt, input);
    if (answer === null) return false;
    attempt.guards?.end('abandoned');
    if (answer === 'ask') {
      this.turns.release(attempt);
      this.asker.ask(attempt, false);
      return true;
    }
    const { output, taken } = answer;
    this.complete(attempt, output, taken, { attempt: attempt.number, by: 'recorded', input });
    return true;
  }

  execute(attempt: Attempt): void {
    const { plan } = attempt;
    attempt.state = 'running';
    attempt.begunAt = this.ports.clock.monotonic();
    attempt.timeLeft = plan.timeout;
    let answer: StepOutcome | Promise<StepOutcome>;
    try {
      const verdict = this.effects?.verdict(attempt) ?? 'run';
      if (verdict === 'hang') return;
      if (verdict !== 'run') throw verdict;
      if (plan.reachesOutside && attempt.scope.frame.restricted) throw stepRestricted(plan.step);
      answer = plan.run(new AttemptContext(this.services, attempt));
    } catch (error) {
      this.failed(attempt, error);
      return;
    }
    if (!isPromise(answer)) {
      this.succeeded(attempt, answer);
      return;
    }
    if (attempt.state === 'running') this.limitTime(attempt);
    answer.then(
      (outcome) => this.turns.take(() => this.succeeded(attempt, outcome)),
      (error: unknown) => this.turns.take(() => this.failed(attempt, error)),
    );
  }

  /** Takes an attempt out of the run at once; a runner that does not listen is left alone. */
  abandon(attempt: Attempt, reason: string): void {
    this.leave(attempt, 'over', reason);
    attempt.guards?.end('abandoned');
    attempt.controller?.abort(stepEnded(attempt.plan.id, reason));
  }

  /** Its rate limit may not let it start yet: then it waits, without a slot. */
  private holdBack(attempt: Attempt): boolean {
    const { plan } = attempt;
    attempt.guards ??= new AttemptGuards(this.limits, plan.step, attempt.scope.frame.identity);
    const held = attempt.guards.hold(() => this.turns.take(() => this.letIn(attempt)));
    if (held === null) return false;
    attempt.state = 'held';
    attempt.announced = true;
    this.turns.release(attempt);
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'step.waiting',
      step: plan.id,
      path: attempt.scope.path,
      attempt: attempt.number,
      until: Math.round(this.ports.clock.now() + held.expectedIn),
      reason: held.reason,
    });
    return true;
  }

  private letIn(attempt: Attempt): void {
    if (attempt.state !== 'held') return;
    attempt.state = 'queued';
    this.turns.request(attempt);
  }

  /** Something stands in for the step: it does not run. */
  private standIn(attempt: Attempt, { output, taken, skipped }: StandIn): void {
    const { outputs } = attempt.plan;
    if (skipped) this.skip(attempt, 'decision', outputs);
    else this.complete(attempt, output, taken ?? outputs, { attempt: 0, pinned: true });
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
    });
    this.ended(attempt, { taken, output, delivers: true, completed: true, error: null });
  }

  private succeeded(attempt: Attempt, outcome: StepOutcome): void {
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
      duration: this.duration(attempt),
      ...(leaves !== undefined && { leaves }),
    });
    this.ended(attempt, { taken, output, delivers: true, completed: true, error: null, leaves });
  }

  /** In a replay steps end in the order that was recorded. */
  private isHeldBack(attempt: Attempt, end: () => void): boolean {
    if (this.effects === null) return false;
    const goOn = (): void => this.turns.take(end);
    if (!this.effects.holdsBack(attempt, goOn)) return false;
    this.stopLimit(attempt);
    this.turns.release(attempt);
    return true;
  }

  private failed(attempt: Attempt, thrown: unknown): void {
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
    this.events.add(failedEvent(this.events, attempt, error, ending, this.duration(attempt)));
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
    this.events.add(retryingEvent(this.events, attempt, error, this.ports.clock.now() + wait));
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
    this.stopLimit(attempt);
    attempt.state = state;
    attempt.dropProgress?.();
    this.turns.release(attempt);
    if (attempt.bodies !== null) this.owner.cancelBodies(attempt, reason);
    if (attempt.wait !== null || attempt.past !== null) this.waits.end(attempt, reason);
  }

  limitTime(attempt: Attempt): void {
    const { timeLeft } = attempt;
    if (timeLeft === null) return;
    attempt.limitedSince = this.ports.clock.monotonic();
    attempt.stopTimer = startTimer(this.ports.clock, timeLeft, () => {
      const error = retryableError(stepTimeout(attempt.plan.id, attempt.plan.timeout ?? 0));
      this.turns.take(() => this.failed(attempt, error));
    });
  }

  /** Waiting is not working: the time limit stands still meanwhile. */
  stopLimit(attempt: Attempt): void {
    if (attempt.stopTimer === null) return;
    attempt.stopTimer();
    attempt.stopTimer = null;
    if (attempt.timeLeft !== null) {
      attempt.timeLeft -= this.ports.clock.monotonic() - attempt.limitedSince;
    }
  }

  private duration(attempt: Attempt): number {
    if (attempt.begunAt === null) return 0;
    return Math.max(0, this.ports.clock.monotonic() - attempt.begunAt - attempt.waited);
  }
}
