import { afterEach, describe, expect, it } from 'vitest';
import { evaluateExpression } from './evaluate';
import { ExpressionError } from './expression-error';
import { resolveTemplate } from './resolve';
import { testScope } from './test-scope';
import { expressionPayloads } from '../../test/proofs/escape/corpus/expressions';

let called = 0;

function reached(): string {
  called++;
  return 'reached';
}

class Instance {
  value = 1;
}

// A scope holds JSON only; here it is given what a mistake of ours could let in.
const scope = testScope({
  input: {
    x: 1,
    list: [1, 2],
    fn: reached,
    map: reached,
    big: 10n,
    symbol: Symbol('s'),
    instance: new Instance(),
    evilData: JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
    getter: {
      get thrown() {
        throw new Error('getter');
      },
    },
  },
});

afterEach(() => {
  expect(called).toBe(0);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(Array.prototype.map).toBe(mapBefore);
});
const mapBefore = Array.prototype.map;

describe('ways out of the language', () => {
  it('are many', () => {
    expect(expressionPayloads.length).toBeGreaterThan(150);
  });

  it.each(expressionPayloads.map((payload) => [payload.source, payload] as const))(
    '%s',
    (source, { code, value }) => {
      const evaluate = () => evaluateExpression(source, scope);
      if (code === undefined) expect(evaluate()).toEqual(value);
      else expect(evaluate).toThrow(expect.objectContaining({ code, name: 'ExpressionError' }));
    },
  );

  it.each(expressionPayloads.map((payload) => [payload.source, payload] as const))(
    'in a template: %s',
    (source, { code }) => {
      try {
        const value = resolveTemplate(`{{ ${source} }}`, scope);
        // A payload such as `{}}` may end its binding early; then the rest is plain text.
        expect(JSON.stringify(value)).not.toContain('reached');
        if (code !== undefined) expect(typeof value).toBe('string');
      } catch (error) {
        expect(error).toBeInstanceOf(ExpressionError);
        expect((error as ExpressionError).message).not.toBe('');
      }
    },
  );
});
