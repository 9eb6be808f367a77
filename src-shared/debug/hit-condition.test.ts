import { describe, expect, it } from 'vitest';
import { isHitCondition, parseHitCondition } from './hit-condition';

const stopsAt = (text: string) =>
  [1, 2, 3, 4, 5, 6].filter((hits) => parseHitCondition(text)?.(hits));

describe('parseHitCondition', () => {
  it.each([
    ['3', [3]],
    ['= 3', [3]],
    ['==3', [3]],
    ['>= 5', [5, 6]],
    ['> 5', [6]],
    ['<=2', [1, 2]],
    [' < 2 ', [1]],
    ['% 3', [3, 6]],
  ])('%s', (text, hits) => expect(stopsAt(text)).toEqual(hits));

  it.each(['', 'five', '-1', '1.5', '% 0', '=> 3', '3 3', '1234567890'])('refuses "%s"', (text) =>
    expect(isHitCondition(text)).toBe(false),
  );
});
