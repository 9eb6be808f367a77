import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateExpression } from './evaluate';
import { ExpressionError } from './expression-error';
import { testScope } from './test-scope';

// Random expressions that mean the same here and in JavaScript; for property tests. Left out is
// where the language is stricter on purpose: missing keys, lists and objects as text or numbers.

const grammarRoots = {
  n: 7,
  half: 0.5,
  neg: -3,
  s: 'Ada, b c',
  empty: '',
  yes: true,
  nothing: null,
  list: [3, 1, 2, 10, -4],
  words: ['b', 'A', 'c', 'a'],
  orders: [
    { id: 1, price: 2.5, tags: ['x'] },
    { id: 2, price: 0, tags: [] },
    { id: 3, price: 10, tags: ['y', 'x'] },
  ],
};

type Text = fc.Arbitrary<string>;

function join(template: string, parts: Record<string, Text>): Text {
  return fc
    .record(parts)
    .map((values) => template.replace(/#(\w+)/g, (_sign, name: string) => values[name] ?? ''));
}

const rules = fc.letrec<{
  number: string;
  text: string;
  boolean: string;
  numbers: string;
  texts: string;
  any: string;
}>((tie) => {
  const number = tie('number');
  const text = tie('text');
  const boolean = tie('boolean');
  const numbers = tie('numbers');
  const texts = tie('texts');
  const any = tie('any');
  const small = fc.integer({ min: -3, max: 6 }).map((value) => `(${value})`);
  return {
    number: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(
        'n',
        'half',
        'neg',
        '1',
        '2',
        '0',
        '1e3',
        '0x1f',
        '.25',
        'orders[0].price',
        'list[3]',
        's.length',
        'list.length',
        'orders[2]["id"]',
      ),
      ...['+', '-', '*', '/', '%', '**', '&', '|', '^', '<<', '>>', '>>>'].map((sign) =>
        join(sign === '**' ? '((#a) ** (#b))' : `(#a ${sign} #b)`, { a: number, b: number }),
      ),
      join('(-#a)', { a: number }),
      join('(~#a)', { a: number }),
      join('(+#a)', { a: boolean }),
      join('(#c ? #a : #b)', { a: number, b: number, c: boolean }),
      join('Math.max(#a, #b)', { a: number, b: number }),
      join('Math.min(...#a, #b)', { a: numbers, b: number }),
      join('Math.floor(#a)', { a: number }),
      join('Math.sign(#a)', { a: number }),
      join('#a.reduce((sum, each) => sum + each, #b)', { a: numbers, b: number }),
      join('#a.indexOf(#b)', { a: numbers, b: number }),
      join('#a.findIndex(each => each > #b)', { a: numbers, b: number }),
      join('#a.indexOf(#b)', { a: text, b: text }),
      join('(#a.at(#b) ?? #c)', { a: numbers, b: small, c: number }),
      join('Number(#a)', { a: text }),
      join('parseInt(#a, 10)', { a: text }),
    ),
    text: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('s', 'empty', "'x'", '"it\'s"', '`t`', "'\\u00e9\\n'", 'words[1]'),
      join('(#a + #b)', { a: text, b: text }),
      join('(#a + #b)', { a: text, b: number }),
      join('`<${#a}|${#b}>`', { a: text, b: fc.oneof(number, boolean, text) }),
      join('#a.toUpperCase()', { a: text }),
      join('#a.trim()', { a: text }),
      join('#a.slice(#b, #c)', { a: text, b: small, c: small }),
      join('#a.substring(#b, #c)', { a: text, b: small, c: small }),
      join('#a.padStart(#b, #c)', { a: text, b: fc.constantFrom('3', '12'), c: text }),
      join('#a.repeat(#b)', { a: text, b: fc.constantFrom('0', '1', '2') }),
      join('#a.replace(#b, #c)', {
        a: text,
        b: text,
        c: fc.constantFrom("'-'", "'[$&]'", "'$$'", 'm => m + "!"'),
      }),
      join('#a.replaceAll(#b, #c)', {
        a: text,
        b: text,
        c: fc.constantFrom("'-'", "'[$&]'", 'm => m + "!"'),
      }),
      join('#a.replace(/([a-z])(\\w*)/g, #c)', {
        a: text,
        c: fc.constantFrom("'$2$1'", '(m, a, b, at) => a + at', "'$0$3$10'"),
      }),
      join('#a.join(#b)', { a: texts, b: text }),
      join('#a.join()', { a: numbers }),
      join('#a.charAt(#b)', { a: text, b: small }),
      join('(typeof #a)', { a: any }),
      join('String(#a)', { a: fc.oneof(number, boolean, text) }),
      join('JSON.stringify(#a)', { a: any }),
    ),
    boolean: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(
        'yes',
        'false',
        '(nothing === null)',
        '("id" in orders[0])',
        '("x" in orders[0])',
        '(nothing == undefined)',
      ),
      ...['===', '!==', '<', '<=', '>', '>='].map((sign) =>
        join(`(#a ${sign} #b)`, { a: number, b: number }),
      ),
      ...['===', '<', '>='].map((sign) => join(`(#a ${sign} #b)`, { a: text, b: text })),
      ...['==', '!=', '<', '>'].map((sign) => join(`(#a ${sign} #b)`, { a: text, b: number })),
      join('(#a == #b)', { a: boolean, b: number }),
      join('(!#a)', { a: any }),
      join('(#a && #b)', { a: boolean, b: boolean }),
      join('(#a || #b)', { a: boolean, b: boolean }),
      join('#a.some(each => each > #b)', { a: numbers, b: number }),
      join('#a.every(each => #b)', { a: numbers, b: boolean }),
      join('#a.includes(#b)', { a: numbers, b: number }),
      join('#a.includes(#b)', { a: text, b: text }),
      join('#a.startsWith(#b)', { a: text, b: text }),
      join('Array.isArray(#a)', { a: any }),
      join('/[a-c]+\\s?/i.test(#a)', { a: text }),
    ),
    numbers: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(
        'list',
        '[]',
        '[1, 2]',
        'orders.map(o => o.price)',
        'orders.map(({ id, ...rest }) => id)',
      ),
      join('[#a, #b]', { a: number, b: number }),
      join('[...#a, #b]', { a: numbers, b: number }),
      join('#a.map((each, at) => each * #b + at)', { a: numbers, b: number }),
      join('#a.filter(each => each > #b)', { a: numbers, b: number }),
      join('#a.slice(#b, #c)', { a: numbers, b: small, c: small }),
      join('#a.concat(#b)', { a: numbers, b: numbers }),
      join('#a.toSorted((a, b) => a - b)', { a: numbers }),
      join('#a.toSorted()', { a: numbers }),
      join('#a.toReversed()', { a: numbers }),
      join('#a.flatMap(each => [each, #b])', { a: numbers, b: number }),
      join('#a.map(each => #b.filter(other => other < each).length)', { a: numbers, b: numbers }),
      join('[#a, #b].flat()', { a: numbers, b: numbers }),
      join('Array.from({ length: #a }, (_, at) => at)', { a: fc.constantFrom('0', '3') }),
    ),
    texts: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('words', 'Object.keys(orders[0])', '[..."añb"]'),
      join('#a.split(#b)', { a: text, b: text }),
      join('#a.split(/[, ]+/)', { a: text }),
      join('#a.split(/(b)/)', { a: text }),
      join('#a.split("", #b)', { a: text, b: fc.constantFrom('0', '2') }),
      join('#a.map(each => each + #b)', { a: texts, b: text }),
      join('#a.map(String)', { a: numbers }),
      join('#a.toSorted()', { a: texts }),
      join('(#a.match(/\\w/g) ?? [])', { a: text }),
    ),
    any: fc.oneof(
      { maxDepth: 4 },
      number,
      text,
      boolean,
      numbers,
      texts,
      fc.constantFrom('null', 'nothing', 'orders', 'orders[1]'),
      join('{ a: #a, ["k" + #b]: #b, s }', { a: any, b: number }).map((source) => `(${source})`),
      join('({ ...orders[0], #a })', {
        a: fc.constantFrom('id: 9', 'extra: list', '"two words": 1'),
      }),
      join('(nothing?.a.b ?? #a)', { a: any }),
      join('(#a ?? #b)', { a: any, b: any }),
      join('Object.entries(orders[0]).map(([key, value]) => [key, #a])', { a: number }),
      join('Object.fromEntries(#a.map((each, at) => [each, at]))', { a: texts }),
      join('(orders.find(({ id }) => id > #a) ?? null)', { a: number }),
      join('orders.map(o => ({ ...o, tags: o.tags.join() }))', {}),
      join('orders.reduce((all, { tags: [first = #a] }) => [...all, first], [])', { a: text }),
    ),
  };
});

