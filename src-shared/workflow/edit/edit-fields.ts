import type { JsonValue } from '../../lib/json';
import type { StepId } from '../model';
import { forbiddenKeys } from '../source/check-keys';
import { sourceLimits } from '../source/limits';
import { nodeAt, type SourcePath } from '../source/node';
import { orderOf, refuse, stepOf, type EditContext } from './edit-context';
import { mergeValue } from './merge-value';
import type { StepField, WorkflowField } from './workflow-edit';

/** Sets or deletes a setting; a `with:` block that becomes empty goes too. */
export function setConfig(
  context: EditContext,
  id: StepId,
  path: SourcePath,
  value: JsonValue | undefined,
): void {
  const step = stepOf(context, id);
  if (step.node === null) {
    refuse('STEP_BROKEN', `The step "${id}" is not a map`, 'Repair it in the source first.');
  }
  const full = [...step.path, 'with', ...path];
  if (value === undefined) {
    context.patch.remove(full);
    context.patch.dropWhenEmpty([...step.path, 'with']);
    return;
  }
  checkValue(value, path);
  mergeValue(context, full, value, { order: orderOf(step.path, 'with') });
}

export function setStepField(
  context: EditContext,
  id: StepId,
  field: StepField,
  value: JsonValue | undefined,
): void {
  const step = stepOf(context, id);
  if (step.node === null) {
    refuse('STEP_BROKEN', `The step "${id}" is not a map`, 'Repair it in the source first.');
  }
  const path = [...step.path, field];
  // Enabled is what a step is without the key.
  if (value === undefined || (field === 'disabled' && value === false)) {
    context.patch.remove(path);
    return;
  }
  checkValue(value, [field]);
  context.patch.set(path, { value, inlineFrom: 0 }, { order: orderOf(step.path, field) });
}

/** Fields whose value reads best on one line. */
const inlineFields: ReadonlySet<WorkflowField> = new Set(['env', 'secrets']);

export function setWorkflowField(
  context: EditContext,
  field: WorkflowField,
  path: SourcePath,
  value: JsonValue | undefined,
): void {
  const full = [field, ...path];
  if (value === undefined) {
    context.patch.remove(full);
    if (path.length > 0) context.patch.dropWhenEmpty([field]);
    return;
  }
  checkValue(value, full);
  if (nodeAt(context.root, full) !== undefined && !inlineFields.has(field)) {
    mergeValue(context, full, value, { order: orderOf([], field) });
    return;
  }
  const inline = inlineFields.has(field) && path.length === 0 ? { inlineFrom: 0 } : {};
  context.patch.set(full, { value, ...inline }, { order: orderOf([], field) });
}

export function setPin(context: EditContext, id: StepId, value: JsonValue | undefined): void {
  if (value === undefined) {
    context.patch.remove(['pins', id]);
    context.patch.dropWhenEmpty(['pins']);
    return;
  }
  stepOf(context, id);
  checkValue(value, ['pins', id]);
  context.patch.set(['pins', id], { value }, { order: orderOf([], 'pins') });
}

/** Refuses what a file could not hold, before it is written. */
export function checkValue(value: unknown, path: SourcePath, depth = 0): void {
  const where = path.join('.');
  if (depth > sourceLimits.depth - 8) {
    refuse('YAML_TOO_DEEP', `The value at ${where} is nested too deeply`, 'Flatten it.');
  }
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) {
      const hint = 'Remove the NUL character or the half surrogate pair.';
      refuse('STRING_SURROGATE', `The text at ${where} cannot be stored`, hint);
    }
    if (value.length > sourceLimits.stringLength) {
      refuse('VALUE_TOO_LARGE', `The text at ${where} is too large`, 'Read it from a file.');
    }
    return;
  }
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return;
    refuse('NUMBER_RANGE', `${value} at ${where} is not a JSON number`, 'Use a finite number.');
  }
  if (typeof value !== 'object') {
    refuse('VALUE_NOT_JSON', `A ${typeof value} at ${where} is not JSON`, 'Use plain data.');
  }
  for (const [key, item] of Object.entries(value)) {
    if (forbiddenKeys.has(key)) {
      refuse('KEY_FORBIDDEN', `The key "${key}" is not allowed`, 'Choose another name.');
    }
    checkValue(item, [...path, key], depth + 1);
  }
}
