import { listOf, numberType, objectOf, textType, type Type } from '@shared/types/type';
import { describe, expect, it } from 'vitest';
import { type FlowSource, flowRows, typeText } from './flow-rows';

const order = objectOf({ id: textType, total: numberType });
const orders: Type = listOf({
  kind: 'object',
  rest: null,
  fields: new Map([
    ['id', { type: textType, optional: false }],
    ['note', { type: textType, optional: true }],
  ]),
});

function lines(source: Partial<FlowSource>, ...expanded: string[]): string[] {
  const whole = {
    expression: 'steps.rows',
    title: 'Rows',
    type: null,
    value: undefined,
    ...source,
  };
  return flowRows([whole], new Set(expanded)).map((row) =>
    `${row.depth} ${row.expression} ${typeText(row)} ${JSON.stringify(row.value) ?? ''}`.trim(),
  );
}

describe('flowRows', () => {
  it('lists what a type has where nothing has run', () => {
    expect(lines({ type: order }, 'steps.rows')).toEqual([
      '0 steps.rows { id: string, total: number }',
      '1 steps.rows.id string',
      '1 steps.rows.total number',
    ]);
  });

  it('goes into the items of a list, and reads what may be missing with ?.', () => {
    expect(lines({ type: orders }, 'steps.rows', 'steps.rows[0]').slice(1)).toEqual([
      '1 steps.rows[0] { id: string, note?: string }',
      '2 steps.rows[0].id string',
      '2 steps.rows[0]?.note string?',
    ]);
  });

  it('shows values with their types, and keys that only one of both has', () => {
    const value = { id: 'a', 'a b': [1] };
    expect(lines({ type: order, value }, 'steps.rows').slice(1)).toEqual([
      '1 steps.rows.id string "a"',
      '1 steps.rows["a b"]  [1]',
      '1 steps.rows.total number',
    ]);
  });

  it('opens only what is asked for, and never more than anybody reads', () => {
    const value = Array.from({ length: 10_000 }, (_, at) => at);
    expect(lines({ value })).toHaveLength(1);
    expect(lines({ value }, 'steps.rows')).toHaveLength(21);
  });

  it('says of plain values that there is nothing inside', () => {
    const [row] = flowRows(
      [{ expression: 'input', title: 'Input', type: textType, value: 'a' }],
      new Set(['input']),
    );
    expect(row?.expandable).toBe(false);
  });
});
