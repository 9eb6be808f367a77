import type { StepGroup, StepId } from '../model';
import { parseWorkflow } from '../parse-workflow';
import { formatEdge } from '../read/read-edges';
import { toJson } from '../source/node';
import { createPatch } from '../source/patch';
import { patchText } from '../source/patch-text';
import { freeStepId } from '../step-id';
import { applyTextChanges } from '../text-change';
import {
  descendantsOf,
  graphPath,
  orderOf,
  readCleanRoot,
  refuse,
  stepOf,
  type EditContext,
} from './edit-context';
import { addEdges, removeEdge } from './edit-edges';
import { leaveGroups, setGroup } from './edit-groups';
import { placeStep } from './edit-steps';
import { outermost, stepLines } from './fragment';
import { renameSteps } from './rename-steps';

/** Adds the steps of a clipboard text, under fresh ids where theirs are taken. */
export function pasteFragment(
  context: EditContext,
  text: string,
  container: StepId | null,
  at: { readonly x: number; readonly y: number } | undefined,
): void {
  const fragment = parseWorkflow(withFreshIds(context, text));
  const { workflow } = fragment;
  if (workflow === null) return;
  const path = graphPath(context, container);
  for (const id of workflow.steps.keys()) {
    const step = fragment.source.steps.get(id);
    if (step === undefined) continue;
    const lines = stepLines(fragment.text, step);
    const value = { value: toJson(step.entry.value) };
    context.patch.set([...path, 'steps', id], value, {
      order: orderOf(path, 'steps'),
      ...(lines !== null && { lines }),
    });
  }
  addEdges(context, workflow.edges, container);
  const boxes = [...workflow.layout].filter(([id]) => fragment.source.steps.has(id));
  const outer = boxes.filter(([id]) => workflow.steps.has(id)).map(([, box]) => box);
  const shift = {
    x: at === undefined ? 0 : at.x - Math.min(...outer.map((box) => box.x)),
    y: at === undefined ? 0 : at.y - Math.min(...outer.map((box) => box.y)),
  };
  for (const [id, box] of boxes) {
    // Places inside a container count from its corner and move with it.
    const moved = workflow.steps.has(id) ? { ...box, x: box.x + shift.x, y: box.y + shift.y } : box;
    placeStep(context, id, moved);
  }
  pasteGroups(context, workflow.groups ?? []);
}

/** Groups come along under names that are free. */
function pasteGroups(context: EditContext, groups: readonly StepGroup[]): void {
  const taken = new Set(context.workflow.groups?.map(({ id }) => id));
  for (const { id, ...group } of groups) {
    const fresh = freeStepId(id, taken);
    taken.add(fresh);
    setGroup(context, fresh, group);
  }
}

function withFreshIds(context: EditContext, text: string): string {
  const fragment = parseWorkflow(text);
  const { root } = fragment.source;
  const broken = fragment.problems.some((problem) => problem.code === 'YAML_SYNTAX');
  if (root?.type !== 'map' || broken || (fragment.workflow?.steps.size ?? 0) === 0) {
    refuse('PASTE_NO_STEPS', 'The clipboard holds no steps', 'Copy steps on a canvas first.');
  }
  const taken = new Set([...context.parsed.source.steps.keys(), ...fragment.source.steps.keys()]);
  const names = new Map<StepId, StepId>();
  for (const id of fragment.source.steps.keys()) {
    if (!context.parsed.source.steps.has(id)) continue;
    const fresh = freeStepId(id, taken);
    taken.add(fresh);
    names.set(id, fresh);
  }
  if (names.size === 0 || fragment.workflow === null) return text;
  const patch = createPatch(root);
  renameSteps({ ...context, parsed: fragment, root, workflow: fragment.workflow, patch }, names);
  const changes = patchText(text, root, patch.root, readCleanRoot);
  if (changes === null) {
    refuse('EDIT_UNSUPPORTED', 'The copied steps cannot be renamed', 'Paste into the source.');
  }
  return applyTextChanges(text, changes);
}

/** Moves steps into a container or out of it, with the edges between them. */
export function moveToContainer(
  context: EditContext,
  ids: readonly StepId[],
  container: StepId | null,
): void {
  const { parsed, patch } = context;
  for (const id of ids) stepOf(context, id);
  const path = graphPath(context, container);
  const moved = outermost(parsed, ids).filter((step) => step.container !== container);
  const names = new Set(moved.map((step) => step.id));
  for (const { id } of moved) {
    if (
      container !== null &&
      (id === container || descendantsOf(context, id).includes(container))
    ) {
      refuse('CONTAINER_SELF', `"${id}" cannot be put into itself`, 'Choose another container.');
    }
  }
  for (const step of moved) {
    const lines = stepLines(parsed.text, step);
    const value = { value: toJson(step.entry.value) };
    patch.set([...path, 'steps', step.id], value, {
      order: orderOf(path, 'steps'),
      ...(lines !== null && { lines }),
    });
    patch.remove(step.path);
    // At the top `steps:` stays: a workflow without it is none.
    if (step.container !== null) patch.dropWhenEmpty(step.path.slice(0, -1));
  }
  // A group is drawn in one graph: steps that leave it without the others leave the group, too.
  for (const group of context.workflow.groups ?? []) {
    if (group.steps.every((id) => names.has(id))) continue;
    leaveGroups(context, (id, of) => of === group.id && names.has(id));
  }
  for (const source of parsed.source.edges) {
    const { edge } = source;
    // Edges inside a moved container move with its text.
    if (parsed.source.steps.get(edge.from)?.container !== source.container) continue;
    const ends = [edge.from, edge.to].filter((id) => names.has(id)).length;
    if (ends === 0) continue;
    removeEdge(context, source);
    if (ends === 2 && !source.dangling) {
      const order = orderOf(path, 'edges');
      patch.append([...path, 'edges'], { value: formatEdge(edge) }, { order });
    }
  }
}
