import type { NamedBox, Placed } from './arrange';
import type { Box } from './geometry';
import { roundUp } from './node-size';

/**
 * Where the boxes beside one go when it grows: those to its right move on, and those below it move
 * down, so that their distances stay.
 */
export function makeRoom(before: Box, after: Box, beside: readonly NamedBox[]): Placed[] {
  const right = before.x + before.width;
  const bottom = before.y + before.height;
  const dx = roundUp(Math.max(0, after.x + after.width - right));
  const dy = roundUp(Math.max(0, after.y + after.height - bottom));
  return beside.flatMap(({ id, box }) => {
    if (dx > 0 && box.x >= right) return [{ id, box: { x: box.x + dx, y: box.y } }];
    const below = box.y >= bottom && box.x < after.x + after.width && box.x + box.width > after.x;
    return dy > 0 && below ? [{ id, box: { x: box.x, y: box.y + dy } }] : [];
  });
}
