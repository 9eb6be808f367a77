import type { Problem } from '@shared/workflow/problem';
import { documentStore } from '../document';
import { focusSetting } from '../inspector';
import { revealInSource } from '../source';
import { workbench } from '../workbench';

/** Goes to what a problem is about: its step and setting, its wire, or its place in the text. */
export function showProblem(problem: Problem): void {
  const { step, edge, path, range } = problem;
  const { centre } = workbench.getState();
  if (step !== undefined) documentStore.select({ steps: [step], edges: [] });
  else if (edge !== undefined) documentStore.select({ steps: [], edges: [edge] });
  const inText = centre !== 'canvas' || (step === undefined && edge === undefined);
  if (inText) {
    if (centre === 'canvas') workbench.showCentre('split');
    revealInSource(range, step === undefined || path === undefined);
  }
  if (step === undefined || path === undefined) return;
  workbench.showInspector();
  focusSetting(step, path);
}
