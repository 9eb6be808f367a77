import type { WorkflowId } from '@shared/lib/ids';
import { type ScopePath, scopeKey, stepRunKey } from '@shared/runs/scope-path';
import { documentStore } from '../document/index';
import { libraryStore, openWorkflow } from '../library/index';
import { runsStore, selectStepRun } from '../runs/index';
import { rememberCaller } from './callers';
import { callerOf, callPathOf, startsWith } from './call-path';

/** Calls of the whole run: a moment of the past that is looked at may be one before them. */
function isCalled(scope: string): boolean {
  return runsStore.getState().latest?.frames.has(scope) ?? false;
}

/** The step of the open workflow whose call leads to the end of a path; null when that is in it. */
export function callerHere(path: ScopePath): string | null {
  return callerOf(path, isCalled, runsStore.getState().inside);
}

/** Whether the end of a path lies in the open workflow, or in one that is called from there. */
export function isBelow(path: ScopePath): boolean {
  return startsWith(path, runsStore.getState().inside);
}

/**
 * Opens the workflow in which the end of a path stands: the shown run's own, or one that it called.
 * The run stays on the canvas. One that is not in the library cannot be opened: then the nearest
 * around it is, and answers false.
 */
export async function showWorkflowAt(path: ScopePath): Promise<boolean> {
  const { latest: run, inside: now } = runsStore.getState();
  if (!run) return false;
  let exact = true;
  for (let at = callPathOf(path, isCalled); ; exact = false) {
    const id = (run.frames.get(scopeKey(at)) ?? run).workflow.id as WorkflowId | null;
    const isOpen = documentStore.getState().id === id && scopeKey(now) === scopeKey(at);
    if (isOpen) return exact;
    if (id !== null && canOpen(id)) {
      rememberWay(id, at);
      runsStore.getState().enter(id, at);
      await openWorkflow(id);
      return exact && documentStore.getState().status === 'open';
    }
    if (at.length === 0) return false;
    at = callPathOf(at.slice(0, -1), isCalled);
  }
}

/** The way back also stands when the run is no longer shown, however one came here. */
function rememberWay(called: WorkflowId, path: ScopePath): void {
  const { latest: run } = runsStore.getState();
  const caller = path.at(-1);
  if (!run || !caller) return;
  const around = callPathOf(path.slice(0, -1), isCalled);
  const { id, name } = (run.frames.get(scopeKey(around)) ?? run).workflow;
  if (id !== null) rememberCaller(called, { id: id as WorkflowId, name, step: caller.step });
}

/** The same for the call that a step of the open workflow made in the shown run; false: it made none. */
export async function showCalledBy(step: string): Promise<boolean> {
  const { latest: run, steps, iterations, inside } = runsStore.getState();
  const shown = selectStepRun(steps.get(step)?.runs ?? [], iterations, inside);
  if (!run || !shown) return false;
  // The last one, when an attempt was made again.
  const called = [...run.frames.keys()].findLast((key) => {
    const rest = key.slice(stepRunKey(shown.path, step).length);
    return key.startsWith(stepRunKey(shown.path, step)) && /^\[\d+\]$/.test(rest);
  });
  const iteration = called && /\[(\d+)\]$/.exec(called)?.[1];
  if (iteration === undefined) return false;
  return showWorkflowAt([...shown.path, { step, iteration: Number(iteration) }]);
}

function canOpen(id: WorkflowId): boolean {
  return (
    documentStore.getState().id === id ||
    libraryStore.getState().entries.some((entry) => entry.id === id)
  );
}
