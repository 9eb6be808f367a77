import { describe, expect, it } from 'vitest';
import { evaluateExpression } from '../evaluate';
import { testScope } from '../test-scope';

const roots = {
  input: { name: 'Ada', nothing: null, list: [{ price: 1 }], none: [], empty: {} },
  steps: { fetchOrders: { body: { items: [1] } } },
  vars: {},
};

function told(source: string): string {
  try {
    return JSON.stringify(evaluateExpression(source, testScope(roots)));
  } catch (error) {
    const { code, message, hint, range } = error as {
      code: string;
      message: string;
      hint?: string;
      range: { from: number; to: number };
    };
    return `${code} [${source.slice(range.from, range.to)}] ${message}. ${hint ?? ''}`;
  }
}

describe('what is missing', () => {
  it.each([
    [
      'steps.fetchOrder.body',
      'EXPR_UNDEFINED [steps.fetchOrder] steps.fetchOrder has no output: step "fetchOrder" has not run or was skipped. Did you mean steps.fetchOrders? Otherwise connect the step before this one, or write steps.fetchOrder?.… to allow for it.',
    ],
    [
      'steps.audit',
      'EXPR_UNDEFINED [steps.audit] steps.audit has no output: step "audit" has not run or was skipped. Connect the step before this one, or write steps.audit?.… to allow for it.',
    ],
    [
      'steps.fetchOrders.body.itmes[0]',
      'EXPR_UNDEFINED [steps.fetchOrders.body.itmes] steps.fetchOrders.body.itmes does not exist: steps.fetchOrders.body has the keys items. Did you mean "items"?',
    ],
    ['inputs.name', 'EXPR_UNDEFINED [inputs] There is no "inputs" here. Did you mean input?'],
    ['$.a.b', 'EXPR_UNDEFINED [$] There is no "$" here. Expressions here see input, steps, vars.'],
    [
      'sum + 1',
      'EXPR_UNDEFINED [sum] There is no "sum" here. Expressions here see input, steps, vars.',
    ],
    [
      'range.x',
      'EXPR_UNDEFINED [range] There is no "range" here. It is a function: call it, range(…).',
    ],
    [
      'input.nothing.x',
      'EXPR_UNDEFINED [input.nothing.x] input.nothing.x does not exist: input.nothing is null. Put ?. before the key when the value may be missing.',
    ],
    [
      'input.nothing.trim()',
      'EXPR_UNDEFINED [input.nothing.trim] input.nothing.trim does not exist: input.nothing is null. Put ?. before the key when the value may be missing.',
    ],
    [
      'input.list[3]',
      'EXPR_UNDEFINED [input.list[3]] input.list[3] does not exist: input.list has 1 item. Indexes go from 0 to 0; use .at(-1) for the last item.',
    ],
    [
      'input.list.price',
      'EXPR_UNDEFINED [input.list.price] input.list.price does not exist: input.list has 1 item. Use an index (input.list[0].price) or map (input.list.map(item => item.price)).',
    ],
    [
      'input.none[0]',
      'EXPR_UNDEFINED [input.none[0]] input.none[0] does not exist: input.none has 0 items. Write input.none?.[0] when it may be empty.',
    ],
    [
      'input.name.first',
      'EXPR_UNDEFINED [input.name.first] input.name.first does not exist: input.name is text. Text has .length, an index and methods.',
    ],
    [
      'input.empty.x',
      'EXPR_UNDEFINED [input.empty.x] input.empty.x does not exist: input.empty has no keys. Write input.empty?.x or input.empty.x ?? null when it may be missing.',
    ],
    [
      'input.name.trim',
      'EXPR_FORBIDDEN [input.name.trim] "trim" is a method, not a value. Call it: .trim(…).',
    ],
    [
      'input.name.map(x => x)',
      'EXPR_TYPE [input.name.map(x => x)] map() does not exist for a text. It is a method of list values.',
    ],
    [
      'input.list.map(({ prize }) => prize)',
      'EXPR_UNDEFINED [{ prize }] The item has no key "prize". Did you mean "price"?',
    ],
    [
      'input.list.map(i => i.prize)',
      'EXPR_UNDEFINED [i.prize] i.prize does not exist: i has the keys price. Did you mean "price"?',
    ],
    [
      'input.name * 2 > input.list',
      'EXPR_TYPE [input.name * 2 > input.list] Expected a number, got a list. Use .length, .sum() or an index.',
    ],
    [
      'input.list.map("price")',
      'EXPR_TYPE [input.list.map("price")] map() needs a function, got a text. For example map(item => item.price).',
    ],
    [
      'JSON.parse("{")',
      `EXPR_TYPE [JSON.parse("{")] The text is not JSON: Expected property name or '}' in JSON at position 1 (line 1 column 2). `,
    ],
  ])('%s', (source, expected) => {
    expect(told(source)).toBe(expected);
  });

  it.each<[string, string]>([
    ['input?.nam', 'null'],
    ['input.nam?.x.y', 'null'],
    ['input.a.b.c ?? 1', '1'],
    ['(input.a.b || input.c) ?? 1', '1'],
    ['(true ? input.a.b : 1) ?? 2', '2'],
    ['input.a.b.map(x => x) ?? []', '[]'],
    ['error?.message ?? "none"', '"none"'],
    ['input.list.find(x => x.price > 5)?.price', 'null'],
    ['input.none.first()?.price ?? 0', '0'],
    ['input.list[7]?.price', 'null'],
    ['input.nam === undefined', 'true'],
    ['null != input.nam', 'false'],
    ['typeof input.a.b', '"undefined"'],
    ['"nam" in input', 'false'],
    ['input.list.map(({ prize = 3 }) => prize)', '[3]'],
  ])('may be missing: %s', (source, expected) => {
    expect(told(source)).toBe(expected);
  });

  it.each([
    'input.nam.x ?? input.nam',
    'input.a?.b + input.a',
    'input?.a.b',
    'input.a.b?.c',
    '(input?.a).b',
    'input.a.b || 1',
    'input.a && 1',
    '[input.a]',
  ])('may not be missing: %s', (source) => {
    expect(told(source)).toMatch(/^EXPR_UNDEFINED/);
  });

  it('is null everywhere when the workflow says so', () => {
    for (const source of [
      'input.a',
      'input.a.b.c',
      'nowhere.x',
      'steps.x.body',
      'input.list[9].x',
      '[1].map(({ a }) => a)[0]',
    ]) {
      const evaluate = () => evaluateExpression(source, testScope(roots, 'null'));
      if (source.startsWith('[1]')) expect(evaluate).toThrow('The parameter expects an object');
      else expect(evaluate()).toBeNull();
    }
  });
});
