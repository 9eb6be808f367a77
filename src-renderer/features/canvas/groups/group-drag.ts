import type { PointerEvent } from 'react';
import type { StepGroup, StepId } from '@shared/workflow/model';
import { mountedCanvas } from '../canvas-store';
import { isEditable } from '../document-view';
import { moveSteps } from '../edits';
import { changeNodes, flowStore } from '../flow-store';
import { type Point, snapPoint } from '../model/geometry';
import { resetFlow } from '../reset-flow';
import { selectGroup } from './group-actions';

// A group is dragged by its title: its steps move, and the frame follows them. As with steps, the
// document hears of it once, at the end.

interface Drag {
  readonly group: StepGroup;
  readonly from: Point;
  readonly start: ReadonlyMap<StepId, Point>;
  moved: boolean;
}

let drag: Drag | null = null;
/** Closer than this it is a click. */
const threshold = 3;

export function startGroupDrag(event: PointerEvent<HTMLElement>, group: StepGroup): void {
  if (event.button !== 0) return;
  event.stopPropagation();
  selectGroup(group);
  if (!isEditable()) return;
  event.currentTarget.setPointerCapture(event.pointerId);
  const members = new Set(group.steps);
  const start = new Map(
    flowStore
      .getState()
      .nodes.filter(({ id }) => members.has(id))
      .map(({ id, position }) => [id, position]),
  );
  drag = { group, from: { x: event.clientX, y: event.clientY }, start, moved: false };
}

export function continueGroupDrag(event: PointerEvent<HTMLElement>): void {
  if (drag === null) return;
  const dx = event.clientX - drag.from.x;
  const dy = event.clientY - drag.from.y;
  if (!drag.moved && Math.hypot(dx, dy) < threshold) return;
  drag.moved = true;
  const zoom = mountedCanvas()?.instance.getZoom() ?? 1;
  const by = { x: dx / zoom, y: dy / zoom };
  const shift = event.ctrlKey ? by : snapPoint(by);
  changeNodes(
    [...drag.start].map(([id, position]) => ({
      type: 'position',
      id,
      position: { x: position.x + shift.x, y: position.y + shift.y },
      dragging: true,
    })),
  );
}

export function endGroupDrag(): void {
  const ended = drag;
  drag = null;
  if (!ended?.moved) return;
  const boxes = flowStore.getState().nodes.flatMap(({ id, position }) => {
    const before = ended.start.get(id);
    if (!before) return [];
    const place = { x: Math.round(position.x), y: Math.round(position.y) };
    return before.x === place.x && before.y === place.y ? [] : [{ id, box: place }];
  });
  if (boxes.length === 0 || !moveSteps(boxes, 'Move group', 'Move group')) resetFlow();
}

export function cancelGroupDrag(): void {
  if (drag === null) return;
  drag = null;
  resetFlow();
}
