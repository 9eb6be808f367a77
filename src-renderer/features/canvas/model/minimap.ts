import { absoluteBoxes } from './absolute-boxes';
import { boundsOf, type Box, type Point, type Size } from './geometry';
import type { CanvasNode } from './canvas-node';

// The map of a large workflow: all boxes small, as few shapes. A thousand elements would be painted
// anew each time the view moves.

export type MapShape = 'container' | 'note' | 'step' | 'selected';

export interface WorkflowMap {
  /** Map pixels to a canvas pixel. */
  readonly scale: number;
  /** Where the canvas' own corner lies on the map. */
  readonly offset: Point;
  /** The outline of all boxes of a sort. */
  readonly paths: ReadonlyMap<MapShape, string>;
}

const margin = 10;

export function mapOf(nodes: readonly CanvasNode[], size: Size): WorkflowMap | null {
  const boxes = absoluteBoxes(nodes);
  const shown = nodes.filter((node) => !node.hidden);
  const bounds = boundsOf(shown.flatMap(({ id }) => boxes.get(id) ?? []));
  if (!bounds) return null;
  const room = { width: size.width - 2 * margin, height: size.height - 2 * margin };
  const scale = Math.min(room.width / bounds.width, room.height / bounds.height);
  const offset = {
    x: size.width / 2 - (bounds.x + bounds.width / 2) * scale,
    y: size.height / 2 - (bounds.y + bounds.height / 2) * scale,
  };
  const paths = new Map<MapShape, string>();
  for (const node of shown) {
    const box = boxes.get(node.id);
    if (!box) continue;
    const shape = shapeOf(node);
    paths.set(shape, (paths.get(shape) ?? '') + outline(box, scale, offset));
  }
  return { scale, offset, paths };
}

function shapeOf(node: CanvasNode): MapShape {
  if (node.selected === true) return 'selected';
  return node.type === 'container' || node.type === 'note' ? node.type : 'step';
}

function outline(box: Box, scale: number, offset: Point): string {
  const x = round(box.x * scale + offset.x);
  const y = round(box.y * scale + offset.y);
  const width = Math.max(1, round(box.width * scale));
  const height = Math.max(1, round(box.height * scale));
  return `M${x} ${y}h${width}v${height}h${-width}z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** What is in view, on the map. */
export function viewOnMap(
  { scale, offset }: WorkflowMap,
  [x, y, zoom]: readonly [number, number, number],
  view: Size,
): Box {
  return {
    x: (-x / zoom) * scale + offset.x,
    y: (-y / zoom) * scale + offset.y,
    width: (view.width / zoom) * scale,
    height: (view.height / zoom) * scale,
  };
}

/** The canvas point under a point of the map. */
export function fromMap({ scale, offset }: WorkflowMap, point: Point): Point {
  return { x: (point.x - offset.x) / scale, y: (point.y - offset.y) / scale };
}
