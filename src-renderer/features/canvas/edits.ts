import type { JsonValue } from '@shared/lib/json';
import type { LayoutBox, StepGroup, StepId } from '@shared/workflow/model';
import type { NewEdge, NewStep, WorkflowEdit } from '@shared/workflow/edit/workflow-edit';
import { editDocument, type Selection } from '../document';
import { currentWorkflow } from './document-view';
import type { Candidate } from './model/connection-rules';
import { type Point, type Size, snap } from './model/geometry';
import type { PlacedBox } from './model/placed-box';
import { currentPositions } from './view';

// The only place where the canvas changes the document. One call is one undo step.

function edit(
  label: string,
  change: WorkflowEdit,
  select?: Selection,
  /** Edits with the same word in quick succession are one undo step. */
  coalesce?: string,
): boolean {
  return editDocument(change, {
    label,
    origin: 'canvas',
    ...(select ? { select } : {}),
    ...(coalesce === undefined ? {} : { coalesce }),
  });
}

/**
 * An edit of the drawing. Steps that the file gives no place are placed by themselves, each by its
 * wires; they are written down where they stand first, so that nothing jumps but what was meant.
 */
function editDrawing(
  label: string,
  change: WorkflowEdit,
  select?: Selection,
  coalesce?: string,
): boolean {
  const boxes = unplacedBoxes();
  const all: WorkflowEdit =
    boxes.length === 0 ? change : { type: 'batch', edits: [{ type: 'move-steps', boxes }, change] };
  return edit(label, all, select, coalesce);
}

/** Where steps are drawn that the file gives no place. */
export function unplacedBoxes(): PlacedBox[] {
  const layout = currentWorkflow()?.layout;
  const drawn = currentPositions();
  return [...drawn].flatMap(([id, box]) => (layout?.has(id) ? [] : [{ id, box }]));
}

function only(steps: readonly StepId[]): Selection {
  return { steps, edges: [] };
}

export function addStep(
  step: NewStep,
  container: StepId | null,
  edges: readonly NewEdge[] = [],
): boolean {
  return editDrawing(
    'Add step',
    { type: 'add-steps', steps: [step], edges, container },
    only([step.id]),
  );
}

export function insertOnEdge(
  edge: string,
  step: NewStep,
  ports: { readonly inPort: string; readonly outPort: string },
  /** What makes room for it. */
  moved: readonly PlacedBox[],
): boolean {
  const insert: WorkflowEdit = { type: 'insert-on-edge', edge, step, ...ports };
  const change: WorkflowEdit =
    moved.length === 0
      ? insert
      : { type: 'batch', edits: [{ type: 'move-steps', boxes: moved }, insert] };
  return editDrawing('Insert step', change, only([step.id]));
}

/** An existing step is dropped on a wire: it is moved there and wired in at once. */
export function moveOntoEdge(
  edge: string,
  step: StepId,
  box: Partial<LayoutBox>,
  ports: { readonly inPort: string; readonly outPort: string },
): boolean {
  return editDrawing('Insert step', {
    type: 'batch',
    edits: [
      { type: 'move-steps', boxes: [{ id: step, box }] },
      { type: 'insert-on-edge', edge, step, ...ports },
    ],
  });
}

export function moveSteps(
  boxes: readonly PlacedBox[],
  label = 'Move step',
  labelOfMany = `${label}s`,
  coalesce?: string,
): boolean {
  if (boxes.length === 0) return false;
  const words = boxes.length === 1 ? label : labelOfMany;
  return editDrawing(words, { type: 'move-steps', boxes }, undefined, coalesce);
}

export function moveIntoContainer(
  ids: readonly StepId[],
  container: StepId | null,
  boxes: readonly PlacedBox[],
): boolean {
  return editDrawing(container === null ? 'Move out of frame' : 'Move into frame', {
    type: 'batch',
    edits: [
      { type: 'move-to-container', ids, container },
      { type: 'move-steps', boxes },
    ],
  });
}

export function tidySteps(boxes: readonly PlacedBox[]): boolean {
  return edit('Tidy up', { type: 'move-steps', boxes });
}

export function resizeStep(id: StepId, size: Size & Partial<Point>): boolean {
  return editDrawing('Resize', {
    type: 'move-steps',
    boxes: [
      {
        id,
        box: {
          width: snap(size.width),
          height: snap(size.height),
        },
      },
    ],
  });
}

