import { fail } from './expression-error';
import type { ExpressionBudget, ExpressionScope } from './types';

export const defaultBudget: ExpressionBudget = {
  operations: 1_000_000,
  depth: 64,
  size: 1_000_000,
};

// All text made on the way to a result, together: keeps `range(1000).map(x => long.repeat(9))` bounded.
const totalTextFactor = 32;

/** Operations that several expressions may do together. */
export interface Meter {
  operations: number;
}

const heavier = 'Use less data here, or do this in a code step.';

/**
 * The state of one evaluation: what is left of its budget and the values of arrow parameters.
 * Every closure and every method gets it and pays for what it does.
 */
export class Evaluation {
  /** Operations left. */
  operations: number;
  /** Characters that may still be made. */
  text: number;
  /** Calls that are open. */
  depth = 0;
  /**
   * Values of arrow parameters, by slot. One slot per parameter in the source is enough: there is
   * no recursion, and an arrow never outlives the call that it is an argument of.
   */
  readonly locals: unknown[];

  constructor(
    readonly scope: ExpressionScope,
    readonly budget: ExpressionBudget,
    slots: number,
  ) {
    this.operations = budget.operations;
    this.text = budget.size * totalTextFactor;
    this.locals = slots === 0 ? noLocals : new Array<unknown>(slots).fill(undefined);
  }

  /** Pays for work. Call it before the work. */
  charge(operations: number): void {
    // Written so that NaN and Infinity count as too much.
    if (!((this.operations -= operations) >= 0)) throw this.tooManyOperations();
  }

  /** Pays for reading through a text of this length. */
  chargeText(length: number): void {
    this.charge(1 + (length >> 6));
  }

  /** Asks to make a text of this length. Call it before making it. */
  reserveText(length: number): void {
    if (!(length <= this.budget.size)) {
      throw fail(
        'EXPR_MEMORY',
        `A text of ${amount(length)} characters is too long: the limit is ${amount(this.budget.size)}`,
        heavier,
      );
    }
    if ((this.text -= length) < 0) {
      throw fail(
        'EXPR_MEMORY',
        `The texts made in this expression are too long together: the limit is ${amount(this.budget.size * totalTextFactor)} characters`,
        heavier,
      );
    }
  }

  /** Asks to make a list or object with this many entries, and pays for filling it. */
  reserveItems(count: number): void {
    if (!(count <= this.budget.size)) {
      throw fail(
        'EXPR_MEMORY',
        `A list of ${amount(count)} items is too long: the limit is ${amount(this.budget.size)}`,
        heavier,
      );
    }
    this.charge(1 + count);
  }

  /** Opens a call; closed by `leave`. An error ends the whole evaluation, so no `finally` is needed. */
  enter(): void {
    if (++this.depth > this.budget.depth) {
      throw fail(
        'EXPR_STACK',
        `Calls are nested more than ${this.budget.depth} deep`,
        'Split the expression over several steps.',
      );
    }
  }

  leave(): void {
    this.depth--;
  }

  private tooManyOperations(): Error {
    return fail(
      'EXPR_BUDGET',
      `The expression needs more than ${amount(this.budget.operations)} operations`,
      heavier,
    );
  }
}

const noLocals: unknown[] = [];

function amount(count: number): string {
  return Number.isFinite(count) ? Math.trunc(count).toLocaleString('en-US') : String(count);
}
