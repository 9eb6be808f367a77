import { useMemo } from 'react';
import { countProblems, type ProblemCounts } from './problem-groups';
import { useProblems } from './use-problems';

/** How many problems of each severity the open workflow has; for the status bar. */
export function useProblemCounts(): ProblemCounts {
  const problems = useProblems();
  return useMemo(() => countProblems(problems), [problems]);
}
