import { describe, expect, it } from 'vitest';
import { settableAt, valueAt } from './setting-path';

const config = { auth: { user: 'a' }, list: [{ x: 1 }] };

describe('valueAt', () => {
  it('walks objects and lists, own properties only', () => {
    expect(valueAt(config, ['auth', 'user'])).toBe('a');
    expect(valueAt(config, ['list', 0, 'x'])).toBe(1);
    expect(valueAt(config, ['auth', 'toString'])).toBeUndefined();
    expect(valueAt(config, ['list', 'length'])).toBeUndefined();
  });
});

describe('settableAt', () => {
  it('sets in place where the way exists', () => {
    expect(settableAt(config, ['auth', 'token'], 't')).toEqual({
      path: ['auth', 'token'],
      value: 't',
    });
  });

  it('builds what is missing on the way', () => {
    expect(settableAt({}, ['retry', 'delay'], '1s')).toEqual({
      path: ['retry'],
      value: { delay: '1s' },
    });
    expect(settableAt({ a: '{{ x }}' }, ['a', 'b', 'c'], 1)).toEqual({
      path: ['a'],
      value: { b: { c: 1 } },
    });
  });
});
