import type { MouseEvent as ReactMouseEvent } from 'react';
import type { StepId } from '@shared/workflow/model';
import { canvasStore } from '../canvas-store';
import { isEditable } from '../document-view';
import { moveIntoContainer, moveOntoEdge, moveSteps } from '../edits';
import { flowStore } from '../flow-store';
import { duplicateAt } from '../fragments';
import { throughPorts } from '../insert-step';
import { absoluteBoxes, frameAt } from '../model/absolute-boxes';
import { alignmentGuides } from '../model/alignment';
import { boundsOf, type Box, type Point } from '../model/geometry';
import { withDescendants, withoutNested } from '../model/graph-index';
import { containerPadding } from '../model/node-size';
import { type CanvasNode, isGroupNode } from '../model/canvas-node';
import type { PlacedBox } from '../model/placed-box';
import { resetFlow } from '../reset-flow';
import { toCanvas } from '../open-palette';
import { currentIndex, inFoldedGroup, nodeOf } from '../view';
import { wireAt } from './wire-at';

// Dragging steps. While it lasts only the flow store changes; the document hears of it once, at
// the end: a move, a copy (Alt), a step put on a wire, or a move into another frame.

interface Drag {
  /** Outermost dragged steps: what lies inside a dragged frame moves with it. */
  readonly ids: readonly StepId[];
  readonly start: ReadonlyMap<StepId, Box>;
  /** Where the first of them began, in its frame: all go as far as it. */
  readonly origin: Point;
  readonly parent: StepId | null;
  /** What moves along, nested steps included. */
  readonly dragged: ReadonlySet<StepId>;
  /** What they can be lined up with. Nothing else moves meanwhile, so it is looked up once. */
  readonly others: readonly Box[];
  readonly copy: boolean;
}

let drag: Drag | null = null;

export function startNodeDrag(
  event: MouseEvent | TouchEvent,
  _node: CanvasNode,
  nodes: readonly CanvasNode[],
): void {
  startDrag(event, nodes);
}

export function startSelectionDrag(event: ReactMouseEvent, nodes: readonly CanvasNode[]): void {
  startDrag(event.nativeEvent, nodes);
}

export function continueSelectionDrag(event: ReactMouseEvent): void {
  continueDrag(event.nativeEvent);
}

export function endSelectionDrag(event: ReactMouseEvent): void {
  endDrag(event.nativeEvent);
}

function startDrag(event: MouseEvent | TouchEvent, nodes: readonly CanvasNode[]): void {
  if (!isEditable()) return;
  const { nodes: all } = flowStore.getState();
  const held = inFoldedGroup(all);
  const ids = withoutNested(
    currentIndex(),
    // What a folded group holds is selected with it; its box is what moves.
    nodes.filter((node) => !held(node)).map((node) => node.id),
  );
  const start = absoluteBoxes(all);
  const first = all.find((node) => node.id === ids[0]);
  if (!first) return;
  const copy = event.altKey;
  const dragged = withDescendants(currentIndex(), ids);
  drag = {
    ids,
    start,
    origin: first.position,
    parent: first.parentId ?? null,
    dragged,
    others: all.flatMap((node) => {
      const beside = !dragged.has(node.id) && node.parentId === first.parentId && !node.hidden;
      return (beside && start.get(node.id)) || [];
    }),
    copy,
  };
  if (copy) {
    canvasStore.setState({ ghosts: ids.flatMap((id) => start.get(id) ?? []) });
  }
}

/** In every frame of a drag: what it costs must not grow with the workflow. */
export function continueDrag(event: MouseEvent | TouchEvent): void {
  if (!drag) return;
  const { ids, start, origin, parent, dragged, others } = drag;
  const first = flowStore.getState().nodes.find((node) => node.id === ids[0]);
  if (!first) return;
  const by = { x: first.position.x - origin.x, y: first.position.y - origin.y };
  const boxes = ids.flatMap((id) => {
    const box = start.get(id);
    return box ? [{ ...box, x: box.x + by.x, y: box.y + by.y }] : [];
  });
  const moving = boundsOf(boxes);
  if (!moving) return;
  const guides = alignmentGuides(moving, others);
  const known = canvasStore.getState();
  canvasStore.setState({
    // The same empty list, so that nothing is drawn anew while nothing lines up.
    guides: guides.length + known.guides.length === 0 ? known.guides : guides,
    dropEdge: drag.copy ? null : wireUnder(ids, moving, start),
    dropFrame: targetFrame(event, dragged, parent, start) ?? null,
  });
}

export function endDrag(event: MouseEvent | TouchEvent): void {
  const ended = drag;
  drag = null;
  const { dropEdge } = canvasStore.getState();
  canvasStore.setState({ guides: [], ghosts: [], dropEdge: null, dropFrame: null });
  if (!ended) return;
  if (!commit(ended, event, dropEdge)) resetFlow();
}

