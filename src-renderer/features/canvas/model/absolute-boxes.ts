import type { StepId } from '@shared/workflow/model';
import { type Box, contains, type Point } from './geometry';
import { type CanvasNode, isStepNode } from './canvas-node';

/** Every node's box in canvas pixels, frames' offsets added up. Parents come before children. */
export function absoluteBoxes(nodes: readonly CanvasNode[]): ReadonlyMap<StepId, Box> {
  const boxes = new Map<StepId, Box>();
  for (const node of nodes) {
    const parent = node.parentId === undefined ? undefined : boxes.get(node.parentId);
    boxes.set(node.id, {
      x: node.position.x + (parent?.x ?? 0),
      y: node.position.y + (parent?.y ?? 0),
      width: node.width ?? 0,
      height: node.height ?? 0,
    });
  }
  return boxes;
}

/** The innermost open frame at a point; null on the bare canvas. */
export function frameAt(
  nodes: readonly CanvasNode[],
  boxes: ReadonlyMap<StepId, Box>,
  point: Point,
  except: ReadonlySet<StepId> = new Set(),
): StepId | null {
  let found: StepId | null = null;
  for (const node of nodes) {
    if (!isStepNode(node) || node.type !== 'container' || node.data.collapsed) continue;
    if (node.hidden || except.has(node.id)) continue;
    const box = boxes.get(node.id);
    // Inner frames come later in the list, so the last hit is the innermost.
    if (box && contains(box, point)) found = node.id;
  }
  return found;
}
