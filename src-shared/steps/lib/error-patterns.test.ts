import { describe, expect, it } from 'vitest';
import { errorPatterns, matchesError } from './error-patterns';

describe('matchesError', () => {
  it.each([
    [[], 'ANYTHING', true],
    [['HTTP_404'], 'HTTP_404', true],
    [['HTTP_404'], 'HTTP_4040', false],
    [['HTTP_*'], 'HTTP_404', true],
    [['HTTP_*'], 'XHTTP_404', false],
    [['*_TIMEOUT'], 'STEP_TIMEOUT', true],
    [['*'], 'X', true],
    [['A*A'], 'A', false],
    [['A*B*C'], 'AXBXC', true],
    [['A*B*C'], 'AXC', false],
    [['A*BC*C'], 'ABC', false],
    [['FILE_*', 'HTTP_*'], 'HTTP_500', true],
  ] as const)('%j is for %s: %s', (patterns, code, expected) => {
    expect(matchesError(patterns, code)).toBe(expected);
  });

  it('takes no time for many stars', () => {
    expect(matchesError([`${'*A'.repeat(39)}*`], `${'A'.repeat(2_000)}`)).toBe(true);
    expect(matchesError([`${'*A'.repeat(39)}*B`], 'A'.repeat(2_000))).toBe(false);
  });

  it('takes codes only', () => {
    expect(errorPatterns().safeParse(['HTTP_*', 'E1']).success).toBe(true);
    expect(errorPatterns().safeParse(['http']).success).toBe(false);
    expect(errorPatterns().safeParse('HTTP_*').success).toBe(false);
  });
});
