import { describe, expect, it } from 'vitest';
import { perDay, ticksTo } from './chart-scale';

describe('ticksTo', () => {
  it('gives round marks that reach the largest value', () => {
    expect(ticksTo(9)).toEqual([0, 5, 10]);
    expect(ticksTo(1_234)).toEqual([0, 500, 1_000, 1_500]);
    expect(ticksTo(0.35)).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
    expect(ticksTo(0)).toEqual([0, 1]);
  });
});

describe('perDay', () => {
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();

  it('counts by outcome, with the quiet days between, and keeps to the latest', () => {
    const runs = [
      { createdAt: at(3, 1), status: 'completed' },
      { createdAt: at(3, 23), status: 'failed' },
      { createdAt: at(5, 12), status: 'cancelled' },
    ];
    expect(perDay(runs, 10)).toEqual([
      { day: at(3, 0), completed: 1, failed: 1, other: 0 },
      { day: at(4, 0), completed: 0, failed: 0, other: 0 },
      { day: at(5, 0), completed: 0, failed: 0, other: 1 },
    ]);
    expect(perDay(runs, 2).map(({ day }) => day)).toEqual([at(4, 0), at(5, 0)]);
    expect(perDay([], 5)).toEqual([]);
  });
});
