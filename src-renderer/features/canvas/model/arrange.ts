import type { StepId } from '@shared/workflow/model';
import { boundsOf, type Box, type Point, snapPoint } from './geometry';

// Lining boxes up with each other and spreading them evenly. The outermost ones say where the
// others go, so that a selection stays where it is.

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';
export type Direction = 'horizontal' | 'vertical';

export interface NamedBox {
  readonly id: StepId;
  readonly box: Box;
}

export interface Placed {
  readonly id: StepId;
  readonly box: Point;
}

/** Where boxes go when they line up; those that stand there already are left out. */
export function align(boxes: readonly NamedBox[], how: Alignment): Placed[] {
  const bounds = boundsOf(boxes.map(({ box }) => box));
  if (bounds === undefined) return [];
  return moved(boxes, (box) => alignedTo(box, bounds, how));
}

function alignedTo(box: Box, bounds: Box, how: Alignment): Point {
  switch (how) {
    case 'left':
      return { x: bounds.x, y: box.y };
    case 'centre':
      return { x: bounds.x + (bounds.width - box.width) / 2, y: box.y };
    case 'right':
      return { x: bounds.x + bounds.width - box.width, y: box.y };
    case 'top':
      return { x: box.x, y: bounds.y };
    case 'middle':
      return { x: box.x, y: bounds.y + (bounds.height - box.height) / 2 };
    case 'bottom':
      return { x: box.x, y: bounds.y + bounds.height - box.height };
  }
}

/**
 * The same gap between neighbours; the first and the last stay. Boxes that overlap in sum are
 * spread from the first on with no gap between them.
 */
export function distribute(boxes: readonly NamedBox[], direction: Direction): Placed[] {
  if (boxes.length < 3) return [];
  const [start, length] = direction === 'horizontal' ? xAxis : yAxis;
  const sorted = [...boxes].sort((a, b) => a.box[start] - b.box[start]);
  const bounds = boundsOf(sorted.map(({ box }) => box));
  if (bounds === undefined) return [];
  const filled = sorted.reduce((sum, { box }) => sum + box[length], 0);
  const gap = Math.max(0, (bounds[length] - filled) / (sorted.length - 1));
  let next = bounds[start];
  const places = new Map<StepId, number>();
  for (const { id, box } of sorted) {
    places.set(id, next);
    next += box[length] + gap;
  }
  return moved(sorted, (box, id) => ({
    x: box.x,
    y: box.y,
    [start]: places.get(id) ?? box[start],
  }));
}

const xAxis = ['x', 'width'] as const;
const yAxis = ['y', 'height'] as const;

function moved(boxes: readonly NamedBox[], place: (box: Box, id: StepId) => Point): Placed[] {
  return boxes.flatMap(({ id, box }) => {
    const at = snapPoint(place(box, id));
    return at.x === box.x && at.y === box.y ? [] : [{ id, box: at }];
  });
}
