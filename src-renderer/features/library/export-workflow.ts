import { toErrorData } from '@shared/errors/app-error';
import type { WorkflowId } from '@shared/lib/ids';
import { ipc } from '../../ipc/client';
import { showErrorToast } from '../../ui/error-toast';
import { requestExport } from '../exchange/index';

/** Writes a copy of the text as it stands, drafts included. */
export async function exportWorkflow(id: WorkflowId): Promise<void> {
  try {
    const { text } = await ipc.documents.open({ id });
    await requestExport(id, text);
  } catch (error) {
    showErrorToast(toErrorData(error), 'The workflow was not exported');
  }
}
