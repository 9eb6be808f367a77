import { describe, expect, it } from 'vitest';
import { evaluateExpression } from './evaluate';
import { testScope } from './test-scope';

const data = { list: [{ a: 1 }], text: 'x' };
const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;
const scope = testScope({ input: data, cyclic });

function failure(source: string): unknown {
  try {
    return evaluateExpression(source, scope);
  } catch (error) {
    const { code, message, hint } = error as { code: string; message: string; hint?: string };
    return [code, message, hint];
  }
}

describe('results', () => {
  it('share what they took from the scope', () => {
    expect(evaluateExpression('input', scope)).toBe(data);
    const filtered = evaluateExpression('input.list.filter(x => x.a)', scope) as unknown[];
    expect(filtered[0]).toBe(data.list[0]);
  });

  it.each<[string, unknown]>([
    ['undefined', null],
    ['[undefined, input?.nothing]', [null, null]],
    ['{ a: input?.nothing, b: { c: undefined } }', { a: null, b: { c: null } }],
    ['[date("2026-01-01")]', ['2026-01-01T00:00:00.000Z']],
    ['({ at: now() })', { at: '2026-11-21T08:30:15.250Z' }],
    ['-0', 0],
    ['[0 * -1]', [0]],
  ])('%s is JSON', (source, expected) => {
    const value = evaluateExpression(source, scope);
    expect(value).toEqual(expected);
    expect(JSON.parse(JSON.stringify(value))).toEqual(value);
  });

  it('that are not JSON say where and what to do', () => {
    expect(failure('0 / 0')).toEqual([
      'RESULT_NOT_JSON',
      'The result is NaN, which JSON does not have',
      'A calculation had something that is no number. Check the values, or write Number(x) || 0.',
    ]);
    expect(failure('{ rows: [1, { "a b": 1 / 0 }] }')).toEqual([
      'RESULT_NOT_JSON',
      'The result at rows[1].a b is Infinity, which JSON does not have',
      'Something was divided by zero or grew too large.',
    ]);
    expect(failure('[/a/]')).toEqual([
      'RESULT_NOT_JSON',
      'The result at [0] is a pattern, which JSON does not have',
      'Call .test(text) or text.match(pattern).',
    ]);
    expect(failure('[cyclic]')).toMatchObject([
      'RESULT_NOT_JSON',
      expect.stringContaining('contains itself'),
      undefined,
    ]);
  });

  it('have a size', () => {
    const tooLarge = [
      'RESULT_TOO_LARGE',
      'The result is too large',
      'Take less of the data, or do this in a code step.',
    ];
    expect(failure('range(9).map(() => range(100000)).map(x => [x, x, x])')).toEqual(tooLarge);
    expect(failure('range(20).map(() => "x".repeat(999999))')).toEqual(tooLarge);
  });
});
