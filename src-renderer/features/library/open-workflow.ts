import type { WorkflowId } from '@shared/lib/ids';
import { ipc } from '../../ipc/client';
import { documentStore } from '../document/index';
import { settingsStore } from '../settings/index';
import { workbench } from '../workbench/index';

/** View state: the workflow to show again at the next start; null = the library was shown. */
export const lastWorkflowKey = 'lastWorkflow';

/** Brings a workflow to the screen. One that is open already keeps its history and selection. */
export async function openWorkflow(id: WorkflowId): Promise<void> {
  workbench.showScreen('workflow');
  settingsStore.setView(lastWorkflowKey, id);
  // At once: a crash a moment later brings back the workflow one was at.
  settingsStore.flush();
  const { id: current, status } = documentStore.getState();
  if (current !== id || status === 'failed') await documentStore.open(id);
  if (documentStore.getState().status === 'open') await noteOpened(id);
}

/** For the list of recent ones; not being able to note it must keep nobody from working. */
async function noteOpened(id: WorkflowId): Promise<void> {
  await ipc.library.opened({ id }).catch(() => undefined);
}

export function showLibrary(): void {
  workbench.showHome('workflows');
  settingsStore.setView(lastWorkflowKey, null);
}