/** Whether the document took the change and so draws the result itself. */
function commit(ended: Drag, event: MouseEvent | TouchEvent, dropEdge: string | null): boolean {
  const { nodes } = flowStore.getState();
  const boxes = absoluteBoxes(nodes);
  const moved = ended.ids.filter((id) => {
    const before = ended.start.get(id);
    const after = boxes.get(id);
    return before && after && (before.x !== after.x || before.y !== after.y);
  });
  if (moved.length === 0) return false;
  const steps = movedSteps(moved, ended.start, boxes, nodes);
  const ids = [...steps.keys()];
  if (ended.copy) {
    const corner = boundsOf(ended.ids.flatMap((id) => boxes.get(id) ?? []));
    resetFlow();
    return corner !== undefined && duplicateAt(ids, corner);
  }
  const parent = parentOf(nodes, moved[0]);
  const only = moved.length === 1 ? moved[0] : undefined;
  const place = only === undefined ? undefined : steps.get(only);
  if (dropEdge !== null && only !== undefined && place) {
    const ports = throughPorts(only);
    if (ports) return moveOntoEdge(dropEdge, only, relativeTo(parent, place, boxes), ports);
  }
  const target = targetFrame(event, ended.dragged, parent, boxes);
  const into = target === undefined ? parent : target;
  const places = [...steps].map(([id, at]): PlacedBox => {
    const position = relativeTo(into, at, boxes);
    return { id, box: into === null ? position : inside(position) };
  });
  return target === undefined ? moveSteps(places) : moveIntoContainer(ids, target, places);
}

/** Where the document's steps are to lie: those that a folded group holds move as far as its box. */
function movedSteps(
  moved: readonly StepId[],
  start: ReadonlyMap<StepId, Box>,
  boxes: ReadonlyMap<StepId, Box>,
  nodes: readonly CanvasNode[],
): ReadonlyMap<StepId, Point> {
  const groups = new Map(nodes.filter(isGroupNode).map((node) => [node.id, node.data.steps]));
  const places = new Map<StepId, Point>();
  for (const id of moved) {
    const before = start.get(id);
    const after = boxes.get(id);
    if (!before || !after) continue;
    for (const step of groups.get(id) ?? [id]) {
      const from = start.get(step) ?? before;
      places.set(step, { x: from.x + after.x - before.x, y: from.y + after.y - before.y });
    }
  }
  return places;
}

function relativeTo(parent: StepId | null, point: Point, boxes: ReadonlyMap<StepId, Box>): Point {
  const corner = (parent === null ? undefined : boxes.get(parent)) ?? { x: 0, y: 0 };
  return rounded({ x: point.x - corner.x, y: point.y - corner.y });
}

/** Another frame (or the bare canvas) under the pointer; undefined when it stays where it is. */
function targetFrame(
  event: MouseEvent | TouchEvent,
  dragged: ReadonlySet<StepId>,
  parent: StepId | null,
  boxes: ReadonlyMap<StepId, Box>,
): StepId | null | undefined {
  const point = pointerOf(event);
  const place = point && toCanvas(point);
  if (!place) return undefined;
  const frame = frameAt(flowStore.getState().nodes, boxes, place, dragged);
  return frame === parent ? undefined : frame;
}

function pointerOf(event: MouseEvent | TouchEvent): Point | undefined {
  if ('clientX' in event) return { x: event.clientX, y: event.clientY };
  const touch = event.changedTouches[0];
  return touch && { x: touch.clientX, y: touch.clientY };
}

/** A lone step over a wire of its own frame that it is not part of. */
function wireUnder(
  ids: readonly StepId[],
  box: Box,
  boxes: ReadonlyMap<StepId, Box>,
): string | null {
  const id = ids[0];
  if (id === undefined || ids.length !== 1 || !throughPorts(id)) return null;
  const index = currentIndex();
  // A step that is wired already would get a second life it was not asked for.
  if ((index.incoming.get(id) ?? []).length + (index.outgoing.get(id) ?? []).length > 0)
    return null;
  const parent = nodeOf(id)?.parentId;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return wireAt(middle, (_edge, source) => source.parentId === parent, boxes);
}

function parentOf(nodes: readonly CanvasNode[], id: StepId | undefined): StepId | null {
  return nodes.find((node) => node.id === id)?.parentId ?? null;
}

/** A step never covers its frame's header or sticks out to the left. */
function inside(position: Point): Point {
  return {
    x: Math.max(position.x, 8),
    y: Math.max(position.y, containerPadding.top - 16),
  };
}

function rounded(point: Point): Point {
  return { x: Math.round(point.x), y: Math.round(point.y) };
}
