import type { JsonValue } from '@shared/lib/json';
import { defaultCurrency, mostCost, type StepCost } from '@shared/runs/cost';
import { typeName } from '@shared/lib/type-name';
import { unnumbered, type EventLog } from './event-log';
import type { Frame } from './frame';
import type { RunValues } from './run-values';
import type { Attempt } from './scope';
import { describeFailure } from './step-failure';

interface Paid {
  readonly cost?: StepCost;
}

const nothing: Paid = Object.freeze({});

/**
 * What attempts cost, worked out as they end. Only attempts whose runner was called have cost
 * anything: pins, recorded results and what a circuit breaker refuses have not. That a cost cannot be
 * worked out fails nothing; it is unknown, and the log says why.
 */
export class AttemptCosts {
  constructor(
    private readonly events: EventLog,
    private readonly values: RunValues,
  ) {}

  /** For the event with which the attempt ends; once, as the same attempt ends once. */
  of(attempt: Attempt, output?: JsonValue): Paid {
    const { cost } = attempt.plan;
    if (cost === null || !attempt.paid) return nothing;
    attempt.paid = false;
    const currency = currencyOf(attempt.scope.frame);
    if ('amount' in cost) return { cost: { amount: cost.amount, currency } };
    if (cost.wantsOutput && output === undefined) return nothing;
    const amount = this.evaluate(attempt, cost.template, output ?? null);
    if (typeof amount === 'number') return { cost: { amount, currency } };
    this.tell(attempt, amount.why);
    return { cost: { unknown: amount.why } };
  }

  private evaluate(
    attempt: Attempt,
    template: string,
    output: JsonValue,
  ): number | { readonly why: string } {
    try {
      const value = this.values.evaluate(attempt, template, { output });
      if (typeof value !== 'number') return { why: `its expression gave ${typeName(value)}` };
      if (value >= 0 && value <= mostCost) return value;
      return { why: `its expression gave ${value}, which is not from 0 to ${mostCost}` };
    } catch (error) {
      const { message } = describeFailure(error, attempt.plan.id).error;
      return { why: this.values.safeText(message.slice(0, longestReason)) };
    }
  }

  private tell({ plan, scope, number }: Attempt, why: string): void {
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'step.logged',
      step: plan.id,
      path: scope.path,
      level: 'warn',
      message: `What attempt ${number} cost is unknown: ${why}`,
    });
  }
}

const longestReason = 500;

/** A called workflow that names none counts in the currency of whoever calls it. */
function currencyOf(frame: Frame): string {
  for (let at: Frame | null = frame; at !== null; at = at.outer) {
    const { currency } = at.plan.workflow.settings;
    if (currency !== undefined) return currency;
  }
  return defaultCurrency;
}
