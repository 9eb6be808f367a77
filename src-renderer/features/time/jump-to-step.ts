import { type ScopePath } from '@shared/runs/scope-path';
import { callerHere, showWorkflowAt } from '../called/index';
import { documentStore } from '../document/index';
import { runsStore } from '../runs/index';

/**
 * Selects a step, and on the loops around it the iterations in which it ran; one of a called workflow
 * in that workflow.
 */
export async function jumpToStep(path: ScopePath, step: string): Promise<void> {
  for (const { step: container, iteration } of path) {
    runsStore.getState().selectIteration(container, iteration);
  }
  await showWorkflowAt(path);
  const known = documentStore.getState().parsed?.source.steps;
  // In a workflow that cannot be opened: what can be shown is the step that called it.
  const shown = callerHere(path) ?? step;
  if (shown !== undefined && known?.has(shown)) {
    documentStore.select({ steps: [shown], edges: [] });
  }
}
