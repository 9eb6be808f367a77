import type { JsonValue } from '../../lib/json';
import type { StepGroup, StepId } from '../model';
import { groupsKey } from '../read/read-groups';
import { findEntry, nodeAt, type SourceNode, type SourcePath } from '../source/node';
import type { EditContext } from './edit-context';
import { checkValue } from './edit-fields';

// Groups under `layout:`. A step is in one group at most, and a group without steps is none.

const groupKeys = ['title', 'color', 'collapsed', 'steps'] as const;

/** Makes, changes or removes a group; its steps leave the groups they were in. */
export function setGroup(
  context: EditContext,
  id: string,
  group: Omit<StepGroup, 'id'> | undefined,
): void {
  const path: SourcePath = ['layout', groupsKey, id];
  const present = nodeAt(context.root, path);
  if (group === undefined || group.steps.length === 0) {
    if (present !== undefined) removeGroup(context, id);
    return;
  }
  checkValue(group, path);
  const kept = new Set(group.steps);
  leaveGroups(context, (step, other) => other !== id && kept.has(step));
  const data = groupData(group);
  // A key that is new belongs where it always stands, so that two files that say the same look the same.
  const isNew = Object.keys(data).some((key) => findEntry(present, key) === undefined);
  if (present?.type !== 'map' || present.alias === true || isNew) {
    context.patch.set(path, { value: data, inlineFrom: 0 });
    return;
  }
  for (const key of groupKeys) {
    const value = data[key];
    if (value === undefined) context.patch.remove([...path, key]);
    else if (key !== 'steps' || !sameSteps(context, id, group.steps)) {
      context.patch.set([...path, key], { value, inlineFrom: 0 });
    }
  }
}

function groupData(group: Omit<StepGroup, 'id'>): Record<string, JsonValue> {
  const { title, color, collapsed, steps } = group;
  return {
    ...(title !== undefined && { title }),
    ...(color !== undefined && { color }),
    ...(collapsed === true && { collapsed }),
    steps: [...steps],
  };
}

function sameSteps(context: EditContext, id: string, steps: readonly StepId[]): boolean {
  const known = context.workflow.groups?.find((group) => group.id === id)?.steps;
  return known?.length === steps.length && known.every((step, at) => step === steps[at]);
}

function removeGroup(context: EditContext, id: string): void {
  context.patch.remove(['layout', groupsKey, id]);
  context.patch.dropWhenEmpty(['layout', groupsKey]);
  context.patch.dropWhenEmpty(['layout']);
}

/** Takes steps out of the groups they are in; groups that lose all of them go. */
export function leaveGroups(
  context: EditContext,
  leaves: (step: StepId, group: string) => boolean,
): void {
  for (const { id, steps } of context.workflow.groups ?? []) {
    const gone = steps.filter((step) => leaves(step, id));
    if (gone.length === 0) continue;
    if (gone.length === steps.length) removeGroup(context, id);
    else {
      const value = steps.filter((step) => !gone.includes(step));
      context.patch.set(['layout', groupsKey, id, 'steps'], { value, inlineFrom: 0 });
    }
  }
}

/** The items of a group's list that are steps, with their places in the text. */
export function groupMembers(
  context: Pick<EditContext, 'root'>,
): readonly { readonly node: SourceNode; readonly path: SourcePath }[] {
  const node = nodeAt(context.root, ['layout', groupsKey]);
  if (node?.type !== 'map') return [];
  return node.entries.flatMap(({ key, value }) => {
    const list = findEntry(value, 'steps')?.value;
    if (list?.type !== 'seq') return [];
    return list.items.map((item, at) => ({
      node: item.value,
      path: ['layout', groupsKey, key, 'steps', at],
    }));
  });
}
