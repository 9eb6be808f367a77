import { stepRunKey } from '@shared/runs/scope-path';
import type { RunState } from '@shared/runs/state';
import { unnumbered, type EventLog } from '../event-log';
import { errorPort, type StepPlan } from '../plan';
import { reopenFrom } from '../scheduling';
import { errorIn, passErrorOn, type Attempt, type Scope } from '../scope';
import type { ScopeWork } from '../scope-work';
import type { StepWork } from '../step-work';
import type { Again } from './debug-port';
import { Happened } from './happened';
import type { Hold } from './hold';
import { jumpOutside } from './stop-errors';

/** Sets the next step of a graph: what is done again is open again, what is passed over gives nothing. */
export class Jumps {
  constructor(
    private readonly events: EventLog,
    private readonly scopes: ScopeWork,
    private readonly steps: StepWork,
    private readonly state: () => RunState,
  ) {}

  /** Throws when the run cannot go on there. */
  check({ scope, plan }: Attempt, to: string): void {
    const target = scope.graph.steps.find(({ id }) => id === to);
    if (target === undefined) throw jumpOutside(plan.id, to, 'it is not in the same graph');
    if (target.disabled) throw jumpOutside(plan.id, to, 'it is disabled');
    if (scope.failure === null) return;
    throw jumpOutside(plan.id, to, `the graph has failed at step "${scope.failure.step}"`);
  }

  jump(hold: Hold, to: string, again: Again): void {
    const { attempt } = hold;
    const { scope, plan } = attempt;
    const target = scope.graph.steps.find(({ id }) => id === to);
    if (target === undefined) return;
    const reset = reopenFrom(scope.progress, target);
    const isReset = new Set(reset.map(({ index }) => index));
    const leaves = !isReset.has(plan.index);
    for (const open of [...scope.open]) {
      if (open !== attempt && !isReset.has(open.plan.index)) continue;
      // One that has not started has not used its number up.
      this.countOn(scope, open.plan, open.input === null ? open.number - 1 : open.number);
      this.steps.ends.abandon(open, `step "${to}" was set next`);
      scope.open.delete(open);
    }
    this.takeBack(scope, reset, again);
    this.forget(scope, reset);
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'scope.jumped',
      step: plan.id,
      path: scope.path,
      to,
      reset: reset.map(({ id }) => id),
      skipped: leaves ? [plan.id] : [],
      ...(again === 'live' && { live: true }),
    });
    this.scopes.openAt(scope, target, hold.branch, {
      place: 'before',
      request: { reason: 'goto' },
    });
    if (leaves) this.scopes.passOver(attempt);
  }

  /** Effects of these steps stay in the world: they are remembered, unless they are wanted again. */
  takeBack(scope: Scope, steps: readonly StepPlan[], again: Again): void {
    const state = this.state();
    const ids = steps.map(({ id }) => id);
    this.steps.happened ??= new Happened();
    this.steps.happened.reset(state, scope.path, ids, again === 'live');
    for (const step of steps) {
      const run = state.steps.get(stepRunKey(scope.path, step.id));
      if (run !== undefined) this.countOn(scope, step, run.attempt);
    }
  }

  private countOn(scope: Scope, step: StepPlan, attempts: number): void {
    scope.attempts ??= new Map();
    scope.attempts.set(step.index, Math.max(attempts, scope.attempts.get(step.index) ?? 0));
  }

  private forget(scope: Scope, steps: readonly StepPlan[]): void {
    const isReset = new Set(steps.map(({ id }) => id));
    for (const { id, index } of steps) {
      Reflect.deleteProperty(scope.outputs, id);
      if (scope.errors !== null) scope.errors[index] = undefined;
    }
    keep(scope.completedSteps, (id) => !isReset.has(id));
    keep(scope.delivered, ({ id }) => !isReset.has(id));
    scope.line = scope.line.filter(({ id }) => !isReset.has(id));
    // Those of an error path that leads in from outside are on it still.
    for (const source of scope.graph.steps) {
      const taken = scope.progress.settled[source.index];
      if (taken === undefined || isReset.has(source.id)) continue;
      const own = taken.includes(errorPort) ? errorIn(scope.outputs[source.id] ?? null) : null;
      passErrorOn(scope, source, taken, own);
    }
  }
}

function keep<Item>(items: Item[], isKept: (item: Item) => boolean): void {
  const kept = items.filter(isKept);
  items.splice(0, items.length, ...kept);
}
