import type { Problem } from '@shared/workflow/problem';
import { describe, expect, it } from 'vitest';
import { fixesAt, problemMarkers } from './problem-markers';

function problem(part: Partial<Problem>): Problem {
  return {
    code: 'X',
    severity: 'error',
    message: 'Wrong',
    range: { from: 0, to: 0 },
    line: 1,
    column: 1,
    fixes: [],
    ...part,
  };
}

describe('problemMarkers', () => {
  it('widens empty ranges and keeps within the text', () => {
    const ranges = [
      { from: 2, to: 5 },
      { from: 3, to: 3 },
      { from: 10, to: 10 },
      { from: 8, to: 99 },
    ].map((range) => problemMarkers([problem({ range })], 10)[0]?.range);
    expect(ranges).toEqual([
      { from: 2, to: 5 },
      { from: 3, to: 4 },
      { from: 9, to: 10 },
      { from: 8, to: 10 },
    ]);
  });

  it('adds what to do next', () => {
    expect(problemMarkers([problem({ hint: 'Do this.' })], 1)[0]?.message).toBe('Wrong\nDo this.');
  });
});

describe('fixesAt', () => {
  it('gives the fixes of problems that touch the range', () => {
    const fix = { title: 'Mend', changes: [] };
    const problems = [
      problem({ range: { from: 0, to: 4 }, fixes: [fix] }),
      problem({ range: { from: 6, to: 9 }, fixes: [fix, fix] }),
    ];
    expect(fixesAt(problems, { from: 5, to: 7 })).toHaveLength(2);
    expect(fixesAt(problems, { from: 4, to: 6 })).toHaveLength(3);
    expect(fixesAt(problems, { from: 20, to: 21 })).toHaveLength(0);
  });
});
