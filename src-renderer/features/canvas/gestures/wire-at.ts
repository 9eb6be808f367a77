import type { StepId } from '@shared/workflow/model';
import { flowStore } from '../flow-store';
import type { Box, Point } from '../model/geometry';
import { portPoint } from '../model/node-size';
import type { StepNode, WireEdge } from '../model/to-flow';
import { distanceToWire } from '../model/wire-path';
import { currentBoxes } from '../view';

const reach = 24;

/** The wire nearest to a canvas place, if it is near enough to be meant. */
export function wireAt(
  place: Point,
  accept: (edge: WireEdge, source: StepNode) => boolean = () => true,
  boxes: ReadonlyMap<StepId, Box> = currentBoxes(),
): string | null {
  const { nodes, edges } = flowStore.getState();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  let best: string | null = null;
  let bestDistance = reach;
  for (const edge of edges) {
    const source = byId.get(edge.source);
    const target = byId.get(edge.target);
    if (edge.hidden || !source || !target || !accept(edge, source)) continue;
    const from = endOf(source, 'output', edge.sourceHandle, boxes);
    const to = endOf(target, 'input', edge.targetHandle, boxes);
    if (!from || !to) continue;
    const distance = distanceToWire(from, to, place);
    if (distance >= bestDistance) continue;
    best = edge.id;
    bestDistance = distance;
  }
  return best;
}

function endOf(
  node: StepNode,
  side: 'input' | 'output',
  port: string | null | undefined,
  boxes: ReadonlyMap<StepId, Box>,
): Point | undefined {
  const box = boxes.get(node.id);
  const at = portPoint(node.data.shape, node.data.ports, side, port ?? '', node.data.size);
  return box && at && { x: box.x + at.x, y: box.y + at.y };
}
