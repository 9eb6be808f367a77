import type { Decisions } from './decisions';
import { unnumbered, type EventLog } from './event-log';
import type { StepPlan } from './plan';
import { recallScope, type OpenStep } from './recall';
import type { ScopeRecord, StepRecord } from './run-record';
import { Attempt, type AttemptPast, type ExecutionOwner, type Scope } from './scope';
import type { Decision } from './scheduling';
import type { StepWork } from './step-work';
import type { Turns } from './turns';

/** What carries out the decisions of a graph. */
export interface RecallOwner extends ExecutionOwner {
  follow(scope: Scope, decisions: readonly Decision[]): void;
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
  ) {}

  takeUp(scope: Scope, record: ScopeRecord): void {
    const { open, unrecorded } = recallScope(scope, record);
    if (record.outcome !== null) return;
    if (scope.left !== null) {
      for (const { plan, record: step } of open) this.callOff(scope, plan, step);
      return;
    }
    // All are there before the first goes on, so that none finds its graph empty and ends it.
    const attempts = open.map((step) =>
      mustWaitInLine(scope, step) ? null : this.attemptAt(scope, step),
    );
    if (scope.failure === null) this.scopes.follow(scope, unrecorded);
    for (const step of attempts) if (step !== null) this.goOn(step.attempt, step.record);
  }

  private attemptAt(scope: Scope, { plan, record }: OpenStep): TakenUp | null {
    if (scope.failure !== null && hasNotBegun(record)) {
      this.callOff(scope, plan, record);
      return null;
    }
    const attempt = new Attempt(this.scopes, scope, plan, record?.next ?? 1);
    scope.open.add(attempt);
    if (record === null) return { attempt, record };
    attempt.past = pastOf(record);
    attempt.announced = record.stage !== 'pending';
    // That it waits for a slot was recorded, or it is at work as far as anybody can see.
    attempt.held = record.stage === 'queued' || record.attempt !== null;
    return { attempt, record };
  }

  private goOn(attempt: Attempt, record: StepRecord | null): void {
    switch (record?.stage) {
      case 'asking':
        this.decisions.ask(attempt, record.asked);
        return;
      case 'skipping':
        this.steps.skip(attempt, 'decision', attempt.plan.outputs);
        return;
      case 'retrying':
        this.steps.retryAt(attempt, record.due);
        return;
      default:
        if (record && mustAsk(attempt.plan, record)) this.decisions.ask(attempt, false);
        else this.turns.request(attempt);
    }
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

function pastOf({ base, attempt, bodies }: StepRecord): AttemptPast {
  return { base, record: attempt, bodies, waits: 0 };
}

function hasNotBegun(record: StepRecord | null): boolean {
  if (record === null) return true;
  return record.next === 1 && (record.stage === 'pending' || record.stage === 'queued');
}

/** An unsafe attempt may have had its effect, unless it came to its wait before it had any. */
function mustAsk(plan: StepPlan, record: StepRecord): boolean {
  if (!plan.asks || record.attempt === null) return false;
  if (record.stage !== 'waiting') return true;
  return (record.attempt.openWait?.effects ?? 0) > 0;
}
