import type { NamedBox, Placed } from './arrange';
import { columnGap } from './auto-place';
import type { Box } from './geometry';
import { roundUp } from './node-size';

/**
 * Where the boxes beside one go when it grows over them: those to its right move on, and those
 * below it move down, no further than they have to.
 */
export function makeRoom(before: Box, after: Box, beside: readonly NamedBox[]): Placed[] {
  const right = before.x + before.width;
  const bottom = before.y + before.height;
  const onRight = beside.filter(({ box }) => box.x >= right);
  const below = beside.filter(
    ({ box }) =>
      box.x < right &&
      box.y >= bottom &&
      box.x < after.x + after.width &&
      box.x + box.width > after.x,
  );
  const dx = needed(
    right,
    after.x + after.width,
    onRight.map(({ box }) => box.x),
  );
  const dy = needed(
    bottom,
    after.y + after.height,
    below.map(({ box }) => box.y),
  );
  return [
    ...(dx === 0 ? [] : onRight.map(({ id, box }) => ({ id, box: { x: box.x + dx, y: box.y } }))),
    ...(dy === 0 ? [] : below.map(({ id, box }) => ({ id, box: { x: box.x, y: box.y + dy } }))),
  ];
}

/** How far the nearest has to go so that the usual gap is there, or the gap that was. */
function needed(edge: number, newEdge: number, starts: readonly number[]): number {
  const nearest = Math.min(...starts);
  if (!Number.isFinite(nearest)) return 0;
  const gap = Math.min(nearest - edge, columnGap);
  return roundUp(Math.max(0, newEdge + gap - nearest));
}
