import fc from 'fast-check';
import type { JsonObject } from '@shared/lib/json';
import { describe, expect, it } from 'vitest';
import { duplicateKeys, objectToRows, rowsToObject } from './key-value';

const key = fc.string({ minLength: 1 });

describe('key-value rows', () => {
  it('come back as the same object, in the same order', () => {
    const entries = fc.uniqueArray(fc.tuple(key, fc.jsonValue()), { selector: ([name]) => name });
    fc.assert(
      fc.property(entries, (pairs) => {
        const object = JSON.parse(JSON.stringify(Object.fromEntries(pairs))) as JsonObject;
        const again = rowsToObject(objectToRows(object, false), false);
        expect(JSON.stringify(again)).toBe(JSON.stringify(object));
      }),
    );
  });

  it('leave out rows that have no key yet', () => {
    expect(
      rowsToObject(
        [
          { key: 'a', value: '1' },
          { key: '', value: 'x' },
        ],
        true,
      ),
    ).toEqual({ a: '1' });
  });

  it('name keys that stand twice', () => {
    const rows = ['a', 'b', 'a', '', ''].map((name) => ({ key: name, value: '' }));
    expect([...duplicateKeys(rows)]).toEqual(['a']);
  });

  it('have nothing to show for anything but an object', () => {
    expect([
      objectToRows('x', true),
      objectToRows([1], true),
      objectToRows(undefined, true),
    ]).toEqual([[], [], []]);
  });
});
