import type { Problem, Severity } from '@shared/workflow/problem';

export const severities: readonly Severity[] = ['error', 'warning', 'hint'];

export interface ProblemGroup {
  readonly severity: Severity;
  readonly problems: readonly Problem[];
}

export type ProblemCounts = Readonly<Record<Severity, number>>;

/** Problems by severity, worst first, in the order of the text. Groups without any are left out. */
export function groupProblems(problems: readonly Problem[], filter: string): ProblemGroup[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = problems.filter((problem) => {
    const text = [problem.code, problem.message, problem.hint, problem.step, problem.edge]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return severities
    .map((severity) => ({
      severity,
      problems: wanted
        .filter((problem) => problem.severity === severity)
        .sort((a, b) => a.range.from - b.range.from),
    }))
    .filter((group) => group.problems.length > 0);
}

export function countProblems(problems: readonly Problem[]): ProblemCounts {
  const counts = { error: 0, warning: 0, hint: 0 };
  for (const problem of problems) counts[problem.severity] += 1;
  return counts;
}

/** `2 errors, 1 warning`; what a screen reader says about the counts. */
export function countsText(counts: ProblemCounts): string {
  const parts = severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${severity}${counts[severity] === 1 ? '' : 's'}`);
  return parts.length > 0 ? parts.join(', ') : 'No problems';
}
