import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from './duration';

describe('parseDuration', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['1.5s', 1_500],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    [250, 250],
    [0, 0],
  ])('reads %j', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });

  it.each([
    '',
    '5',
    's',
    '-1s',
    '1 week',
    '1e3s',
    -1,
    1.5,
    Number.NaN,
    null,
    {},
    '99999999999999d',
  ])('refuses %j', (value) => {
    expect(parseDuration(value)).toBeUndefined();
  });
});

describe('formatDuration', () => {
  it('writes what parseDuration reads back', () => {
    fc.assert(
      fc.property(fc.nat(), (milliseconds) => {
        expect(parseDuration(formatDuration(milliseconds))).toBe(milliseconds);
      }),
    );
    expect([90_000, 120_000, 0, 1].map(formatDuration)).toEqual(['90s', '2m', '0ms', '1ms']);
  });
});
