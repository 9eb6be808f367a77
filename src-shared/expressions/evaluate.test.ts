import { describe, expect, it } from 'vitest';
import { evaluateExpression } from './evaluate';
import { testScope } from './test-scope';

const scope = testScope({
  input: {
    name: 'Ada',
    items: [
      { id: 1, price: 2.5 },
      { id: 2, price: 4 },
    ],
    empty: null,
  },
  steps: { fetch: { status: 200, body: { items: [{ price: 21 }], user: { name: 'Bo' } } } },
});

describe('evaluateExpression', () => {
  it.each<[string, unknown]>([
    ['1 + 2 * 3', 7],
    ['steps.fetch.body.items[0].price * 2', 42],
    ['input.items.map(i => i.price)', [2.5, 4]],
    ['input.items.map(({ id, price }) => `${id}:${price}`).join()', '1:2.5,2:4'],
    ['input.items.map((i, n) => i.id * n)', [0, 2]],
    ['input.items.filter(i => input.items.some(j => j.price > i.price))', [{ id: 1, price: 2.5 }]],
    ['input.items.reduce((sum, { price }) => sum + price, 0)', 6.5],
    ['input.empty?.x.y.z', null],
    ['input.nothing ?? "none"', 'none'],
    ['input.nothing?.at ?? "none"', 'none'],
    ['input.a.b.c ?? 1', 1],
    ['steps.missing?.body', null],
    ['typeof input.a.b', 'undefined'],
    ['input.nothing === undefined', true],
    ['input.nothing == null ? 1 : 2', 1],
    ['({ ...input.items[0], name: input.name })', { id: 1, price: 2.5, name: 'Ada' }],
    ['{ a: 1, ["b" + 1]: 2 }', { a: 1, b1: 2 }],
    ['[...input.items.map(i => i.id), ..."ab"]', [1, 2, 'a', 'b']],
    ['Math.max(...input.items.map(i => i.price))', 4],
    ['"1,2,3".split(",").map(Number)', [1, 2, 3]],
    ['/^(a+)+$/.test("a".repeat(40) + "!")', false],
    ['`a${1 + 1}b`', 'a2b'],
    ['input["name"].length', 3],
    ['input.name[0]', 'A'],
    ['"items" in input', true],
    ['input.items.sort((a, b) => b.id - a.id).map(i => i.id)', [2, 1]],
    ['0 || null ?? 1', undefined],
  ])('%s', (source, expected) => {
    if (expected === undefined)
      expect(() => evaluateExpression(source, scope)).toThrow('Logical expressions and coalesce');
    else expect(evaluateExpression(source, scope)).toEqual(expected);
  });
});
