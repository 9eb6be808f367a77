import { isEditable, selectedSteps } from './document-view';
import { moveSteps } from './edits';
import { grid, type Point } from './model/geometry';
import { withoutNested } from './model/graph-index';
import { currentIndex, nodeOf } from './view';

// Moving without a mouse: what a drag does, one step of the grid at a time.

export function canNudge(): boolean {
  return isEditable() && selectedSteps().length > 0;
}

/** Steps in a row are one undo step. */
export function nudge(by: Point): void {
  const nodes = withoutNested(currentIndex(), selectedSteps()).flatMap((id) => nodeOf(id) ?? []);
  const boxes = nodes.map(({ id, position }) => ({
    id,
    box: { x: position.x + by.x * grid, y: position.y + by.y * grid },
  }));
  moveSteps(boxes, 'Move step', undefined, 'nudge');
}
