import type { StepId } from '@shared/workflow/model';
import type { Box, Point } from './geometry';
import { portPoint } from './node-size';
import type { CanvasNode, WireEdge } from './canvas-node';

/** Where a wire begins and ends in canvas pixels; undefined when one of its ports is not drawn. */
export function wireEnds(
  edge: WireEdge,
  nodes: ReadonlyMap<StepId, CanvasNode>,
  boxes: ReadonlyMap<StepId, Box>,
): { readonly source: Point; readonly target: Point } | undefined {
  const source = endOf(nodes.get(edge.source), 'output', edge.sourceHandle, boxes);
  const target = endOf(nodes.get(edge.target), 'input', edge.targetHandle, boxes);
  return source && target && { source, target };
}

function endOf(
  node: CanvasNode | undefined,
  side: 'input' | 'output',
  port: string | null | undefined,
  boxes: ReadonlyMap<StepId, Box>,
): Point | undefined {
  const box = node && boxes.get(node.id);
  if (!node || !box) return undefined;
  const at = portPoint(node.data.shape, node.data.ports, side, port ?? '', node.data.size);
  return at && { x: box.x + at.x, y: box.y + at.y };
}
