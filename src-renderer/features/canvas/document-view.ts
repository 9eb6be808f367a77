import { useShallow } from 'zustand/react/shallow';
import type { StepId, Workflow } from '@shared/workflow/model';
import type { Problem } from '@shared/workflow/problem';
import { documentStore, type Selection, useDocument } from '../document';

// What the canvas reads of the open document.

type DocumentState = ReturnType<typeof documentStore.getState>;

/** Edits are possible: something is open, may be changed, and its text can be read. */
export function isEditable(state: DocumentState = documentStore.getState()): boolean {
  return state.status === 'open' && !state.readOnly && !state.stale;
}

export function useEditable(): boolean {
  return useDocument(isEditable);
}

export function currentWorkflow(): Workflow | null {
  return documentStore.getState().workflow;
}

export function documentSelection(): Selection {
  return documentStore.getState().selection;
}

export function selectedSteps(): readonly StepId[] {
  return documentStore.getState().selection.steps;
}

const none: readonly Problem[] = [];
let groupedFrom: readonly Problem[] | undefined;
let grouped: ReadonlyMap<StepId, readonly Problem[]> = new Map();

/** The step's own problems. Grouped once per validation, however many nodes ask. */
export function useStepProblems(step: StepId): readonly Problem[] {
  return useDocument((state) => problemsByStep(state.problems).get(step) ?? none);
}

/** The problems of several steps, in their order. */
export function useProblemsOf(steps: readonly StepId[]): readonly Problem[] {
  return useDocument(
    useShallow((state) => {
      const byStep = problemsByStep(state.problems);
      return steps.flatMap((step) => byStep.get(step) ?? none);
    }),
  );
}

function problemsByStep(problems: readonly Problem[]): ReadonlyMap<StepId, readonly Problem[]> {
  if (problems === groupedFrom) return grouped;
  const next = new Map<StepId, Problem[]>();
  for (const problem of problems) {
    if (problem.step === undefined || problem.severity === 'hint') continue;
    const list = next.get(problem.step);
    if (list) list.push(problem);
    else next.set(problem.step, [problem]);
  }
  grouped = keepSame(grouped, next);
  groupedFrom = problems;
  return grouped;
}

/** Lists that say the same keep their identity, so that their nodes do not render again. */
function keepSame(
  before: ReadonlyMap<StepId, readonly Problem[]>,
  next: ReadonlyMap<StepId, readonly Problem[]>,
): ReadonlyMap<StepId, readonly Problem[]> {
  return new Map(
    [...next].map(([step, problems]) => {
      const known = before.get(step);
      return [step, known && sameMessages(known, problems) ? known : problems];
    }),
  );
}

function sameMessages(a: readonly Problem[], b: readonly Problem[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, at) => one.message === b[at]?.message && one.severity === b[at]?.severity)
  );
}
