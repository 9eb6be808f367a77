import { err, ok, type Result } from '../../lib/result';
import { assertNever } from '../../lib/assert-never';
import type { AppErrorData } from '../../errors/app-error';
import { findStepDefinition } from '../../steps/index';
import { parseWorkflow, type ParsedWorkflow } from '../parse-workflow';
import { createPatch } from '../source/patch';
import { drawPatch, patchText } from '../source/patch-text';
import { applyTextChanges, composeTextChanges, type TextChange } from '../text-change';
import { EditRefused, readCleanRoot, refuse, stepOf, type EditContext } from './edit-context';
import { setBreakpoint } from './edit-breakpoints';
import { addEdges, connect, disconnect, insertOnEdge, reconnect } from './edit-edges';
import { setConfig, setPin, setStepField, setWorkflowField } from './edit-fields';
import { setGroup } from './edit-groups';
import { addSteps, checkNewId, moveSteps, removeSteps } from './edit-steps';
import { renameSteps } from './rename-steps';
import { moveToContainer, pasteFragment } from './transfer-steps';
import type { WorkflowEdit } from './workflow-edit';

export interface PlanOptions {
  /** Keys of a kind's settings that hold source code; templates are not looked for there. */
  readonly verbatim?: (kind: string) => readonly string[];
  /** The key of a kind's settings that holds a step's id; a rename changes it too. */
  readonly namesStep?: (kind: string) => string | undefined;
}

/**
 * The text changes that make an edit. Bytes that the edit does not concern stay as they are. The
 * inverse is `invertTextChanges(parsed.text, changes)`.
 */
export function planEdit(
  parsed: ParsedWorkflow,
  edit: WorkflowEdit,
  options: PlanOptions = {},
): Result<readonly TextChange[], AppErrorData> {
  try {
    return ok(plan(parsed, edit, options));
  } catch (error) {
    if (error instanceof EditRefused) return err(error.data);
    throw error;
  }
}

/**
 * The same without reading the outcome back, for fixes that are offered but perhaps never made;
 * null when the edit is refused or changes nothing.
 */
export function draftEdit(
  parsed: ParsedWorkflow,
  edit: Exclude<WorkflowEdit, { type: 'batch' }>,
  options: PlanOptions = {},
): readonly TextChange[] | null {
  try {
    const context = openContext(parsed, options);
    collect(context, edit);
    if (context.patch.isEmpty()) return null;
    return drawPatch(parsed.text, context.root, context.patch.root);
  } catch (error) {
    if (error instanceof EditRefused) return null;
    throw error;
  }
}

function plan(
  parsed: ParsedWorkflow,
  edit: WorkflowEdit,
  options: PlanOptions,
): readonly TextChange[] {
  if (edit.type === 'batch') return planBatch(parsed, edit.edits, options);
  const changes = draw(parsed, edit, options, false) ?? draw(parsed, edit, options, true);
  if (changes === null) {
    throw new EditRefused({
      code: 'EDIT_UNSUPPORTED',
      kind: 'operational',
      message: 'This part of the file is written in a way that cannot be changed here',
      hint: 'Make the change in the source.',
    });
  }
  return changes;
}

/** The changes of one edit, or null where they cannot be written without harm. */
function draw(
  parsed: ParsedWorkflow,
  edit: Exclude<WorkflowEdit, { type: 'batch' }>,
  options: PlanOptions,
  whole: boolean,
): readonly TextChange[] | null {
  const context = { ...openContext(parsed, options), whole };
  collect(context, edit);
  if (context.patch.isEmpty()) return [];
  return patchText(parsed.text, context.root, context.patch.root, readCleanRoot);
}

function planBatch(
  parsed: ParsedWorkflow,
  edits: readonly WorkflowEdit[],
  options: PlanOptions,
): readonly TextChange[] {
  let changes: readonly TextChange[] = [];
  let current = parsed;
  for (const edit of edits) {
    const next = plan(current, edit, options);
    changes = composeTextChanges(parsed.text, changes, next);
    current = parseWorkflow(applyTextChanges(current.text, next));
  }
  return changes;
}

function openContext(parsed: ParsedWorkflow, options: PlanOptions): EditContext {
  if (parsed.readOnly) {
    refuse('READ_ONLY', 'This workflow can be looked at, but not changed', 'Update Stepwell.');
  }
  const { root } = parsed.source;
  const broken = parsed.problems.find((problem) => problem.code.startsWith('YAML_SYNTAX'));
  if (root?.type !== 'map' || parsed.workflow === null || broken !== undefined) {
    const first = broken ?? parsed.problems[0];
    const where = first === undefined ? '' : ` in line ${first.line}`;
    refuse(
      'EDIT_BROKEN_TEXT',
      `The source has an error${where}: ${first?.message ?? 'it is no workflow'}`,
      'Repair the source first, then the canvas can change it again.',
    );
  }
  return {
    parsed,
    root,
    workflow: parsed.workflow,
    patch: createPatch(root),
    verbatim: options.verbatim ?? ((kind) => findStepDefinition(kind)?.verbatim ?? []),
    namesStep: options.namesStep ?? ((kind) => findStepDefinition(kind)?.entry?.forStep),
  };
}

function collect(context: EditContext, edit: Exclude<WorkflowEdit, { type: 'batch' }>): void {
  switch (edit.type) {
    case 'add-steps':
      addSteps(context, edit.steps, edit.container ?? null);
      addEdges(context, edit.edges ?? [], edit.container ?? null);
      return;
    case 'remove-steps':
      removeSteps(context, edit.ids);
      return;
    case 'connect':
      connect(context, edit.edges);
      return;
    case 'disconnect':
      disconnect(context, edit.edges);
      return;
    case 'reconnect':
      reconnect(context, edit.edge, edit.to);
      return;
    case 'insert-on-edge': {
      const ports = { in: edit.inPort ?? 'in', out: edit.outPort ?? 'out' };
      insertOnEdge(context, edit.edge, edit.step, ports);
      return;
    }
    case 'move-steps':
      moveSteps(context, edit.boxes);
      return;
    case 'set-group':
      setGroup(context, edit.id, edit.group);
      return;
    case 'set-config':
      setConfig(context, edit.id, edit.path, edit.value);
      return;
    case 'set-step-field':
      setStepField(context, edit.id, edit.field, edit.value);
      return;
    case 'set-workflow-field':
      setWorkflowField(context, edit.field, edit.path ?? [], edit.value);
      return;
    case 'set-pin':
      setPin(context, edit.id, edit.value);
      return;
    case 'set-breakpoint':
      setBreakpoint(context, edit.id, edit.breakpoint);
      return;
    case 'rename-step':
      stepOf(context, edit.id);
      if (edit.id === edit.to) return;
      checkNewId(context, edit.to);
      renameSteps(context, new Map([[edit.id, edit.to]]));
      return;
    case 'paste-fragment':
      pasteFragment(context, edit.text, edit.container ?? null, edit.at);
      return;
    case 'move-to-container':
      moveToContainer(context, edit.ids, edit.container);
      return;
    default:
      assertNever(edit);
  }
}
