import type { EdgeChange, NodeChange } from '@xyflow/react';
import type { MouseEvent } from 'react';
import { documentStore } from '../../document';
import { documentSelection } from '../document-view';
import { inFoldedGroup, stepsOf } from '../view';
import { changeEdges, changeNodes, flowStore } from '../flow-store';
import type { CanvasNode, WireEdge } from '../model/canvas-node';

// React Flow's changes: positions of a drag stay in the flow store, selection goes on to the
// document store, which every panel shares. Removal never comes this way (see commands/delete).

export function takeNodeChanges(
  changes: NodeChange<CanvasNode>[],
  keepOut: (id: string) => boolean,
): void {
  const kept = changes.filter(
    (change) =>
      change.type !== 'remove' &&
      !(change.type === 'select' && change.selected && keepOut(change.id)),
  );
  if (kept.length === 0) return;
  changeNodes(kept);
  if (kept.some((change) => change.type === 'select')) shareSelection();
}

/** A click without a move on one of several selected steps means that one, as in drawing programs. */
export function selectClicked(event: MouseEvent, node: CanvasNode): void {
  const adds = event.shiftKey || event.metaKey || event.ctrlKey;
  if (adds || documentSelection().steps.length < 2) return;
  documentStore.select({ steps: stepsOf(node), edges: [] });
}

export function takeEdgeChanges(changes: EdgeChange<WireEdge>[], inMarquee: () => boolean): void {
  const kept = changes.filter(
    (change) => change.type === 'select' && !(change.selected && inMarquee()),
  );
  if (kept.length === 0) return;
  changeEdges(kept);
  shareSelection();
}

function shareSelection(): void {
  const { nodes, edges } = flowStore.getState();
  const before = documentSelection();
  // Whether what a folded group holds is selected, its box says.
  const held = inFoldedGroup(nodes);
  documentStore.select({
    steps: inOrder(
      before.steps,
      nodes.filter((node) => node.selected && !held(node)).flatMap(stepsOf),
    ),
    edges: inOrder(
      before.edges,
      edges.filter((edge) => edge.selected).map((edge) => edge.id),
    ),
  });
}

/** Earlier ones first, so that the last is the one that was selected last. */
function inOrder(before: readonly string[], now: readonly string[]): string[] {
  const selected = new Set(now);
  const known = before.filter((id) => selected.has(id));
  const seen = new Set(known);
  return [...known, ...now.filter((id) => !seen.has(id))];
}
