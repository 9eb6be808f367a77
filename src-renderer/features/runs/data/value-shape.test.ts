import { describe, expect, it } from 'vitest';
import { cellText, columnExpression, describeValue, pathText, tableShape } from './value-shape';

describe('tableShape', () => {
  it('makes a row of each object and a column of each key that any of them has', () => {
    expect(tableShape([{ a: 1 }, { a: 2, b: 'x' }])).toMatchObject({
      columns: ['a', 'b'],
      rows: [
        [1, undefined],
        [2, 'x'],
      ],
    });
  });

  it('shows plain values in one column and an object as key and value', () => {
    expect(tableShape([1, 'two'])).toMatchObject({ columns: ['value'], rows: [[1], ['two']] });
    expect(tableShape({ a: 1, b: null })).toMatchObject({
      columns: ['key', 'value'],
      rows: [
        ['a', 1],
        ['b', null],
      ],
    });
  });

  it('says where a cell comes from, so that it can be dragged into a setting', () => {
    const objects = tableShape([{ a: 1 }, { a: 2, 'b c': 'x' }]);
    expect(objects?.pathOf(1, 1)).toEqual([1, 'b c']);
    expect(objects?.keyOf(1)).toBe('b c');
    expect(tableShape(['x', 'y'])?.pathOf(1, 0)).toEqual([1]);
    const entries = tableShape({ a: 1 });
    expect([entries?.pathOf(0, 0), entries?.pathOf(0, 1)]).toEqual([null, ['a']]);
    expect(columnExpression('steps.rows', 'b c')).toBe('steps.rows.map(item => item["b c"])');
  });

  it('is no table for plain values and for nothing', () => {
    expect([1, 'text', null, [], {}].map((value) => tableShape(value))).toEqual(
      Array(5).fill(undefined),
    );
  });
});

describe('cellText', () => {
  it('never puts a huge text on one line', () => {
    expect(cellText('x'.repeat(1_000_000)).length).toBeLessThan(2_100);
    expect(cellText('short')).toBe('short');
    expect(cellText({ a: 1 })).toBe('{"a":1}');
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
