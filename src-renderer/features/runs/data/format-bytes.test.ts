import { describe, expect, it } from 'vitest';
import { formatBytes } from './format-bytes';

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
