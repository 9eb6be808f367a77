import { describe, expect, it } from 'vitest';
import { formatDuration } from './format-duration';

describe('formatDuration', () => {
  it('is short and has a unit', () => {
    const values = [0.3, 1, 340, 1_234, 12_900, 65_000, 7_440_000];
    expect(values.map(formatDuration)).toEqual([
      '<1 ms',
      '1 ms',
      '340 ms',
      '1.2 s',
      '12 s',
      '1 min 5 s',
      '2 h 4 min',
    ]);
  });
});
