import type { StepField, WorkflowEdit, WorkflowField } from '../edit/workflow-edit';
import type { StepText } from './step-texts';

/** Writes another text at the place of one. Those of no step are the workflow's own. */
export function textEdit(text: StepText, value: string): WorkflowEdit {
  const [first, ...path] = text.path;
  if (text.step === '') {
    return { type: 'set-workflow-field', field: String(first) as WorkflowField, path, value };
  }
  return first === 'with'
    ? { type: 'set-config', id: text.step, path, value }
    : { type: 'set-step-field', id: text.step, field: String(first) as StepField, value };
}
