import type { StepId } from '@shared/workflow/model';
import { type Box, centre } from './geometry';
import { type GraphIndex, neighbours } from './graph-index';

export type TravelDirection = 'left' | 'right' | 'up' | 'down';

/**
 * Where an arrow key goes from a step. Left and right follow the wires, to the neighbour nearest
 * in height. Up and down go to the nearest step of the same frame, siblings on the same wire first.
 * Down from a frame goes inside; left from a frame's first step goes out to the frame.
 */
export function travel(
  index: GraphIndex,
  boxes: ReadonlyMap<StepId, Box>,
  from: StepId,
  direction: TravelDirection,
): StepId | undefined {
  const start = boxes.get(from);
  if (!start) return undefined;
  if (direction === 'left' || direction === 'right') {
    const along = neighbours(index, from, direction === 'right' ? 'downstream' : 'upstream');
    const next = nearest(boxes, along, (box) => Math.abs(centre(box).y - centre(start).y));
    if (next !== undefined) return next;
    return direction === 'left' ? (index.steps.get(from)?.parent ?? undefined) : undefined;
  }
  return vertically(index, boxes, from, start, direction);
}

function vertically(
  index: GraphIndex,
  boxes: ReadonlyMap<StepId, Box>,
  from: StepId,
  start: Box,
  direction: 'up' | 'down',
): StepId | undefined {
  const parent = index.steps.get(from)?.parent ?? null;
  const inside = index.children.get(from) ?? [];
  if (direction === 'down' && inside.length > 0) {
    return nearest(boxes, inside, (box) => box.x + box.y);
  }
  const sign = direction === 'down' ? 1 : -1;
  const distance = (box: Box): number | undefined => {
    const dy = (centre(box).y - centre(start).y) * sign;
    if (dy <= 0) return undefined;
    return dy + Math.abs(centre(box).x - centre(start).x) * 2;
  };
  const others = (index.children.get(parent) ?? []).filter((id) => id !== from);
  const siblings = new Set([
    ...neighbours(index, from, 'upstream').flatMap((id) => neighbours(index, id, 'downstream')),
    ...neighbours(index, from, 'downstream').flatMap((id) => neighbours(index, id, 'upstream')),
  ]);
  const next =
    nearest(
      boxes,
      others.filter((id) => siblings.has(id)),
      distance,
    ) ?? nearest(boxes, others, distance);
  if (next !== undefined) return next;
  return direction === 'up' && parent !== null ? parent : undefined;
}

/** Where to begin when nothing is selected: the top-left step that is not inside a frame. */
export function firstStep(index: GraphIndex, boxes: ReadonlyMap<StepId, Box>): StepId | undefined {
  return nearest(boxes, index.children.get(null) ?? [], (box) => box.x * 2 + box.y);
}

function nearest(
  boxes: ReadonlyMap<StepId, Box>,
  ids: readonly StepId[],
  distance: (box: Box) => number | undefined,
): StepId | undefined {
  let best: StepId | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const id of ids) {
    const box = boxes.get(id);
    const value = box && distance(box);
    if (value === undefined || value >= bestDistance) continue;
    best = id;
    bestDistance = value;
  }
  return best;
}
