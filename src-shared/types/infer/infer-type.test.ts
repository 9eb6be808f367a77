import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateExpression } from '../../expressions/evaluate';
import { ExpressionError } from '../../expressions/expression-error';
import { parseExpression } from '../../expressions/parse';
import { testScope } from '../../expressions/test-scope';
import type { JsonValue } from '../../lib/json';
import { labelOf } from '../label';
import { misfit } from '../misfit';
import { typeOfExample } from '../of-value';
import { typeOfSchema } from '../of-schema';
import type { Type } from '../type';
import { resultOf, typeOfSetting } from '../../workflow/typing/setting-type';
import type { TypeFault } from './inference';
import { inferType } from './infer-type';

const orders: Type = typeOfSchema({
  type: 'array',
  items: {
    type: 'object',
    required: ['id', 'state', 'lines'],
    properties: {
      id: { type: 'number' },
      state: { enum: ['open', 'paid', 'sent'] },
      note: { type: 'string' },
      lines: {
        type: 'array',
        items: {
          type: 'object',
          required: ['sku', 'price'],
          properties: { sku: { type: 'string' }, price: { type: 'number' } },
        },
      },
    },
  },
});

const around = new Map<string, Type>([
  ['orders', orders],
  ['name', { kind: 'text' }],
  ['count', { kind: 'number' }],
]);

function infer(source: string): { readonly type: Type; readonly faults: readonly TypeFault[] } {
  const faults: TypeFault[] = [];
  const type = inferType(parseExpression(source), around, source, (fault) => faults.push(fault));
  return { type, faults };
}

describe('inferType', () => {
  it.each([
    ['orders[0].lines.map(l => l.price * 2)', 'number[]'],
    ["orders.filter(o => o.state === 'paid').at(0)?.id", 'number | undefined'],
    ['orders.groupBy(o => o.state)', '{ [key]: { id, state, note?, lines }[] }'],
    ['orders.flatMap(o => o.lines)', '{ sku: string, price: number }[]'],
    ['orders.reduce((sum, o) => sum + o.lines.length, 0)', 'number'],
    ['orders.map(({ id, ...rest }) => ({ id, big: id > 3 }))', '{ id: number, big: boolean }[]'],
    ["count > 3 ? 'many' : 'few'", "'many' | 'few'"],
    ["orders.find(o => o.id === 1)?.note ?? 'none'", 'string'],
    ['({ ...orders[0], id: name }).pick("id", "note")', '{ id: string, note?: string }'],
    ['name.split(",").map(Number).sum()', 'number'],
    ['[...orders.map(o => o.id), name]', '(number | string)[]'],
    ['count && name', 'number | string'],
  ])('knows what %s gives', (source, label) => {
    const { type, faults } = infer(source);
    expect(labelOf(type)).toBe(label);
    expect(faults.filter(({ code }) => code !== 'TYPE_OPTIONAL')).toEqual([]);
  });

  it.each([
    ['orders[0].idd', 'TYPE_KEY', 'Change to "id"'],
    ['orders.map(o => o.lines.map(l => l.prise))', 'TYPE_KEY', 'Change to "price"'],
    ['orders.id', 'TYPE_KEY', undefined],
    ['count.length', 'TYPE_KEY', undefined],
    ['count.map(x => x)', 'TYPE_METHOD', undefined],
    ['orders.toUpperCase()', 'TYPE_METHOD', undefined],
    ['orders * 2', 'TYPE_OPERAND', undefined],
    ['name * 2', 'TYPE_OPERAND', 'Convert with Number(…)'],
    ['orders[0] > 3', 'TYPE_OPERAND', undefined],
    ["orders.some(o => o.state === 'payed')", 'TYPE_COMPARISON', "Change to 'paid'"],
    ["count === 'three'", 'TYPE_COMPARISON', undefined],
    ['orders[0].note', 'TYPE_OPTIONAL', 'Write ?.'],
  ])('finds what is wrong with %s', (source, code, title) => {
    const { faults } = infer(source);
    expect(faults.map((fault) => fault.code)).toEqual([code]);
    const [fault] = faults;
    expect(fault?.fix?.title).toBe(title);
    if (!fault?.fix) return;
    const { from, to, insert } = fault.fix;
    const mended = source.slice(0, from) + insert + source.slice(to);
    expect(infer(mended).faults, mended).toEqual([]);
  });

  it('says nothing of what may be right', () => {
    for (const source of [
      "orders[0].note ?? 'x'",
      'orders?.foo',
      'anything.at.all * 2',
      "typeof name === 'string' ? name.trim() : name",
      "count == '3'",
      'name + 1',
      "'5' * 2",
      'orders.length > 0',
      'name.length * 2',
      'orders[0].lines[0].sku[0]',
    ]) {
      expect(infer(source).faults, source).toEqual([]);
    }
  });

  it('never faults what evaluates, and says what it evaluates to', () => {
    const json = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom<JsonValue>(null, true, false, 0, 3.5, 'a', 'bc', '7'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }),
      ),
    })).value;
    const tail = fc.constantFrom(
      '.a',
      '.b',
      '[0]',
      '.a.b',
      '.length',
      '.map(x => x)',
      '.map(x => x.a)',
      '.first()',
      '.keys()',
      '.filter(x => x)',
      '.trim()',
      '.values()',
      '.at(-1)',
      '.toFixed(1)',
      ' ?? 1',
      '?.a?.b',
      ' ? 1 : "x"',
      ' && 2',
      ' || "z"',
      '.entries()',
      '.flat()',
      '.join()',
      '.sum()',
      ' + 1',
      ' * 2',
      '.concat([1])',
      '.reduce((n, x) => n + 1, 0)',
      '.mapValues(v => 1)',
      '.find(x => x === 3.5)',
      '.a.length',
      '.sortBy(x => x)',
      '.unique()',
      ' > 1',
      ' === 3.5',
    );
    fc.assert(
      fc.property(json, fc.array(tail, { maxLength: 4 }), (value, tails) => {
        const source = tails.reduce((text, part) => `(${text}${part})`, 'v');
        let result: unknown;
        try {
          result = evaluateExpression(source, { ...testScope({ v: value }) });
        } catch (error) {
          if (error instanceof ExpressionError) return;
          throw error;
        }
        const known = new Map([['v', typeOfSetting(value, new Map())]]);
        const faults: TypeFault[] = [];
        const type = inferType(parseExpression(source), known, source, (fault) =>
          faults.push(fault),
        );
        // What stands in a function may never be come to: there a fault may be one and yet not show.
        const wrong = faults.filter(
          ({ code, range }) =>
            (code === 'TYPE_KEY' || code === 'TYPE_METHOD') &&
            !source.slice(0, range.from).includes('=>'),
        );
        expect(wrong, `${source} of ${JSON.stringify(value)}`).toEqual([]);
        const off = misfit(typeOfExample(result), resultOf(type));
        expect(off, `${source} of ${JSON.stringify(value)}: ${labelOf(type)}`).toBeUndefined();
      }),
      { numRuns: 3000 },
    );
  });
});
