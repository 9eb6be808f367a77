import type { BodyOwner, BodyWork } from './body-work';
import type { EffectsWork } from './effects';
import { unnumbered, type EventLog } from './event-log';
import { standsAtEnd } from './gates/end-gates';
import type { Gates } from './gates/gates';
import type { ForcedStop } from './step-start';
import type { StepPlan } from './plan';
import type { RunValues } from './run-values';
import { beginScope, noPorts, settleStep, type Decision } from './scheduling';
import type { RecallWork } from './recall-work';
import type { ScopeRecord } from './step-record';
import type { Scope } from './scope';
import {
  Attempt,
  isFirst,
  isFrameTop,
  noteEnding,
  passErrorOn,
  type ExecutionOwner,
} from './scope';
import { bodyOutcome, workflowOutcome } from './scope-outcome';
import type { StepEndsOwner } from './step-ends';
import type { StepWork } from './step-work';
import type { Turns, TurnsOwner } from './turns';
import type { Waits } from './waits';

export interface ScopeWorkOwner {
  /** The workflow's own graph has come to its end. */
  onTopEnded(scope: Scope): void;
  onFault(error: unknown): void;
  onFull(): void;
}

/**
 * Carries out what scheduling.ts decides for the graphs of a run, the workflow's own and the bodies
 * of its containers: asks for turns for steps that start, records those that are skipped, settles
 * edges when a step's end is kept, and ends a scope when nothing in it is under way. How a body
 * comes about and what its container hears of it is in body-work.ts.
 */
export class ScopeWork implements StepEndsOwner, TurnsOwner, ExecutionOwner, BodyOwner {
  steps!: StepWork;
  bodies!: BodyWork;
  turns!: Turns;
  waits!: Waits;
  /** Null for a run whose effects are live. */
  effects: EffectsWork | null = null;
  /** Null for a run that nobody debugs. */
  gates: Gates | null = null;
  /** Takes graphs up again as their log left them; null for a run that never stopped. */
  recall: RecallWork | null = null;

  constructor(
    private readonly events: EventLog,
    private readonly values: RunValues,
    private readonly owner: ScopeWorkOwner,
  ) {}

  begin(scope: Scope): void {
    const decisions: Decision[] = [];
    scope.progress = beginScope(scope.graph, decisions);
    this.gates?.lines.from(scope.branch === 0 ? 1 : scope.branch);
    this.follow(scope, decisions);
    this.endIfDone(scope);
    this.gates?.lines.done();
  }

  /** Goes on with a graph where its log ends; one that had ended has ended. */
  takeUp(scope: Scope, record: ScopeRecord): void {
    this.recall?.takeUp(scope, record);
    if (record.outcome === null) {
      if (scope.left === null) this.endIfDone(scope);
      else this.leave(scope, scope.left);
      return;
    }
    scope.ended = true;
    scope.outcome = bodyOutcome(scope);
    this.scopeKept(scope);
  }

  onTurn(attempt: Attempt): void {
    if (attempt.state !== 'resuming') {
      this.steps.start(attempt);
      return;
    }
    const { goOn } = attempt;
    attempt.goOn = null;
    if (goOn === null) this.waits.resume(attempt);
    else goOn();
  }

