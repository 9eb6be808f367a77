import type { Problem, Severity } from '@shared/workflow/problem';
import { describe, expect, it } from 'vitest';
import { countProblems, countsText, groupProblems } from './problem-groups';

function problem(severity: Severity, from: number, part: Partial<Problem> = {}): Problem {
  const range = { from, to: from };
  return { code: 'X', severity, message: 'm', range, line: 1, column: 1, fixes: [], ...part };
}

describe('groupProblems', () => {
  it('puts the worst first and keeps the order of the text', () => {
    const groups = groupProblems(
      [problem('hint', 0), problem('error', 9), problem('error', 3)],
      '',
    );
    expect(
      groups.map((group) => [group.severity, group.problems.map((p) => p.range.from)]),
    ).toEqual([
      ['error', [3, 9]],
      ['hint', [0]],
    ]);
  });

  it('filters by all words, in code, message and step', () => {
    const problems = [
      problem('error', 0, { code: 'EDGE_DANGLING', step: 'fetch' }),
      problem('error', 1, { message: 'Edge to nothing' }),
    ];
    expect(groupProblems(problems, 'EDGE fetch')[0]?.problems).toHaveLength(1);
    expect(groupProblems(problems, 'edge')[0]?.problems).toHaveLength(2);
    expect(groupProblems(problems, 'other')).toEqual([]);
  });
});

describe('counts', () => {
  it('are told in words', () => {
    const counts = countProblems([problem('error', 0), problem('warning', 0), problem('error', 0)]);
    expect(counts).toEqual({ error: 2, warning: 1, hint: 0 });
    expect(countsText(counts)).toBe('2 errors, 1 warning');
    expect(countsText(countProblems([]))).toBe('No problems');
  });
});
