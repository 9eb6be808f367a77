import { toErrorData } from '@shared/errors/app-error';
import type { WorkflowId } from '@shared/lib/ids';
import { planEdit } from '@shared/workflow/edit/plan-edit';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { applyTextChanges } from '@shared/workflow/text-change';
import { ipc } from '../../ipc/client';
import { showErrorToast } from '../../ui/error-toast';
import { documentStore, editDocument } from '../document/index';

/** Gives a workflow another name, in its text; the open one undoably. */
export async function renameWorkflow(id: WorkflowId, name: string): Promise<void> {
  const edit = { type: 'set-workflow-field', field: 'name', value: name } as const;
  const open = documentStore.getState();
  if (open.id === id && open.status === 'open') {
    editDocument(edit, { label: 'Rename workflow' });
    return;
  }
  try {
    const { text, savedText } = await ipc.documents.open({ id });
    const planned = planEdit(parseWorkflow(text), edit);
    if (!planned.ok) {
      showErrorToast(planned.error, 'The workflow was not renamed');
      return;
    }
    const renamed = applyTextChanges(text, planned.value);
    // What nobody has saved yet stays a draft: renaming is no reason to save it.
    if (text === savedText) await ipc.documents.save({ id, text: renamed });
    else await ipc.documents.saveDraft({ id, text: renamed });
  } catch (error) {
    showErrorToast(toErrorData(error), 'The workflow was not renamed');
  }
}
