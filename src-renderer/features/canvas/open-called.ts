import { toErrorData } from '@shared/errors/app-error';
import type { WorkflowId } from '@shared/lib/ids';
import type { StepId } from '@shared/workflow/model';
import { ipc } from '../../ipc/client';
import { showErrorToast } from '../../ui/error-toast';
import { showToast } from '../../ui/toast';
import { calledFile, calledName, rememberCaller, showCalledBy } from '../called';
import { documentStore } from '../document';
import { libraryStore, openWorkflow } from '../library';
import { currentIndex, definitionOf } from './view';

/** The workflow that a step runs, as it is written; undefined when it calls none, or a computed one. */
export function calledBy(id: StepId): string | undefined {
  const calls = definitionOf(id)?.calls;
  const reference = calls && currentIndex().steps.get(id)?.step.config[calls.workflow];
  if (typeof reference !== 'string' || reference.trim() === '' || reference.includes('{{')) {
    return undefined;
  }
  return reference.trim();
}

/**
 * Opens the workflow that a step runs: as the shown run called it, where it did, else from its file,
 * or by its name in the library.
 */
export async function openCalled(id: StepId): Promise<void> {
  const reference = calledBy(id);
  if (reference === undefined) return;
  const { id: here, workflow } = documentStore.getState();
  const open = async (called: WorkflowId) => {
    if (here !== null) rememberCaller(called, { id: here, name: workflow?.name ?? '', step: id });
    await openWorkflow(called);
  };
  try {
    if (await showCalledBy(id)) return;
    const file = calledFile(reference, documentStore.getState().path);
    if (file !== undefined) {
      await open((await ipc.library.openPath({ path: file })).id);
      return;
    }
    const found = calledName(reference, libraryStore.getState().entries);
    if (found) await open(found.id);
    else {
      showToast(`“${reference}” is not in the library`, 'warning', {
        description: 'Open or create a workflow of that name, or name its file as a path.',
      });
    }
  } catch (error) {
    showErrorToast(toErrorData(error), `“${reference}” could not be opened`);
  }
}
