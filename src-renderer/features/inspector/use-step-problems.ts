import type { Problem } from '@shared/workflow/problem';
import { useMemo } from 'react';
import { useDocument } from '../document';

/** What is wrong with one step. */
export function useStepProblems(id: string): readonly Problem[] {
  const problems = useDocument((state) => state.problems);
  return useMemo(() => problems.filter((problem) => problem.step === id), [problems, id]);
}
