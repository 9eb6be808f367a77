import type { WorkflowEdit } from '@shared/workflow/edit/workflow-edit';
import { showErrorToast } from '../../ui/error-toast';
import { documentStore } from './document';
import type { EditOptions } from './document-state';

/**
 * Edits the open document and tells the user when it is refused; answers whether it was done. For
 * a refusal that has its own place to be shown use `documentStore.edit`.
 */
export function editDocument(
  edits: WorkflowEdit | readonly WorkflowEdit[],
  options?: EditOptions,
): boolean {
  const result = documentStore.edit(edits, options);
  if (!result.ok) showErrorToast(result.error);
  return result.ok;
}
