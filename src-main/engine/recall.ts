import type { StepPlan } from './plan';
import { brokenLog, valueOf } from './run-record';
import type { ScopeRecord, StepRecord, StepStage } from './step-record';
import { beginScope, settleStep, type Decision } from './scheduling';
import { errorIn, noteEnding, passErrorOn, type AttemptEnding, type Scope } from './scope';

// A graph brought to where its log ends, by the same functions that brought it there: what has
// ended is settled again, in its order. Nothing runs and nothing is recorded here.

/** What is left to do in a graph that was brought to where its log ends. */
export interface Recalled {
  /** Steps that may run and have not ended, in the order in which they get their turns. */
  readonly open: readonly OpenStep[];
  /** Skipped and passed steps that the log does not name yet. */
  readonly unrecorded: readonly Decision[];
  /** Steps that have ended and stand still before anything follows. */
  readonly standing: readonly StandingStep[];
}

export interface StandingStep {
  readonly plan: StepPlan;
  readonly record: StepRecord;
  readonly ending: AttemptEnding;
}

export interface OpenStep {
  readonly plan: StepPlan;
  /** Null for a step that the log does not name. */
  readonly record: StepRecord | null;
}

export function recallScope(scope: Scope, record: ScopeRecord): Recalled {
  const recall = new Recall(scope, record);
  const first: Decision[] = [];
  const plans = new Map(scope.graph.steps.map((plan) => [plan.id, plan]));
  recall.countOn(plans);
  scope.progress = beginScope(scope.graph, first, recall.force(plans));
  recall.follow(first);
  for (const step of record.ends) {
    const plan = plans.get(step.step);
    if (plan === undefined && recall.takeGiven(step)) continue;
    if (plan === undefined) throw brokenLog(`the workflow has no step "${step.step}" there`);
    recall.settle(plan, step);
    if (scope.left !== null) break;
  }
  const open = recall.open.sort((a, b) => turnOf(a) - turnOf(b));
  return { open, unrecorded: recall.unrecorded, standing: recall.standing };
}

class Recall {
  readonly unrecorded: Decision[] = [];
  readonly standing: StandingStep[] = [];
  private readonly started = new Map<StepPlan, StepRecord | null>();

  constructor(
    private readonly scope: Scope,
    private readonly record: ScopeRecord,
  ) {}

  get open(): OpenStep[] {
    const steps = [...this.started].map(([plan, record]) => ({ plan, record }));
    return steps.filter(({ record }) => record === null || record.end === null);
  }

  follow(decisions: readonly Decision[]): void {
    for (const decision of decisions) {
      const { type, step } = decision;
      const record = this.record.steps.get(step.id) ?? null;
      if (type === 'start') this.started.set(step, record);
      else if (record === null || record.end === null) this.unrecorded.push(decision);
      if (type !== 'pass') continue;
      this.scope.outputs[step.id] = null;
      passErrorOn(this.scope, step, step.outputs, null);
    }
  }

  /** Attempts of steps that a person set the run back to before, and that come later, count on. */
  countOn(plans: ReadonlyMap<string, StepPlan>): void {
    for (const [id, { anew, end, last }] of this.record.steps) {
      const plan = plans.get(id);
      if (!anew || end !== null || plan === undefined) continue;
      this.scope.attempts ??= new Map();
      this.scope.attempts.set(plan.index, last);
    }
  }

  /** A person has set them next: their edges decide nothing. Gives their indices; null without any. */
  force(plans: ReadonlyMap<string, StepPlan>): Set<number> | null {
    const { forced, steps } = this.record;
    if (forced.size === 0) return null;
    const indices = new Set<number>();
    for (const id of forced) {
      const plan = plans.get(id);
      if (plan === undefined) continue;
      indices.add(plan.index);
      this.started.set(plan, steps.get(id) ?? null);
    }
    return indices;
  }

  /** In a run of one step the others are not there: what they gave before is all there is of them. */
  takeGiven({ step, end }: StepRecord): boolean {
    if (end?.type !== 'step.completed' || end.by !== 'recorded') return false;
    this.scope.outputs[step] = valueOf(end.output);
    return true;
  }

  settle(plan: StepPlan, record: StepRecord): void {
    const { scope } = this;
    const { end, step, stop } = record;
    // One that was skipped or passed was settled with the decision.
    if (end === null || end.type === 'step.cancelled' || !this.started.has(plan)) return;
    if (stop !== null && (stop.place === 'after' || stop.place === 'wire')) {
      this.standing.push({ plan, record, ending: endingOf(end) });
      return;
    }
    if (end.type === 'step.failed' && end.handled === 'fail') {
      scope.failure ??= { error: end.error, step };
      return;
    }
    const ending = endingOf(end);
    noteEnding(scope, plan, ending);
    if (scope.failure === null && ending.leaves !== undefined) {
      scope.left = { leaves: ending.leaves, step, output: ending.output ?? null };
      return;
    }
    passErrorOn(scope, plan, ending.taken, ending.error);
    const decisions: Decision[] = [];
    settleStep(scope.progress, plan, ending.taken, decisions);
    this.follow(decisions);
  }
}

type Ended = Exclude<NonNullable<StepRecord['end']>, { readonly type: 'step.cancelled' }>;

function endingOf(end: Ended): AttemptEnding {
  const { taken } = end;
  if (end.type === 'step.skipped') {
    const gives = taken.length > 0 || end.reason === 'decision';
    return { taken, output: gives ? null : undefined, delivers: false, error: null };
  }
  const output = valueOf(end.output);
  if (end.type === 'step.completed') {
    return { taken, output, delivers: true, completed: true, error: null, leaves: end.leaves };
  }
  const error = end.handled === 'port' ? errorIn(output) : null;
  return { taken, output, delivers: end.handled === 'continue', error };
}

const turns: Readonly<Record<StepStage, number>> = {
  // Those that waited come to their waits again and give the slot back.
  waiting: 0,
  running: 1,
  asking: 2,
  skipping: 2,
  retrying: 2,
  queued: 3,
  pending: 4,
};

function turnOf({ record }: OpenStep): number {
  return turns[record?.stage ?? 'pending'];
}