/** An expression over `grammarRoots`. */
const anyExpression: Text = rules.any;

const scope = testScope(grammarRoots);
const names = Object.keys(grammarRoots);

/** What JavaScript itself makes of the expression, as JSON. */
function oracle(source: string): unknown {
  // eslint-disable-next-line no-new-func -- a subset of JavaScript has JavaScript as its best judge; only this test does it
  const run = new Function(...names, `"use strict"; return (${source});`) as (
    ...values: unknown[]
  ) => unknown;
  return run(...Object.values(structuredClone(grammarRoots)));
}

/** The result's JSON form, or that it has none: NaN and Infinity are errors here. */
function normal(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined;
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) {
    const items = value.map(normal);
    return items.includes(undefined) ? undefined : items;
  }
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, item]) => [key, normal(item)] as const);
  return entries.some(([, item]) => item === undefined) ? undefined : Object.fromEntries(entries);
}

describe('expressions are JavaScript', () => {
  it('gives what JavaScript gives', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyExpression, (source) => {
        const wanted = normal(oracle(source));
        if (wanted === undefined) {
          expect(() => evaluateExpression(source, scope)).toThrow(
            expect.objectContaining({ code: 'RESULT_NOT_JSON' }),
          );
          return;
        }
        compared++;
        expect(evaluateExpression(source, scope)).toEqual(wanted);
      }),
      { numRuns: 1500 },
    );
    expect(compared).toBeGreaterThan(700);
  });

  it('changes nothing in the scope', () => {
    fc.assert(
      fc.property(anyExpression, (source) => {
        const roots = structuredClone(grammarRoots);
        try {
          evaluateExpression(source, testScope(roots));
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
        }
        expect(roots).toEqual(grammarRoots);
      }),
      { numRuns: 200 },
    );
  });
});
