import type { JsonObject, JsonValue } from '../../lib/json';
import type { LayoutBox, StepId } from '../model';
import { isStepId, suggestStepId } from '../step-id';
import { findEntry, nodeAt } from '../source/node';
import { removeBreakpointsOf } from './edit-breakpoints';
import {
  descendantsOf,
  graphPath,
  orderOf,
  refuse,
  stepOf,
  type EditContext,
} from './edit-context';
import { leaveGroups } from './edit-groups';
import type { NewStep } from './workflow-edit';

/** Refuses an id that is malformed or taken. */
export function checkNewId(context: EditContext, id: StepId): void {
  if (!isStepId(id)) {
    const like = suggestStepId(id);
    refuse('ID_INVALID', `"${id}" cannot be a step's id`, `Try "${like}".`);
  }
  if (context.parsed.source.steps.has(id)) {
    refuse('NODE_DUPLICATE', `There is a step "${id}" already`, 'Choose another id.');
  }
}

export function addSteps(
  context: EditContext,
  steps: readonly NewStep[],
  container: StepId | null,
): void {
  const path = graphPath(context, container);
  const fresh = new Set<StepId>();
  for (const step of steps) {
    checkNewId(context, step.id);
    if (fresh.has(step.id)) {
      refuse('NODE_DUPLICATE', `The id "${step.id}" is given twice`, 'Choose another id.');
    }
    fresh.add(step.id);
    const order = orderOf(path, 'steps');
    context.patch.set([...path, 'steps', step.id], { value: stepData(step) }, { order });
    if (step.box !== undefined) placeStep(context, step.id, step.box);
  }
}

function stepData(step: NewStep): JsonObject {
  const settings = step.with ?? {};
  return {
    kind: step.kind,
    ...(step.title !== undefined && { title: step.title }),
    ...(step.description !== undefined && { description: step.description }),
    ...(Object.keys(settings).length > 0 && { with: settings }),
  };
}

/** Removes steps with all that refers to them by name: edges, places, pins and breakpoints. */
export function removeSteps(context: EditContext, ids: readonly StepId[]): void {
  const all = new Set<StepId>();
  for (const id of ids) {
    stepOf(context, id);
    all.add(id);
    for (const inner of descendantsOf(context, id)) all.add(inner);
  }
  for (const id of all) {
    const step = stepOf(context, id);
    if (step.container === null || !all.has(step.container)) context.patch.remove(step.path);
    for (const block of ['layout', 'pins']) {
      context.patch.remove([block, id]);
      context.patch.dropWhenEmpty([block]);
    }
  }
  for (const { edge, path, container } of context.parsed.source.edges) {
    if (container !== null && all.has(container)) continue;
    if (!all.has(edge.from) && !all.has(edge.to)) continue;
    context.patch.remove(path);
    context.patch.dropWhenEmpty(path.slice(0, -1));
  }
  removeBreakpointsOf(context, all);
  leaveGroups(context, (step) => all.has(step));
}

/** Changes places in `layout:`; a part of a box leaves the rest as it is. */
export function moveSteps(
  context: EditContext,
  boxes: readonly { readonly id: StepId; readonly box: Partial<LayoutBox> | null }[],
): void {
  for (const { id, box } of boxes) {
    if (box === null) {
      context.patch.remove(['layout', id]);
      context.patch.dropWhenEmpty(['layout']);
    } else {
      stepOf(context, id);
      placeStep(context, id, box);
    }
  }
}

const boxKeys = ['x', 'y', 'width', 'height', 'collapsed', 'color'] as const;

export function placeStep(context: EditContext, id: StepId, box: Partial<LayoutBox>): void {
  const layout = nodeAt(context.root, ['layout']);
  const present = findEntry(layout, id)?.value;
  const data: Record<string, JsonValue> = {};
  for (const key of boxKeys) {
    const value = box[key];
    if (value !== undefined) data[key] = typeof value === 'number' ? toPixel(value) : value;
  }
  if (present?.type === 'map' && present.alias !== true) {
    for (const [key, value] of Object.entries(data)) {
      if (value === false) context.patch.remove(['layout', id, key]);
      else context.patch.set(['layout', id, key], { value });
    }
    return;
  }
  const value = { x: 0, y: 0, ...context.workflow.layout.get(id), ...data };
  context.patch.set(['layout', id], { value, inlineFrom: 0 });
}

/** A whole number that a layout may hold. */
function toPixel(value: number): number {
  if (!Number.isFinite(value)) return 0;
  return Math.round(Math.min(Math.max(value, -1_000_000), 1_000_000)) + 0;
}
