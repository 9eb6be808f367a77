import type { Graph, LayoutBox, StepId } from '../model';
import { graphIndex } from './graph-index';

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * The step that an arrow key leads to: left and right follow edges, up and down go to the nearest
 * step above or below. Null when there is none.
 */
export function neighbour(
  graph: Graph,
  layout: ReadonlyMap<StepId, LayoutBox>,
  id: StepId,
  direction: Direction,
): StepId | null {
  const { incoming, outgoing } = graphIndex(graph);
  const here = layout.get(id) ?? { x: 0, y: 0 };
  if (direction === 'left' || direction === 'right') {
    const linked =
      direction === 'left'
        ? incoming(id).map((edge) => edge.from)
        : outgoing(id).map((edge) => edge.to);
    const others = linked.filter((other) => other !== id);
    if (others.length > 0) return nearestBy(others, (other) => gap(layout, other, here.y));
  }
  const candidates = [...graph.steps.keys()].filter((other) => {
    const box = layout.get(other);
    return other !== id && box !== undefined && lies(box, here, direction);
  });
  const cost = (other: StepId): number => distance(layout.get(other) ?? here, here, direction);
  return nearestBy(candidates, cost);
}

function gap(layout: ReadonlyMap<StepId, LayoutBox>, id: StepId, y: number): number {
  return Math.abs((layout.get(id)?.y ?? 0) - y);
}

function lies(box: LayoutBox, here: LayoutBox, direction: Direction): boolean {
  switch (direction) {
    case 'left':
      return box.x < here.x;
    case 'right':
      return box.x > here.x;
    case 'up':
      return box.y < here.y;
    case 'down':
      return box.y > here.y;
  }
}

/** Straight ahead is nearer than sideways. */
function distance(box: LayoutBox, here: LayoutBox, direction: Direction): number {
  const across = Math.abs(box.x - here.x);
  const along = Math.abs(box.y - here.y);
  return direction === 'left' || direction === 'right' ? across + along * 3 : along + across * 3;
}

function nearestBy(ids: readonly StepId[], cost: (id: StepId) => number): StepId | null {
  let best: StepId | null = null;
  for (const id of ids) if (best === null || cost(id) < cost(best)) best = id;
  return best;
}
