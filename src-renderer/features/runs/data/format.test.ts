import { describe, expect, it } from 'vitest';
import { formatBytes } from './format-bytes';
import { formatDuration } from './format-duration';

describe('formatBytes', () => {
  it('keeps one digit below ten', () => {
    expect([0, 999, 1_000, 4_230, 52_000, 3_400_000, 2e12].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '4.2 kB',
      '52 kB',
      '3.4 MB',
      '2000 GB',
    ]);
  });
});

describe('formatDuration', () => {
  it('chooses the unit people would', () => {
    expect([0.42, 42.4, 1_234, 12_400, 125_000, 3_900_000].map(formatDuration)).toEqual([
      '0.4 ms',
      '42 ms',
      '1.2 s',
      '12 s',
      '2 min 5 s',
      '1 h 5 min',
    ]);
  });
});
