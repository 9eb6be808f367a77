import { toErrorData } from '@shared/errors/app-error';
import type { RunSummary } from '@shared/ipc/runs';
import { useStore } from 'zustand';
import { ipc } from '../../ipc/client';
import { showErrorToast } from '../../ui/error-toast';
import { openWorkflow } from '../library/index';
import { requestRunWithOptions, requestSameRun, runsStore } from '../runs/index';
import { workbench } from '../workbench/index';
import { createRunListStore, type RunListState, type RunListStore } from './run-list-store';

function listOfRuns(): RunListStore {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return createRunListStore({
    runs: ipc.runs,
    now: () => Date.now(),
    soon(action) {
      clearTimeout(waiting);
      waiting = setTimeout(action, 400);
    },
    onError: (error) => showErrorToast(toErrorData(error), 'The runs could not be read'),
  });
}

/** The page of all runs. */
export const runListStore = listOfRuns();
/** The list in the side bar, narrowed apart from the page. */
export const panelRunsStore = listOfRuns();

export function useRunList<T>(selector: (state: RunListState) => T): T {
  return useStore(runListStore, selector);
}

export function usePanelRuns<T>(selector: (state: RunListState) => T): T {
  return useStore(panelRunsStore, selector);
}

/** The lists on screen; nothing is read for one that is not. */
function shownLists(): RunListStore[] {
  const { screen, home, sidebarOpen, sidebarTab } = workbench.getState();
  if (screen === 'library') return home === 'runs' ? [runListStore] : [];
  return sidebarOpen && sidebarTab === 'runs' ? [panelRunsStore] : [];
}

/** Follows what main tells; answers how to stop. */
export function subscribeToRunList(): () => void {
  return ipc.runs.onChanged(({ run }) => {
    for (const list of shownLists()) list.changed(run);
  });
}

/** Pins a run, so that it is never removed by itself, or lets it go. */
export async function keepRun(run: RunSummary, kept: boolean): Promise<void> {
  try {
    await ipc.runs.keep({ runId: run.id, kept });
    for (const list of shownLists()) list.changed({ ...run, kept });
  } catch (error) {
    showErrorToast(toErrorData(error), 'The run could not be pinned');
  }
}

/** For good; asked for before. */
export async function removeRun({ id }: RunSummary): Promise<void> {
  try {
    await ipc.runs.remove({ runId: id });
    for (const list of shownLists()) list.removed(id);
    runsStore.getState().removed(id);
  } catch (error) {
    showErrorToast(toErrorData(error), 'The run could not be removed');
  }
}

type OpenableRun = Pick<RunSummary, 'id' | 'workflowId'>;

/** The run on the canvas of its workflow; false when the workflow is gone. */
export async function showRun(run: OpenableRun): Promise<boolean> {
  if (run.workflowId === null) return false;
  await openWorkflow(run.workflowId);
  await runsStore.getState().show(run.id);
  return true;
}

/** The same, with the values of its steps. */
export async function openRun(run: OpenableRun): Promise<void> {
  if (await showRun(run)) workbench.showPanel('data');
}

/** Runs the workflow as it is now, with what this run was given. */
export async function runAgain(run: RunSummary): Promise<void> {
  if (await showRun(run)) requestSameRun();
}

/** The same, after a look at the input. */
export async function runAgainEdited(run: RunSummary): Promise<void> {
  if (await showRun(run)) requestRunWithOptions();
}
