import { toErrorData } from '@shared/errors/app-error';
import type { WorkflowId } from '@shared/lib/ids';
import { ipc } from '../../ipc/client';
import { showErrorToast } from '../../ui/error-toast';

/** Shows a workflow's file where it lies, in the system's file manager. */
export async function showInFolder(id: WorkflowId): Promise<void> {
  try {
    await ipc.documents.showInFolder({ id });
  } catch (error) {
    showErrorToast(toErrorData(error), 'The file could not be shown in its folder');
  }
}
