import { type AppErrorData, toErrorData } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import type { Result } from '@shared/lib/result';
import type { StepField, WorkflowEdit, WorkflowField } from '@shared/workflow/edit/workflow-edit';
import { ipc } from '../../ipc/client';
import { showErrorToast } from '../../ui/error-toast';
import { documentStore, editDocument } from '../document';
import type { SettingPath } from './form/form-context';
import { portablePath } from './form/portable-path';

// What the inspector does to the document. Every edit is one undo step; typing in one field is one
// step per burst.

export function setConfig(id: string, path: SettingPath, value: JsonValue | undefined): void {
  // An item more or less is a step of its own to undo, however quickly it follows another.
  const size = Array.isArray(value) ? `#${value.length}` : '';
  const key = `${id}:${path.join('.')}${size}`;
  change({ type: 'set-config', id, path, value }, 'Change setting', key);
}

export function setStepField(id: string, field: StepField, value: JsonValue | undefined): void {
  change({ type: 'set-step-field', id, field, value }, `Change ${field}`, `${id}:${field}`);
}

export function setWorkflowField(
  field: WorkflowField,
  path: SettingPath,
  value: JsonValue | undefined,
): void {
  const key = `workflow:${field}.${path.join('.')}`;
  change({ type: 'set-workflow-field', field, path, value }, `Change ${field}`, key);
}

/** Renames a step everywhere; answers whether it worked. */
export function renameStep(id: string, to: string): Result<null, AppErrorData> {
  return documentStore.edit(
    { type: 'rename-step', id, to },
    { label: 'Rename step', origin: 'inspector', select: { steps: [to], edges: [] } },
  );
}

export function setDisabled(ids: readonly string[], disabled: boolean): void {
  const edits = ids.map((id): WorkflowEdit => ({
    type: 'set-step-field',
    id,
    field: 'disabled',
    value: disabled ? true : undefined,
  }));
  editDocument(edits, { label: disabled ? 'Disable steps' : 'Enable steps', origin: 'inspector' });
}

export function removeSteps(ids: readonly string[]): void {
  change({ type: 'remove-steps', ids }, ids.length === 1 ? 'Delete step' : 'Delete steps');
}

export function removeEdges(ids: readonly string[]): void {
  change({ type: 'disconnect', edges: ids }, ids.length === 1 ? 'Delete edge' : 'Delete edges');
}

/** Asks for a file; null when the user thinks better of it. */
export async function choosePath(purpose: 'open' | 'save', title: string): Promise<string | null> {
  try {
    const chosen = await ipc.documents.choosePath({ purpose, title });
    return chosen && portablePath(chosen.path, documentStore.getState().path);
  } catch (error) {
    showErrorToast(toErrorData(error));
    return null;
  }
}

export function openExternal(url: string): void {
  ipc.app.openExternal({ url }).catch((error: unknown) => showErrorToast(toErrorData(error)));
}

function change(edit: WorkflowEdit, label: string, coalesce?: string): void {
  editDocument(edit, {
    label,
    origin: 'inspector',
    ...(coalesce !== undefined && { coalesce }),
  });
}
