import {
  applyEdgeChanges,
  applyNodeChanges,
  type EdgeChange,
  type NodeChange,
} from '@xyflow/react';
import { createStore } from 'zustand/vanilla';
import type { StepId, Workflow } from '@shared/workflow/model';
import { isFoldedHere } from './folding-store';
import {
  type CanvasNode,
  type FindDefinition,
  isGroupNode,
  type WireEdge,
} from './model/canvas-node';
import { toFlow, withSize } from './model/to-flow';

// What React Flow draws right now: the document's nodes and wires plus a gesture in progress. A
// drag changes only this store; the document hears of it once, when the gesture ends. It is apart
// from the canvas store so that a drag's frames wake nobody but the surface.

export interface FlowState {
  readonly nodes: CanvasNode[];
  readonly edges: WireEdge[];
  /** The nodes when nothing was being dragged: for what need not follow every frame of a drag. */
  readonly resting: readonly CanvasNode[];
}

export const flowStore = createStore<FlowState>()(() => ({ nodes: [], edges: [], resting: [] }));

/** Takes over a new version of the document; unchanged nodes keep their identity. */
export function showWorkflow(workflow: Workflow | null, find: FindDefinition): void {
  const flow = toFlow(workflow, find, flowStore.getState(), isFoldedHere);
  const nodes = [...flow.nodes];
  flowStore.setState({ nodes, edges: [...flow.edges], resting: nodes });
}

export function changeNodes(changes: NodeChange<CanvasNode>[]): void {
  const resized = new Map(
    changes.flatMap((change) =>
      change.type === 'dimensions' && change.resizing && change.dimensions
        ? [[change.id, change.dimensions] as const]
        : [],
    ),
  );
  const nodes = applyNodeChanges(changes, flowStore.getState().nodes);
  if (resized.size === 0) {
    const moving = changes.some((change) => change.type === 'position' && change.dragging);
    flowStore.setState(moving ? { nodes } : { nodes, resting: nodes });
    return;
  }
  flowStore.setState({
    nodes: nodes.map((node) => {
      const size = resized.get(node.id);
      return size ? withSize(node, size) : node;
    }),
  });
}

export function changeEdges(changes: EdgeChange<WireEdge>[]): void {
  flowStore.setState({ edges: applyEdgeChanges(changes, flowStore.getState().edges) });
}

/** Marks exactly these as selected; a collapsed group when all it holds is. */
export function showSelection(steps: ReadonlySet<StepId>, edges: ReadonlySet<string>): void {
  const state = flowStore.getState();
  const nodes = mark(state.nodes, (node) =>
    isGroupNode(node) ? node.data.steps.every((id) => steps.has(id)) : steps.has(node.id),
  );
  const wires = mark(state.edges, ({ id }) => edges.has(id));
  if (nodes !== state.nodes || wires !== state.edges)
    flowStore.setState({ nodes, edges: wires, resting: nodes });
}

function mark<T extends { selected?: boolean }>(items: T[], isSelected: (item: T) => boolean): T[] {
  let changed = false;
  const next = items.map((item) => {
    const selected = isSelected(item);
    if ((item.selected ?? false) === selected) return item;
    changed = true;
    return { ...item, selected };
  });
  return changed ? next : items;
}
