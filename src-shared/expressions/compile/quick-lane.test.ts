import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression } from '../compiled-expression';
import { evaluateExpression } from '../evaluate';
import { defaultBudget, Evaluation } from '../evaluation';
import { testScope } from '../test-scope';
import { SecretRef } from '../types';
import { unusual } from './quick-lane';

const inherited = Object.create({ a: 1, name: 'from above' }) as object;
const roots = {
  input: {
    a: { b: [1, 'two', { c: 3 }], name: 'n' },
    empty: null,
    list: [],
    inherited,
    text: 'abc',
  },
  steps: { a: { body: { items: [{ price: 21 }] } } },
  secrets: { key: new SecretRef('key') },
  gone: undefined,
};

const key = fc.constantFrom(
  ...['a', 'b', 'c', 'name', 'parts', 'length', 'text', 'list', 'empty', 'inherited', 'toString'],
  ...['body', 'items', 'price', 'key', 'gone', '[0]', '[1]', '[2]', '[7]', '["a"]', '["0"]'],
);
const path = fc
  .tuple(
    fc.constantFrom('input', 'steps', 'secrets', 'gone', 'nothing', 'Math', 'undefined'),
    fc.array(key, { maxLength: 7 }),
  )
  .map(([root, keys]) => root + keys.map((each) => (each[0] === '[' ? each : `.${each}`)).join(''));
const leaf = fc.oneof(
  { weight: 5, arbitrary: path },
  fc.constantFrom('2', '0', "'two'", 'input.a.b[0]', 'steps.a.body.items[0].price', 'Math.PI'),
);
const expression = fc.oneof(
  leaf,
  fc
    .tuple(leaf, fc.constantFrom(...'+ - * / % < <= > >= === !=='.split(' ')), leaf)
    .map((parts) => parts.join(' ')),
);

describe('the quick lane', () => {
  it('gives what the closures give, or leaves it to them', () => {
    let used = 0;
    fc.assert(
      fc.property(expression, (source) => {
        let compiled;
        try {
          compiled = compileExpression(source);
        } catch {
          return;
        }
        const value = compiled.quick?.(roots) ?? unusual;
        if (value === unusual) return;
        used += 1;
        const evaluation = new Evaluation(testScope(roots), defaultBudget, compiled.slots);
        expect(value).toBe(compiled.run(evaluation));
      }),
      { numRuns: 5_000 },
    );
    expect(used).toBeGreaterThan(100);
  });

  it.each([
    ['steps.a.body.items[0].price * 2', 42],
    ['input.a.b[2].c + input.a.b[0]', 4],
    ['input.a.b[1] === "two"', true],
    ['input.a.name', 'n'],
    ['input.a.b[0] < 2', true],
  ])('evaluates %s', (source, expected) => {
    const { quick } = compileExpression(source);
    expect(quick?.(roots)).toBe(expected);
    expect(evaluateExpression(source, testScope(roots))).toBe(expected);
  });

  it.each([
    'input.inherited.a',
    'input.inherited.name',
    'secrets.key.name',
    'input.text.length',
    'input.a.b.length * "2"',
    'input.nothing',
    'gone',
    'nothing',
    '"a" + input.text',
    'toString',
  ])('leaves %s to the closures', (source) => {
    const { quick } = compileExpression(source);
    expect(quick?.(roots) ?? unusual).toBe(unusual);
  });

  it('does not take an arrow’s parameter for a root', () => {
    expect(evaluateExpression('[{ a: 5 }].map(input => input.a)', testScope(roots))).toEqual([5]);
  });

  it('tells two texts of one length apart', () => {
    const scope = testScope({ input: { a: 1, b: 2 } });
    for (let round = 0; round < 3; round += 1) {
      expect(evaluateExpression('input.a', scope)).toBe(1);
      expect(evaluateExpression('input.b', scope)).toBe(2);
    }
  });
});
