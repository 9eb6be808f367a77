import type { Recorded } from '@shared/runs/recorded';
import { AttemptContext, type AttemptServices } from './attempt-context';
import type { EffectsWork } from './effects';
import { unnumbered, type EventLog } from './event-log';
import type { Gates } from './gates/gates';
import type { Happened } from './gates/happened';
import { AttemptGuards } from './guards/attempt-guards';
import { createStepGuards } from './guards/step-guards';
import { isPromise } from './is-promise';
import { readySettings, startedEvent } from './ready-settings';
import type { RunValues } from './run-values';
import { noPorts } from './scheduling';
import { isFirst, type Attempt } from './scope';
import type { StepEnds } from './step-ends';
import { describeFailure, stepRestricted } from './step-failure';
import { unready, type PreparedStart, type StandIn } from './step-start';
import type { Turns } from './turns';
import type { EnginePorts, StepGuards, StepOutcome } from './types';

/** Puts an attempt before a person. */
export interface Asker {
  ask(attempt: Attempt, asked: boolean): void;
}

/**
 * One attempt at one step, from its turn until its runner works: guard, rate limit, settings, start. How
 * it ends is in step-ends.ts.
 *
 * The debugger's gate before a step is here, between the resolved settings and `step.started`; the one at
 * a failure is in step-ends.ts, those after a step are in scope-work.ts.
 */
export class StepWork {
  services!: AttemptServices;
  turns!: Turns;
  private readonly guards: StepGuards;
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
    readonly ends: StepEnds,
  ) {
    this.guards = ports.guards ?? createStepGuards(ports.clock);
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
      this.ends.failed(attempt, error);
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
      this.ends.skip(attempt, 'guard', noPorts);
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
      this.ends.failed(attempt, error);
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
    this.ends.complete(attempt, output, taken, { attempt: attempt.number, by: 'recorded', input });
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
      attempt.paid = this.effects?.pays ?? true;
      answer = plan.run(new AttemptContext(this.services, attempt));
    } catch (error) {
      this.ends.failed(attempt, error);
      return;
    }
    if (!isPromise(answer)) {
      this.ends.succeeded(attempt, answer);
      return;
    }
    if (attempt.state === 'running') this.ends.limits.start(attempt);
    answer.then(
      (outcome) => this.turns.take(() => this.ends.succeeded(attempt, outcome)),
      (error: unknown) => this.turns.take(() => this.ends.failed(attempt, error)),
    );
  }

  /** Its rate limit may not let it start yet: then it waits, without a slot. */
  private holdBack(attempt: Attempt): boolean {
    const { plan } = attempt;
    attempt.guards ??= new AttemptGuards(this.guards, plan.step, attempt.scope.frame.identity);
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
    if (skipped) this.ends.skip(attempt, 'decision', outputs);
    else this.ends.complete(attempt, output, taken ?? outputs, { attempt: 0, pinned: true });
  }
}
