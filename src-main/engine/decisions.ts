import type { JsonValue } from '@shared/lib/json';
import type { InterruptDecision } from '@shared/runs/events';
import { unnumbered, type EventLog } from './event-log';
import { checkOutput } from './output-check';
import type { RunValues } from './run-values';
import { Attempt } from './scope';
import { finalError } from './step-error';
import type { StepEnds } from './step-ends';
import type { Turns } from './turns';
import type { Delivery } from './types';

/**
 * Unsafe attempts that were at work when the process ended. Whether they have had their effect
 * nobody here can know, so they stand still until a person has said what to make of them.
 */
export class Decisions {
  constructor(
    private readonly events: EventLog,
    private readonly values: RunValues,
    private readonly ends: StepEnds,
    private readonly turns: Turns,
  ) {}

  /** `asked`: the log says so already. */
  ask(attempt: Attempt, asked: boolean): void {
    attempt.state = 'asking';
    if (asked) return;
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'step.interrupted',
      step: attempt.plan.id,
      path: attempt.scope.path,
      attempt: attempt.number,
    });
  }

  /** Resolves when the decision and what follows from it at once are kept. */
  decide(attempt: Attempt, decision: InterruptDecision, output: JsonValue): Promise<Delivery> {
    if (attempt.state !== 'asking') return Promise.resolve('not-waiting');
    const problem = checkOutput(output, `The output for step "${attempt.plan.id}"`);
    if (problem !== null) return Promise.reject(finalError(problem));
    return new Promise((resolve) => {
      this.turns.take(() => {
        this.events.add({
          run: this.events.run,
          seq: unnumbered,
          time: this.events.time(),
          type: 'step.decided',
          step: attempt.plan.id,
          path: attempt.scope.path,
          attempt: attempt.number,
          decision,
        });
        this.events.whenKept({ kept: () => resolve('accepted') });
        this.carryOut(attempt, decision, output);
      });
    });
  }

  private carryOut(attempt: Attempt, decision: InterruptDecision, output: JsonValue): void {
    const { plan, scope, number } = attempt;
    if (decision === 'done') {
      this.ends.complete(attempt, this.values.safe(output), plan.outputs, { attempt: number });
      return;
    }
    if (decision === 'skip') {
      this.ends.skip(attempt, 'decision', plan.outputs);
      return;
    }
    const next = new Attempt(attempt.owner, scope, plan, number + 1);
    next.announced = true;
    next.past = { base: number, record: null, bodies: null, waits: 0, given: null, anew: false };
    next.agreed = true;
    next.branch = attempt.branch;
    attempt.state = 'over';
    scope.open.delete(attempt);
    scope.open.add(next);
    this.turns.request(next);
  }
}
