import { findStepDefinition } from '@shared/steps';
import type { StepGroup, StepId } from '@shared/workflow/model';
import { announce } from '../../ui/announcer';
import { documentStore } from '../document';
import { currentWorkflow, isEditable, selectedSteps } from './document-view';
import { setCollapsed, setGroup } from './edits';
import { flowStore } from './flow-store';
import { isFoldedHere, showFolded } from './folding-store';
import { foldedGroups, groupKey, type IsFolded } from './model/folded-groups';
import { boundsOf, overlaps } from './model/geometry';
import { groupOf, groupTitle } from './model/groups';
import { makeRoom } from './model/make-room';
import { headerHeight, stepWidth } from './model/node-size';
import { type PlacedBox, withHeldSteps } from './model/placed-box';
import { toFlow } from './model/to-flow';
import { currentIndex, nodeOf, titleOf } from './view';

// Folding and opening frames and groups. By hand it is an edit, as it is kept in the file; what is
// opened to reveal something inside is only shown so.

type Foldable =
  | { readonly type: 'frame'; readonly step: StepId }
  | { readonly type: 'group'; readonly group: StepGroup };

/** Folds or opens a group by hand. */
export function foldGroup(group: StepGroup, collapsed: boolean): void {
  const { id, collapsed: saved = false, ...rest } = group;
  const key = groupKey(id);
  if (!isEditable()) showFolded([key], collapsed);
  else {
    const label = collapsed ? 'Collapse group' : 'Expand group';
    const moved = collapsed ? [] : roomFor(key, group.steps);
    const next = { ...rest, ...(collapsed && { collapsed }) };
    if (saved !== collapsed && !setGroup(id, next, label, moved)) return;
    showFolded([key], undefined);
  }
  // Its box is what the next key acts on.
  const { steps } = currentIndex();
  if (collapsed) documentStore.select({ steps: group.steps.filter((step) => steps.has(step)) });
  announce(`${groupTitle(group)} ${collapsed ? 'collapsed' : 'expanded'}`);
}

/** Folds or opens a frame by hand. */
export function foldFrame(step: StepId, collapsed: boolean): void {
  const saved = currentWorkflow()?.layout.get(step)?.collapsed ?? false;
  if (!isEditable()) showFolded([step], collapsed);
  else {
    const moved = collapsed ? [] : roomFor(step, [step]);
    if (saved !== collapsed && !setCollapsed(step, collapsed, moved)) return;
    showFolded([step], undefined);
  }
  announce(`${titleOf(step)} ${collapsed ? 'collapsed' : 'expanded'}`);
}

/** Places of what stands where the steps of an opened box will be: it was put there meanwhile. */
function roomFor(box: string, steps: readonly StepId[]): readonly PlacedBox[] {
  const workflow = currentWorkflow();
  const index = currentIndex();
  if (!workflow) return [];
  const isOpen: IsFolded = (key, saved) => (key === box ? false : isFoldedHere(key, saved));
  const parent = index.steps.get(steps[0] ?? '')?.parent ?? null;
  const nodes = toFlow(workflow, findStepDefinition, undefined, isOpen).nodes.filter(
    (node) => !node.hidden && (node.parentId ?? null) === parent && node.type !== 'note',
  );
  const boxes = nodes.map((node) => ({
    id: node.id,
    box: { ...node.position, width: node.width ?? 0, height: node.height ?? 0 },
  }));
  const own = new Set(steps);
  const opened = boundsOf(boxes.filter(({ id }) => own.has(id)).map((one) => one.box));
  const beside = boxes.filter(({ id }) => !own.has(id));
  if (!opened || !beside.some((one) => overlaps(one.box, opened))) return [];
  const closed = { x: opened.x, y: opened.y, width: stepWidth, height: headerHeight };
  return withHeldSteps(makeRoom(closed, opened, beside), flowStore.getState().nodes);
}

function fold(what: Foldable, collapsed: boolean): void {
  if (what.type === 'frame') foldFrame(what.step, collapsed);
  else foldGroup(what.group, collapsed);
}

/**
 * What the keys for it act on: the selected frame, or the group of the selected step. A group that
 * is selected as a whole comes before a frame in it.
 */
function foldable(collapsed: boolean): Foldable | undefined {
  const selected = selectedSteps();
  const id = selected.at(-1);
  const workflow = currentWorkflow();
  if (id === undefined || !workflow) return undefined;
  const group = groupOf(workflow.groups ?? [], id);
  const groupFolded = foldedGroupOf(id) !== undefined;
  const isGroup = group !== undefined && groupFolded === collapsed;
  const chosen = new Set(selected);
  const whole = group?.steps.every((step) => chosen.has(step)) ?? false;
  if (isGroup && (whole || groupFolded)) return { type: 'group', group };
  const node = nodeOf(id);
  if (node?.type === 'container' && node.data.collapsed === collapsed) {
    return { type: 'frame', step: id };
  }
  return isGroup ? { type: 'group', group } : undefined;
}

export function canFold(collapsed: boolean): boolean {
  return foldable(!collapsed) !== undefined;
}

export function foldSelected(collapsed: boolean): void {
  const what = foldable(!collapsed);
  if (what) fold(what, collapsed);
}

/** The group in whose box a step is, as the canvas shows it now. */
export function foldedGroupOf(step: StepId): StepGroup | undefined {
  const workflow = currentWorkflow();
  if (!workflow?.groups) return undefined;
  return foldedGroups(workflow, currentIndex(), isFoldedHere).get(step)?.group;
}

/** Opens all that a step lies in, without a change of the file. */
export function openAround(step: StepId): void {
  const index = currentIndex();
  const workflow = currentWorkflow();
  if (!workflow || !index.steps.has(step)) return;
  const keys: string[] = [];
  for (let id: StepId | null = step; id !== null; id = index.steps.get(id)?.parent ?? null) {
    const group = foldedGroupOf(id);
    if (group) keys.push(groupKey(group.id));
    const saved = workflow.layout.get(id)?.collapsed ?? false;
    if (id !== step && isFoldedHere(id, saved)) keys.push(id);
  }
  if (keys.length > 0) showFolded(keys, false);
}
