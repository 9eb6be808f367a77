import { evaluateExpression } from '@shared/expressions/evaluate';
import { ExpressionError } from '@shared/expressions/expression-error';
import { resolveTemplate } from '@shared/expressions/resolve';
import { testScope } from '@shared/expressions/test-scope';
import type { Canaries } from './canaries';
import { functionConstructors } from './corpus/realm';
import { expressionPayloads } from './corpus/expressions';
import type { LaneReport } from './run-corpus';

// Expressions run in the app's own process: nothing but their compiler holds them.

/** Evaluates an expression; the proof may take one that holds nothing. */
export type Evaluate = (source: string, roots: Readonly<Record<string, unknown>>) => unknown;

export const careful: Evaluate = (source, roots) => evaluateExpression(source, testScope(roots));

export function runExpressions(
  evaluate: Evaluate,
  canaries: Canaries,
  /** Which texts; all when absent. */
  chosen: (source: string) => boolean = () => true,
): LaneReport {
  const ends: Record<string, number> = {};
  const escapes: string[] = [];
  let reached = 0;
  const reach = () => {
    reached += 1;
    return 'ESCAPED';
  };
  const roots = {
    input: {
      x: 1,
      list: [1, 2],
      fn: reach,
      map: reach,
      evilData: JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
    },
    steps: {},
    vars: { list: [] },
    exit: reach,
  };
  const sources = new Set(expressionPayloads.map((payload) => payload.source));
  for (const constructor of functionConstructors) {
    sources.add(`${constructor}("return process.env.${canaries.words.ENV}")()`);
    sources.add(`[1].map(() => ${constructor})`);
  }
  for (const source of [...sources].filter(chosen)) {
    for (const run of [
      () => evaluate(source, roots),
      () => resolveTemplate(`{{ ${source} }}`, testScope(roots)),
    ]) {
      const { end, text } = outcome(run);
      ends[end] = (ends[end] ?? 0) + 1;
      if (canaries.betrays(text)) escapes.push(`${source}: ${text.slice(0, 200)}`);
    }
    if (reached > 0) escapes.push(`${source}: it called a function`);
    reached = 0;
    const touched = canaries.touched();
    if (touched.length > 0) escapes.push(`${source}: ${touched.join(', ')}`);
  }
  return { payloads: sources.size, ends, escapes };
}

function outcome(run: () => unknown): { end: string; text: string } {
  try {
    return { end: 'result', text: JSON.stringify(run()) ?? '' };
  } catch (error) {
    if (error instanceof ExpressionError) return { end: error.code, text: error.message };
    return { end: 'FAULT', text: `ESCAPED: the language itself failed: ${String(error)}` };
  }
}
