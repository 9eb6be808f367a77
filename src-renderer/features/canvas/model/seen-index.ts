import type { Edge, StepId } from '@shared/workflow/model';
import { type CanvasNode, isGroupNode, type WireEdge } from './canvas-node';
import type { GraphIndex } from './graph-index';

/**
 * The graph as it is drawn: what is folded away is left out, and a folded group is a step, with the
 * wires that end at its box. For walking from box to box.
 */
export function seenIndex(
  index: GraphIndex,
  nodes: readonly CanvasNode[],
  wires: readonly WireEdge[],
): GraphIndex {
  if (!nodes.some((node) => node.hidden)) return index;
  const seen = new Map<StepId, CanvasNode>(
    nodes.flatMap((node) => (node.hidden ? [] : [[node.id, node] as const])),
  );
  const outgoing = new Map<StepId, Edge[]>();
  const incoming = new Map<StepId, Edge[]>();
  for (const wire of wires) {
    const { id, source, target, sourceHandle, targetHandle } = wire;
    if (wire.hidden || !seen.has(source) || !seen.has(target)) continue;
    const fromPort = sourceHandle ?? '';
    const edge = { id, from: source, fromPort, to: target, toPort: targetHandle ?? '' };
    push(outgoing, source, edge);
    push(incoming, target, edge);
  }
  const steps = new Map(
    [...seen.values()].flatMap((node) => {
      // Only where it lies is asked of a group: that is where its steps do.
      const entry = index.steps.get(isGroupNode(node) ? (node.data.steps[0] ?? '') : node.id);
      return entry ? [[node.id, entry] as const] : [];
    }),
  );
  const children = new Map<StepId | null, StepId[]>();
  for (const [id, { parent }] of steps) push(children, parent, id);
  return { ...index, steps, outgoing, incoming, children };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