  onQueued(attempt: Attempt): void {
    if (attempt.state !== 'queued') return;
    attempt.announced = true;
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'step.queued',
      step: attempt.plan.id,
      path: attempt.scope.path,
    });
  }

  onFault(error: unknown): void {
    this.owner.onFault(error);
  }

  onFull(): void {
    this.owner.onFull();
  }

  onEnding(attempt: Attempt): void {
    const { scope, plan } = attempt;
    if (scope.failure !== null) this.callOffQueued(scope);
    // Nothing can start from an end step, so the end of the run may share its commit; and a step
    // that leaves ends the others before another can start.
    if (plan.outgoing.length === 0 || attempt.ending?.leaves !== undefined) this.settle(attempt);
    else this.events.whenKept(attempt);
  }

  onRetry(attempt: Attempt, next: Attempt): void {
    attempt.scope.open.delete(attempt);
    attempt.scope.open.add(next);
  }

  attemptKept(attempt: Attempt): void {
    if (attempt.state === 'starting') this.steps.execute(attempt);
    else if (attempt.state === 'settling') this.settle(attempt);
  }

  scopeKept(scope: Scope): void {
    this.bodies.kept(scope);
  }

  /** Ends everything that is under way in a scope, innermost first. */
  cancelScope(scope: Scope, reason: string): void {
    scope.ended = true;
    for (const attempt of scope.open) this.cancelAttempt(attempt, reason);
    scope.open.clear();
  }

  cancelAttempt(attempt: Attempt, reason: string): void {
    const { state } = attempt;
    this.steps.ends.abandon(attempt, reason);
    // One that has ended has said so, and one that nobody has heard of has nothing to take back.
    if (state === 'settling' || state === 'over' || (state === 'queued' && !attempt.announced)) {
      return;
    }
    const paid = this.steps.ends.costs.of(attempt);
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'step.cancelled',
      step: attempt.plan.id,
      path: attempt.scope.path,
      attempt: attempt.number,
      ...paid,
    });
  }

  /** Takes one back whose graph fails. */
  callOff(attempt: Attempt): void {
    this.cancelAttempt(attempt, 'another step has failed');
    attempt.scope.open.delete(attempt);
    this.endIfDone(attempt.scope);
  }

  /** The scope fails: what has started may finish, what has not does not start. */
  private callOffQueued(scope: Scope): void {
    for (const attempt of scope.open) {
      const waits = attempt.state === 'queued' || attempt.state === 'held';
      if (!waits || !isFirst(attempt)) continue;
      this.cancelAttempt(attempt, 'another step has failed');
      scope.open.delete(attempt);
    }
  }

  /** A step that was held at its end goes on from there. */
  settleOn(attempt: Attempt): void {
    this.settle(attempt);
  }

  /** A person has set another step next: nothing follows from this one. */
  passOver({ scope, plan, ending }: Attempt): void {
    if (ending !== null) noteEnding(scope, plan, ending);
    const decisions: Decision[] = [];
    settleStep(scope.progress, plan, noPorts, decisions);
    this.follow(scope, decisions);
    this.endIfDone(scope);
  }

  /** Begins a step whatever its edges say, in this line of work. */
  openAt(scope: Scope, step: StepPlan, branch: number, stopAt: ForcedStop): void {
    const attempt = this.attemptAt(scope, step);
    attempt.branch = branch;
    attempt.stopAt = stopAt;
    scope.open.add(attempt);
    this.turns.request(attempt);
  }

  private settle(attempt: Attempt): void {
    if (this.gates !== null && standsAtEnd(this.gates, attempt)) return;
    const { scope, plan, ending } = attempt;
    attempt.state = 'over';
    scope.open.delete(attempt);
    if (ending !== null && !scope.ended) {
      noteEnding(scope, plan, ending);
      if (scope.failure === null && ending.leaves !== undefined) {
        this.leave(scope, { leaves: ending.leaves, step: plan.id, output: ending.output ?? null });
        return;
      }
      if (scope.failure === null) {
        passErrorOn(scope, plan, ending.taken, ending.error);
        const decisions: Decision[] = [];
        settleStep(scope.progress, plan, ending.taken, decisions);
        this.gates?.lines.from(this.gates.lines.of(attempt));
        this.follow(scope, decisions);
      }
    }
    this.endIfDone(scope);
    if (this.gates === null || ending === null) return;
    const { unsettled } = scope.progress;
    this.gates.lines.settled(attempt, ending.taken, ({ index }) => (unsettled[index] ?? 0) <= 0);
  }

  /** A step has ended the graph around it: what else is under way there ends with it. */
  private leave(scope: Scope, left: NonNullable<Scope['left']>): void {
    scope.left = left;
    this.cancelScope(scope, `step "${left.step}" has left it`);
    this.conclude(scope);
  }

  follow(scope: Scope, decisions: readonly Decision[]): void {
    for (const { type, step } of decisions) {
      if (type === 'start') {
        if (scope.graph.sequential) scope.line.push(step);
        else this.open(scope, step);
        continue;
      }
      const disabled = type === 'pass';
      const taken = disabled ? step.outputs : noPorts;
      if (disabled) {
        scope.outputs[step.id] = null;
        passErrorOn(scope, step, taken, null);
      }
      this.events.add({
        run: this.events.run,
        seq: unnumbered,
        time: this.events.time(),
        type: 'step.skipped',
        step: step.id,
        path: scope.path,
        reason: disabled ? 'disabled' : 'not-taken',
        taken,
      });
    }
  }

  private open(scope: Scope, step: StepPlan): void {
    const attempt = this.attemptAt(scope, step);
    this.gates?.lines.opened(attempt);
    scope.open.add(attempt);
    this.turns.request(attempt);
  }

  private attemptAt(scope: Scope, step: StepPlan): Attempt {
    const plan = this.gates?.planOf(scope, step) ?? step;
    const before = scope.attempts?.get(step.index) ?? 0;
    const attempt = new Attempt(this, scope, plan, before + 1);
    if (before > 0) {
      attempt.past = {
        base: before,
        record: null,
        bodies: null,
        waits: 0,
        given: null,
        anew: true,
      };
    }
    return attempt;
  }

  /** One step after the other: of those that may start, the one that comes first in the file. */
  private openNext(scope: Scope): void {
    if (scope.line.length === 0 || scope.open.size > 0) return;
    scope.line.sort((a, b) => a.index - b.index);
    const next = scope.failure === null ? scope.line.shift() : undefined;
    if (next !== undefined) this.open(scope, next);
  }

  private endIfDone(scope: Scope): void {
    if (scope.ended) return;
    this.openNext(scope);
    if (scope.open.size > 0) return;
    scope.ended = true;
    this.conclude(scope);
  }

  /** In a replay bodies end in the order that was recorded. Until then it may still be cancelled. */
  private isHeldBack(effects: EffectsWork, scope: Scope): boolean {
    const end = (): void => {
      scope.ended = true;
      this.conclude(scope);
    };
    scope.ended = !effects.holdsBackBody(scope, () => this.turns.take(end));
    return !scope.ended;
  }

  private conclude(scope: Scope): void {
    if (scope.body === null) {
      this.owner.onTopEnded(scope);
      return;
    }
    if (this.effects !== null && this.isHeldBack(this.effects, scope)) return;
    const outcome = isFrameTop(scope) ? workflowOutcome(scope, this.values) : bodyOutcome(scope);
    scope.outcome = outcome;
    this.bodies.recordEnd(scope, outcome.status, isFrameTop(scope) ? outcome : null);
    this.events.whenKept(scope);
  }
}
