import { describe, expect, it } from 'vitest';
import { describeValue, pathText, tableShape } from './value-shape';

describe('tableShape', () => {
  it('makes a row of each object and a column of each key that any of them has', () => {
    expect(tableShape([{ a: 1 }, { a: 2, b: 'x' }])).toEqual({
      columns: ['a', 'b'],
      rows: [
        [1, undefined],
        [2, 'x'],
      ],
    });
  });

  it('shows plain values in one column and an object as key and value', () => {
    expect(tableShape([1, 'two'])).toEqual({ columns: ['value'], rows: [[1], ['two']] });
    expect(tableShape({ a: 1, b: null })).toEqual({
      columns: ['key', 'value'],
      rows: [
        ['a', 1],
        ['b', null],
      ],
    });
  });

  it('is no table for plain values and for nothing', () => {
    expect([1, 'text', null, [], {}].map((value) => tableShape(value))).toEqual(
      Array(5).fill(undefined),
    );
  });
});

describe('describeValue', () => {
  it('counts in the unit of the value', () => {
    expect([[1], [1, 2], { a: 1 }, 'abc', null, 4, undefined].map(describeValue)).toEqual([
      '1 item',
      '2 items',
      '1 key',
      '3 characters',
      'null',
      'number',
      'nothing',
    ]);
  });
});

describe('pathText', () => {
  it('continues an expression', () => {
    expect(pathText(['items', 3, 'first name'])).toBe('.items[3]["first name"]');
  });
});
