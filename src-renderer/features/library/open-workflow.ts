import type { WorkflowId } from '@shared/lib/ids';
import { documentStore } from '../document/index';
import { settingsStore } from '../settings/index';
import { workbench } from '../workbench/index';

/** View state: the workflow to show again at the next start; null = the library was shown. */
export const lastWorkflowKey = 'lastWorkflow';

/** Brings a workflow to the screen. One that is open already keeps its history and selection. */
export async function openWorkflow(id: WorkflowId): Promise<void> {
  workbench.showScreen('workflow');
  settingsStore.setView(lastWorkflowKey, id);
  const { id: current, status } = documentStore.getState();
  if (current !== id || status === 'failed') await documentStore.open(id);
}

export function showLibrary(): void {
  workbench.showScreen('library');
  settingsStore.setView(lastWorkflowKey, null);
}
