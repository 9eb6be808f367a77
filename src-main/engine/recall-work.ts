import type { Decisions } from './decisions';
import { unnumbered, type EventLog } from './event-log';
import type { StepPlan } from './plan';
import type { Gates } from './gates/gates';
import { recallScope, type OpenStep, type StandingStep } from './recall';
import type { ScopeRecord, StepRecord } from './step-record';
import { Attempt, type AttemptPast, type ExecutionOwner, type Scope } from './scope';
import type { Decision } from './scheduling';
import type { ForcedStop } from './step-start';
import type { StepWork } from './step-work';
import type { Turns } from './turns';
import type { RetryIntent } from './types';

/** What carries out the decisions of a graph. */
export interface RecallOwner extends ExecutionOwner {
  follow(scope: Scope, decisions: readonly Decision[]): void;
  /** A step that was held at its end goes on from there. */
  settleOn(attempt: Attempt): void;
}

/**
 * Takes the steps of a graph up again as their log left them. A step that had ended has ended;
 * what was at work is done again, or a person is asked; what had not begun begins.
 */
export class RecallWork {
  constructor(
    private readonly events: EventLog,
    private readonly scopes: RecallOwner,
    private readonly steps: StepWork,
    private readonly turns: Turns,
    private readonly decisions: Decisions,
    /** Null for a run that no debugger has touched. */
    private readonly gates: Gates | null,
  ) {}

  takeUp(scope: Scope, record: ScopeRecord): void {
    const { open, unrecorded, standing } = recallScope(scope, record);
    if (record.outcome !== null) return;
    if (scope.left !== null) {
      for (const { plan, record: step } of open) this.callOff(scope, plan, step);
      return;
    }
    // All are there before the first goes on, so that none finds its graph empty and ends it.
    const attempts = open.map((step) =>
      mustWaitInLine(scope, step) ? null : this.attemptAt(scope, step),
    );
    const held = standing.map((step) => this.heldAt(scope, step));
    if (scope.failure === null) this.scopes.follow(scope, unrecorded);
    for (const attempt of held) this.scopes.settleOn(attempt);
    for (const step of attempts) if (step !== null) this.goOn(step.attempt, step.record);
  }

  private attemptAt(scope: Scope, { plan, record }: OpenStep): TakenUp | null {
    if (scope.failure !== null && hasNotBegun(record)) {
      this.callOff(scope, plan, record);
      return null;
    }
    const current = this.gates?.planOf(scope, plan) ?? plan;
    const attempt = new Attempt(this.scopes, scope, current, record?.next ?? 1);
    scope.open.add(attempt);
    if (record === null) return { attempt, record };
    attempt.past = pastOf(record);
    attempt.agreed = record.agreed;
    attempt.input = record.attempt?.started?.input ?? null;
    if (record.stop !== null) {
      attempt.stopAt = stopAgain(record.stop);
      this.gates?.lines.restore(attempt, record.stop.branch);
    } else if (record.stopNext !== null) {
      attempt.stopAt = { place: 'before', request: { reason: record.stopNext } };
    }
    attempt.announced = record.stage !== 'pending';
    // That it waits for a slot was recorded, or it is at work as far as anybody can see.
    attempt.held = record.stage === 'queued' || record.attempt !== null;
    return { attempt, record };
  }

  /** It has ended, and stands still before anything follows. */
  private heldAt(scope: Scope, { plan, record, ending }: StandingStep): Attempt {
    const { stop, end } = record;
    const number = end !== null && 'attempt' in end ? end.attempt : record.next;
    const attempt = new Attempt(this.scopes, scope, plan, number);
    attempt.state = 'settling';
    attempt.ending = ending;
    attempt.input = record.attempt?.started?.input ?? null;
    if (stop !== null) {
      attempt.stopAt = stopAgain(stop);
      this.gates?.lines.restore(attempt, stop.branch);
      if (stop.place === 'wire') {
        attempt.wires = 1 + plan.outgoing.findIndex(({ id }) => id === stop.edge);
      }
    }
    scope.open.add(attempt);
    return attempt;
  }

  private goOn(attempt: Attempt, record: StepRecord | null): void {
    if (record?.stop?.place === 'error' && record.stop.error !== undefined) {
      const { error, retry } = record.stop;
      this.steps.ends.standAtError(attempt, { error, intent: intentOf(retry) });
      return;
    }
    switch (record?.stage) {
      case 'asking':
        this.decisions.ask(attempt, record.asked);
        return;
      case 'skipping':
        this.steps.ends.skip(attempt, 'decision', attempt.plan.outputs);
        return;
      case 'retrying':
        this.steps.ends.retryAt(attempt, record.due);
        return;
      default:
        if (record === null || !mustAsk(attempt.plan, record)) this.turns.request(attempt);
        else if (!this.isAnswered(attempt)) this.decisions.ask(attempt, false);
    }
  }

  /** The run that this one was forked from tells what came of it. */
  private isAnswered(attempt: Attempt): boolean {
    return attempt.input !== null && this.steps.hasHappened(attempt, attempt.input);
  }

  /** It does not start any more, for its graph ends. */
  private callOff(scope: Scope, plan: StepPlan, record: StepRecord | null): void {
    if (record === null || record.stage === 'pending') return;
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'step.cancelled',
      step: plan.id,
      path: scope.path,
      attempt: record.next,
    });
  }
}

/** One after the other: what has not begun comes when it is its turn. */
function mustWaitInLine(scope: Scope, { plan, record }: OpenStep): boolean {
  if (!scope.graph.sequential || scope.failure !== null || !hasNotBegun(record)) return false;
  scope.line.push(plan);
  return true;
}

interface TakenUp {
  readonly attempt: Attempt;
  readonly record: StepRecord | null;
}

function pastOf({ base, attempt, bodies, given, anew }: StepRecord): AttemptPast {
  return { base, record: attempt, bodies, waits: 0, given, anew };
}

/** Code begins anew, so what stood on a line of it stands before it. */
function stopAgain({ place, reason, breakpoints }: NonNullable<StepRecord['stop']>): ForcedStop {
  const request = breakpoints === undefined ? { reason } : { reason, breakpoints };
  return { place: place === 'line' ? 'before' : place, request };
}

function intentOf(retry: 'final' | number | undefined): RetryIntent {
  if (retry === undefined) return { type: 'retryable' };
  return retry === 'final' ? { type: 'final' } : { type: 'retry-after', milliseconds: retry };
}

function hasNotBegun(record: StepRecord | null): boolean {
  if (record === null) return true;
  const isFirst = record.next === 1 || (record.anew && record.next === record.base + 1);
  return isFirst && (record.stage === 'pending' || record.stage === 'queued');
}

/** An unsafe attempt may have had its effect, unless it came to its wait before it had any. */
function mustAsk(plan: StepPlan, record: StepRecord): boolean {
  if (!plan.asks || record.attempt === null) return false;
  if (record.stage !== 'waiting') return true;
  return (record.attempt.openWait?.effects ?? 0) > 0;
}
