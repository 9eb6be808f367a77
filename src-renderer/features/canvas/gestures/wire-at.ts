import type { StepId } from '@shared/workflow/model';
import { flowStore } from '../flow-store';
import type { Box, Point } from '../model/geometry';
import type { CanvasNode, WireEdge } from '../model/canvas-node';
import { wireEnds } from '../model/wire-ends';
import { distanceToWire } from '../model/wire-path';
import { currentBoxes } from '../view';

const reach = 24;

/** The wire nearest to a canvas place, if it is near enough to be meant. */
export function wireAt(
  place: Point,
  accept: (edge: WireEdge, source: CanvasNode) => boolean = () => true,
  boxes: ReadonlyMap<StepId, Box> = currentBoxes(),
): string | null {
  const { nodes, edges } = flowStore.getState();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  let best: string | null = null;
  let bestDistance = reach;
  for (const edge of edges) {
    const source = byId.get(edge.source);
    if (edge.hidden || !source || !accept(edge, source)) continue;
    const ends = wireEnds(edge, byId, boxes);
    if (!ends) continue;
    const distance = distanceToWire(ends.source, ends.target, place);
    if (distance >= bestDistance) continue;
    best = edge.id;
    bestDistance = distance;
  }
  return best;
}
