import type { StepGroup, StepId } from '../model';
import { nodeAt, type MapNode, type SourceNode } from '../source/node';
import { childOf, childText, quote, reportUnknownKeys, type ReadContext } from './read-context';

/** Under `layout:`, beside the places of steps: no step can have a name with a dollar sign. */
export const groupsKey = '$groups';

const groupKeys = ['title', 'color', 'collapsed', 'steps'] as const;

export function readGroups(
  context: ReadContext,
  root: MapNode,
): { readonly groups?: readonly StepGroup[] } {
  const node = nodeAt(root, ['layout', groupsKey]);
  if (node === undefined) return {};
  if (node.type !== 'map') {
    invalid(context, node, `\`${groupsKey}\` must be a map of groups`);
    return {};
  }
  const groups = node.entries.flatMap((entry) => readGroup(context, entry.value, entry.key) ?? []);
  return groups.length === 0 ? {} : { groups };
}

function readGroup(context: ReadContext, node: SourceNode, id: string): StepGroup | undefined {
  if (node.type !== 'map') {
    invalid(context, node, `The group ${quote(id)} must be a map with steps`);
    return undefined;
  }
  reportUnknownKeys(context, node, groupKeys, 'A group');
  const title = childText(context, node, 'title', 'The `title` of a group');
  const color = childText(context, node, 'color', 'The `color` of a group');
  const collapsed = childOf(node, 'collapsed');
  const folded = collapsed?.type === 'scalar' ? collapsed.value : undefined;
  if (collapsed !== undefined && typeof folded !== 'boolean') {
    invalid(context, collapsed, `\`collapsed\` of the group ${quote(id)} must be true or false`);
  }
  const list = childOf(node, 'steps');
  if (list?.type !== 'seq') {
    invalid(context, list ?? node, `\`steps\` of the group ${quote(id)} must be a list of steps`);
    return undefined;
  }
  const steps = new Set<StepId>();
  for (const { value } of list.items) {
    if (value.type === 'scalar' && typeof value.value === 'string') steps.add(value.value);
    else invalid(context, value, `A step of the group ${quote(id)} must be named by its id`);
  }
  return {
    id,
    ...(title !== undefined && { title }),
    ...(color !== undefined && { color }),
    ...(folded === true && { collapsed: true }),
    steps: [...steps],
  };
}

function invalid(context: ReadContext, node: SourceNode, message: string): void {
  context.problems.add({
    code: 'LAYOUT_INVALID',
    severity: 'warning',
    message,
    hint: 'Write it as `name: { title: …, steps: [a, b] }`. It is not drawn until then.',
    from: node.from,
    to: node.to,
  });
}