export function setCollapsed(
  id: StepId,
  collapsed: boolean,
  /** What makes room for it. */
  moved: readonly PlacedBox[] = [],
): boolean {
  return editDrawing(collapsed ? 'Collapse' : 'Expand', {
    type: 'move-steps',
    boxes: [{ id, box: { collapsed } }, ...moved],
  });
}

export function setColor(id: StepId, color: string): boolean {
  return editDrawing('Colour', { type: 'move-steps', boxes: [{ id, box: { color } }] });
}

export function connect({ from, to }: Candidate): boolean {
  return editDrawing('Connect', { type: 'connect', edges: [toNewEdge({ from, to })] });
}

export function reconnect(edge: string, candidate: Candidate): boolean {
  return editDrawing('Move wire', { type: 'reconnect', edge, to: toNewEdge(candidate) });
}

export function disconnect(edges: readonly string[]): boolean {
  return editDrawing(edges.length === 1 ? 'Remove wire' : 'Remove wires', {
    type: 'disconnect',
    edges,
  });
}

function toNewEdge({ from, to }: Candidate): NewEdge {
  return { from: from.step, fromPort: from.port, to: to.step, toPort: to.port };
}

/** Steps go with their wires; `edges` are wires that are selected on their own. */
export function remove(steps: readonly StepId[], edges: readonly string[]): boolean {
  const edits: WorkflowEdit[] = [];
  if (edges.length > 0) edits.push({ type: 'disconnect', edges });
  if (steps.length > 0) edits.push({ type: 'remove-steps', ids: steps });
  if (edits.length === 0) return false;
  const label = steps.length > 0 ? `Delete step${steps.length > 1 ? 's' : ''}` : 'Remove wire';
  return editDrawing(label, { type: 'batch', edits }, only([]));
}

export function renameStep(id: StepId, title: string): boolean {
  return edit('Rename', { type: 'set-step-field', id, field: 'title', value: title });
}

export function setDisabled(ids: readonly StepId[], disabled: boolean): boolean {
  return edit(disabled ? 'Disable' : 'Enable', {
    type: 'batch',
    edits: ids.map((id) => ({
      type: 'set-step-field',
      id,
      field: 'disabled',
      value: disabled ? true : undefined,
    })),
  });
}

export function changeKind(id: StepId, change: WorkflowEdit): boolean {
  return editDrawing('Change kind', change, only([id]));
}

export function setGroup(
  id: string,
  group: Omit<StepGroup, 'id'>,
  label: string,
  /** What makes room for it. */
  moved: readonly PlacedBox[] = [],
): boolean {
  const change: WorkflowEdit = { type: 'set-group', id, group };
  return editDrawing(
    label,
    moved.length === 0
      ? change
      : { type: 'batch', edits: [{ type: 'move-steps', boxes: moved }, change] },
  );
}

export function removeGroups(ids: readonly string[]): boolean {
  return edit('Ungroup steps', {
    type: 'batch',
    edits: ids.map((id) => ({ type: 'set-group', id })),
  });
}

/** The steps became a workflow of their own, which a step calls. */
export function takeExtracted(change: WorkflowEdit, call: StepId): boolean {
  return editDrawing('Extract to a workflow', change, only([call]));
}

export function takeInlined(change: WorkflowEdit, steps: readonly StepId[]): boolean {
  return editDrawing('Replace the call by its steps', change, only(steps));
}

export function setPin(id: StepId, value: JsonValue | undefined): boolean {
  return edit(value === undefined ? 'Unpin output' : 'Pin output', { type: 'set-pin', id, value });
}

/** Pins several outputs, or unpins those without a value, in one step of the history. */
export function setPins(
  pins: readonly { readonly id: StepId; readonly value?: JsonValue }[],
  label: string,
): boolean {
  const edits = pins.map((pin): WorkflowEdit => ({ type: 'set-pin', ...pin }));
  return edits.length > 0 && edit(label, { type: 'batch', edits });
}

export function pasteFragment(
  text: string,
  container: StepId | null,
  at: Point,
  label = 'Paste',
): boolean {
  return editDrawing(label, { type: 'paste-fragment', text, container, at });
}
