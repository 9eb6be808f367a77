import { describe, expect, it } from 'vitest';
import { parseDataPath, valueAt } from './data-path';

describe('parseDataPath', () => {
  it('reads a variable, and a place in what a step gave', () => {
    expect(parseDataPath('vars.total')).toEqual({ root: 'vars', name: 'total', keys: [] });
    expect(parseDataPath(' steps.fetch.body.items[0]["the price"] ')).toEqual({
      root: 'steps',
      name: 'fetch',
      keys: ['body', 'items', '0', 'the price'],
    });
  });

  it.each(['', 'vars', 'vars.', 'input.x', 'steps.a..b', 'steps.a + 1', 'steps.a[x]', 'varsx.y'])(
    'refuses "%s"',
    (text) => {
      expect(parseDataPath(text)).toBeNull();
    },
  );
});

describe('valueAt', () => {
  it('follows keys and indexes, and finds nothing where there is nothing', () => {
    const value = { body: { items: [{ price: 3 }] } };
    expect(valueAt(value, ['body', 'items', '0', 'price'])).toBe(3);
    expect(valueAt(value, ['body', 'items', '1', 'price'])).toBeUndefined();
    expect(valueAt(value, ['constructor'])).toBeUndefined();
    expect(valueAt(undefined, ['a'])).toBeUndefined();
  });
});
