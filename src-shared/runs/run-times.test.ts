import { describe, expect, it } from 'vitest';
import { quantile, runTimes, stepTimes, timeLeft, timeLeftText } from './run-times';

const rows = [
  { step: 'fetch', status: 'completed', duration: 300 },
  { step: 'fetch', status: 'completed', duration: 100 },
  { step: 'fetch', status: 'completed', duration: 200 },
  { step: 'fetch', status: 'failed', duration: 9_000 },
  { step: 'note', status: 'completed', duration: null },
];

describe('stepTimes', () => {
  it('sums up what completed, counts what failed, and puts the longest first', () => {
    expect(stepTimes(rows)).toEqual([
      { step: 'fetch', count: 4, failed: 1, median: 200, slow: 290, longest: 300 },
      { step: 'note', count: 1, failed: 0, median: null, slow: null, longest: null },
    ]);
  });
});

describe('runTimes', () => {
  it('gives medians, of the run and of each step that was measured', () => {
    expect(runTimes([5_000, 1_000, 3_000], rows)).toEqual({ run: 3_000, steps: { fetch: 200 } });
    expect(runTimes([], [])).toEqual({ run: null, steps: {} });
  });
});

describe('quantile', () => {
  it('lies between the values it stands between', () => {
    expect([quantile([], 0.5), quantile([4], 0.95), quantile([1, 2], 0.5)]).toEqual([null, 4, 1.5]);
  });
});

describe('timeLeft', () => {
  const times = { run: 30_000, steps: {} };

  it('is what runs usually take, less what has passed', () => {
    expect(timeLeft(times, 10_000)).toBe(20_000);
  });

  it('says nothing about runs that are over before one has read it, late, or new', () => {
    expect(timeLeft({ run: 900, steps: {} }, 100)).toBeUndefined();
    expect(timeLeft(times, 30_001)).toBeUndefined();
    expect(timeLeft({ run: null, steps: {} }, 0)).toBeUndefined();
  });

  it('reads without flickering', () => {
    expect([3_000, 19_000, 16_100, 100_000, 7_200_000].map(timeLeftText)).toEqual([
      'a few seconds left',
      'about 20 s left',
      'about 20 s left',
      'about 2 min left',
      'about 2 h left',
    ]);
  });
});
