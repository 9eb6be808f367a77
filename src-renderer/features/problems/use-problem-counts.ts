import { useMemo } from 'react';
import { useDocument } from '../document';
import { countProblems, type ProblemCounts } from './problem-groups';

/** How many problems of each severity the open workflow has; for the status bar. */
export function useProblemCounts(): ProblemCounts {
  const problems = useDocument((state) => state.problems);
  return useMemo(() => countProblems(problems), [problems]);
}
