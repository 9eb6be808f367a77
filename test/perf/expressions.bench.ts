import { evaluateExpression } from '../../src-shared/expressions/evaluate';
import type { ExpressionScope } from '../../src-shared/expressions/types';
import { inTurns, type AreaResult } from './measure';

const source = 'steps.a.body.items[0].price * 2';
const rounds = 200_000;

interface Roots {
  readonly steps: { a: { body: { items: { price: number }[] } } };
}

/** The anchor: what V8 makes of the same expression when it is part of a program. */
function compiled({ steps }: Roots): number {
  return (steps.a.body.items[0]?.price ?? 0) * 2;
}

/** One expression, parsed before, against the same written as JavaScript. */
export async function expressions(): Promise<AreaResult> {
  const roots = { steps: { a: { body: { items: [{ price: 21 }, { price: 1 }] } } } };
  const scope: ExpressionScope = {
    roots,
    missing: 'error',
    now: () => 0,
    random: () => 0,
    uuid: () => '',
  };
  const perRound = (evaluate: () => unknown): number => {
    let sum = 0;
    const began = performance.now();
    for (let at = 0; at < rounds; at += 1) sum += Number(evaluate());
    const nanoseconds = ((performance.now() - began) * 1_000_000) / rounds;
    if (sum !== rounds * 42) throw new Error(`The expression gave ${sum / rounds}.`);
    return nanoseconds;
  };
  return {
    growth: [],
    rows: [
      {
        area: 'expression, warm',
        ...(await inTurns(
          7,
          () => perRound(() => evaluateExpression(source, scope)),
          () => perRound(() => compiled(roots)),
        )),
        unit: 'ns',
        against: 'the same as a JavaScript function',
        must: '<= 10',
        stretch: '<= 5',
      },
    ],
  };
}
