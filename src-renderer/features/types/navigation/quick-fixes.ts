import type { Problem } from '@shared/workflow/problem';
import { createStore } from 'zustand/vanilla';
import { documentStore } from '../../document';

export interface OfferedFix {
  readonly problem: Problem;
  readonly title: string;
}

/** The fixes that are offered now; null while the list is closed. */
export const fixesStore = createStore<{ readonly fixes: readonly OfferedFix[] | null }>(() => ({
  fixes: null,
}));

/** What can be mended at the selected steps and wires. */
export function fixesHere(): readonly OfferedFix[] {
  const { problems, selection } = documentStore.getState();
  const steps = new Set(selection.steps);
  const edges = new Set(selection.edges);
  return problems
    .filter(
      ({ step, edge }) =>
        (step !== undefined && steps.has(step)) || (edge !== undefined && edges.has(edge)),
    )
    .flatMap((problem) => problem.fixes.map(({ title }) => ({ problem, title })));
}

export function showFixes(): void {
  fixesStore.setState({ fixes: fixesHere() });
}

export function applyFix({ problem, title }: OfferedFix): void {
  fixesStore.setState({ fixes: null });
  documentStore.applyFix(problem, title);
}
