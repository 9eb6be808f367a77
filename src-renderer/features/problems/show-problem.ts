import type { Problem } from '@shared/workflow/problem';
import { documentStore, noSelection } from '../document';
import { behaviourProblems, focusSetting, type KeptDraft, workflowProblems } from '../inspector';
import type { ShownProblem } from './kept-problems';
import { revealInSource } from '../source';
import { workbench } from '../workbench';

/** Goes to what a problem is about: its step and setting, its wire, or its place in the text. */
export function showProblem(problem: ShownProblem): void {
  if (problem.kept) return showKept(problem.kept);
  const { step, edge, path, range } = problem;
  const field = workflowField(problem);
  const { centre } = workbench.getState();
  if (step !== undefined) documentStore.select({ steps: [step], edges: [] });
  else if (edge !== undefined) documentStore.select({ steps: [], edges: [edge] });
  const place = step === undefined ? undefined : (path ?? behaviourPath(problem));
  const inText =
    centre !== 'canvas' || (step === undefined && edge === undefined && field === undefined);
  if (inText) {
    if (centre === 'canvas') workbench.showCentre('split');
    revealInSource(range, place === undefined && field === undefined);
  }
  if (field !== undefined) {
    documentStore.select(noSelection);
    workbench.showInspector();
    focusSetting(null, field);
  }
  if (step === undefined || place === undefined) return;
  workbench.showInspector();
  focusSetting(step, place, path === undefined ? 'behaviour' : 'settings');
}

/** Where it is among the settings of the workflow itself, if it is there. */
function workflowField(problem: Problem): readonly (string | number)[] | undefined {
  const { parsed } = documentStore.getState();
  return parsed ? workflowProblems(parsed, [problem])[0]?.path : undefined;
}

/** Goes to the field that holds a text back. */
function showKept({ step, area, path }: KeptDraft): void {
  documentStore.select(step === null ? noSelection : { steps: [step], edges: [] });
  workbench.showInspector();
  focusSetting(step, path, area === 'behaviour' ? 'behaviour' : 'settings');
}

/** Where it is on the Behaviour tab, if it is there. */
function behaviourPath(problem: Problem): readonly string[] | undefined {
  const { parsed } = documentStore.getState();
  if (!parsed || problem.step === undefined) return undefined;
  return behaviourProblems(parsed, problem.step, [problem])[0]?.path;
}
