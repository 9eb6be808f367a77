import { toErrorData } from '@shared/errors/app-error';
import type { RunSummary } from '@shared/ipc/runs';
import { useStore } from 'zustand';
import { ipc } from '../../ipc/client';
import { showErrorToast } from '../../ui/error-toast';
import { openWorkflow } from '../library/index';
import { requestRunWithOptions, requestSameRun, runsStore } from '../runs/index';
import { workbench } from '../workbench/index';
import { createRunListStore, type RunListState } from './run-list-store';

let waiting: ReturnType<typeof setTimeout> | undefined;

export const runListStore = createRunListStore({
  runs: ipc.runs,
  now: () => Date.now(),
  soon(action) {
    clearTimeout(waiting);
    waiting = setTimeout(action, 400);
  },
  onError: (error) => showErrorToast(toErrorData(error), 'The runs could not be changed'),
});

export function useRunList<T>(selector: (state: RunListState) => T): T {
  return useStore(runListStore, selector);
}

/** Follows what main tells; answers how to stop. Nothing is read while the page is not shown. */
export function subscribeToRunList(): () => void {
  return ipc.runs.onChanged(({ run }) => {
    const { screen, home } = workbench.getState();
    if (screen === 'library' && home === 'runs') runListStore.changed(run);
  });
}

/** Opens the run's workflow with the run on its canvas; false when the workflow is gone. */
export async function openRun(run: RunSummary): Promise<boolean> {
  if (run.workflowId === null) return false;
  await openWorkflow(run.workflowId);
  await runsStore.getState().show(run.id);
  workbench.showPanel('data');
  return true;
}

/** Runs the workflow as it is now, with what this run was given. */
export async function runAgain(run: RunSummary): Promise<void> {
  if (await openRun(run)) requestSameRun();
}

/** The same, after a look at the input. */
export async function runAgainEdited(run: RunSummary): Promise<void> {
  if (await openRun(run)) requestRunWithOptions();
}
