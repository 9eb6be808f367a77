import type { LayoutBox, StepId } from '@shared/workflow/model';
import { type CanvasNode, isGroupNode } from './canvas-node';

/** A new place, or a part of one. */
export interface PlacedBox {
  readonly id: StepId;
  readonly box: Partial<LayoutBox>;
}

/** The file knows no place of a folded group: what it holds moves as far as its box. */
export function withHeldSteps(
  placed: readonly PlacedBox[],
  nodes: readonly CanvasNode[],
): PlacedBox[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return placed.flatMap((one) => {
    const node = byId.get(one.id);
    if (!node || !isGroupNode(node)) return [one];
    const dx = (one.box.x ?? node.position.x) - node.position.x;
    const dy = (one.box.y ?? node.position.y) - node.position.y;
    return node.data.steps.flatMap((id) => {
      const at = byId.get(id)?.position;
      return at ? [{ id, box: { x: at.x + dx, y: at.y + dy } }] : [];
    });
  });
}
