import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useDocument } from '../document';
import { keptDrafts } from '../inspector';
import { keptProblems, type ShownProblem } from './kept-problems';

/** All that is wrong with the open workflow, and with what is not in it yet. */
export function useProblems(): readonly ShownProblem[] {
  const problems = useDocument((state) => state.problems);
  const document = useDocument((state) => state.id);
  const parsed = useDocument((state) => state.parsed);
  const drafts = useStore(keptDrafts, (state) => state.drafts);
  return useMemo(() => {
    const kept = keptProblems(drafts.values(), document, parsed);
    return kept.length === 0 ? problems : [...problems, ...kept];
  }, [problems, drafts, document, parsed]);
}
