import { unusual } from './compile/quick-lane';
import { compileExpression } from './compiled-expression';
import { defaultBudget, Evaluation, type Meter } from './evaluation';
import { ExpressionError, fail } from './expression-error';
import { toReadResult, toResult } from './json-result';
import type { ExpressionBudget, ExpressionScope, ResolvedValue } from './types';

/**
 * Evaluates an expression (without braces). The result is JSON in which secrets may stand as
 * references. Throws ExpressionError with a range in `source`.
 */
export function evaluateExpression(
  source: string,
  scope: ExpressionScope,
  budget: ExpressionBudget = defaultBudget,
): ResolvedValue {
  try {
    return runExpression(source, scope, budget);
  } catch (error) {
    throw error instanceof ExpressionError ? error.seenIn(source, 0) : error;
  }
}

/** The same, with an error that still has to be told in which text it is seen. */
export function runExpression(
  source: string,
  scope: ExpressionScope,
  budget: ExpressionBudget,
  meter?: Meter,
): ResolvedValue {
  const compiled = compileExpression(source);
  try {
    if (compiled.quick) {
      const value = compiled.quick(scope.roots);
      if (value !== unusual) {
        if (meter) meter.operations -= 1;
        return compiled.readsOnly ? toReadResult(value, budget) : toResult(value, budget, meter);
      }
    }
    const evaluation = new Evaluation(scope, budget, compiled.slots);
    if (meter) evaluation.operations = Math.min(evaluation.operations, meter.operations);
    const before = evaluation.operations;
    const value = compiled.run(evaluation);
    if (meter) meter.operations -= 1 + before - evaluation.operations;
    return compiled.readsOnly ? toReadResult(value, budget) : toResult(value, budget, meter);
  } catch (error) {
    throw asExpressionError(error).located({ from: 0, to: source.length });
  }
}

function asExpressionError(error: unknown): ExpressionError {
  if (error instanceof ExpressionError) return error;
  if (error instanceof RangeError) {
    // The engine's own limits, should one of ours be too wide for the stack we were called on.
    return fail(
      'EXPR_STACK',
      'The expression needs too deep a stack',
      'Split it over several steps.',
    );
  }
  throw error;
}
