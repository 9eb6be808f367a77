import type { Ports } from '@shared/steps/define-step';
import type { Edge, StepId } from '@shared/workflow/model';
import { columnGap, freeBelow } from './auto-place';
import { type Box, grid, type Point, type Size, snapPoint } from './geometry';

// Where a new step goes and what it is connected to, when nobody said so.

export interface SourcePort {
  readonly step: StepId;
  readonly port: string;
}

/**
 * The output a new step is connected from: the first without a wire, else the first. The `error`
 * output is never chosen: an error path is a decision.
 */
export function outputFor(
  step: StepId,
  ports: Ports,
  outgoing: readonly Edge[],
): SourcePort | undefined {
  const candidates = ports.outputs.filter(
    (port) => port.name !== 'error' || ports.outputs.length === 1,
  );
  const free = candidates.find((port) => !outgoing.some((edge) => edge.fromPort === port.name));
  const port = free ?? candidates[0];
  return port && { step, port: port.name };
}

/** To the right of `source`, below whatever already stands there. */
export function placeAfter(source: Box, size: Size, others: readonly Box[]): Point {
  const start = snapPoint({ x: source.x + source.width + columnGap, y: source.y });
  const free = freeBelow({ ...start, ...size }, others);
  return snapPoint(free);
}

/** With its middle at `point`, moved down until it covers nothing. */
export function placeAround(point: Point, size: Size, others: readonly Box[]): Point {
  const start = snapPoint({ x: point.x - size.width / 2, y: point.y - size.height / 2 });
  return snapPoint(freeBelow({ ...start, ...size }, others));
}

/**
 * Where a wire that is dropped on empty ground puts the new step: its port under the pointer.
 */
export function placeAtWireEnd(
  point: Point,
  size: Size,
  portY: number,
  side: 'input' | 'output',
): Point {
  return snapPoint({ x: side === 'input' ? point.x : point.x - size.width, y: point.y - portY });
}

/** Half way on a wire, and how far its target must move to the right to make room. */
export function roomBetween(
  source: Box,
  target: Box,
  size: Size,
): { readonly place: Point; readonly shift: number } {
  const left = source.x + source.width;
  const gap = target.x - left;
  const needed = size.width + 2 * columnGap;
  if (gap >= size.width + columnGap) {
    const place = { x: left + (gap - size.width) / 2, y: (source.y + target.y) / 2 };
    return { place: snapPoint(place), shift: 0 };
  }
  const place = snapPoint({ x: left + columnGap, y: target.y });
  return { place, shift: Math.ceil((needed - gap) / grid) * grid };
}

/** How far pasted or duplicated steps are moved so that they do not hide their originals. */
export function pasteOffset(boxes: readonly Box[], others: readonly Box[]): Point {
  const step = 32;
  for (let count = 1; count < 50; count += 1) {
    const offset = { x: count * step, y: count * step };
    const covered = boxes.some((box) =>
      others.some((other) => other.x === box.x + offset.x && other.y === box.y + offset.y),
    );
    if (!covered) return offset;
  }
  return { x: step, y: step };
}
