import type { ElkNode } from 'elkjs/lib/elk-api';
import { findStepDefinition } from '@shared/steps';
import type { StepId } from '@shared/workflow/model';
import { type PlacedBox, withHeldSteps } from '../model/placed-box';
import { type Box, boundsOf, type Point, snap } from '../model/geometry';
import { containerPadding, laneGap, portPoint, roundUp } from '../model/node-size';
import { type CanvasNode, isGroupNode, isStepNode, type WireEdge } from '../model/canvas-node';

// What is asked of the layout engine and what is made of its answer. Ports are given with their
// order, so that wires of a decision do not cross; frames are laid out from the inside.

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'SEPARATE_CHILDREN',
  'elk.layered.spacing.nodeNodeBetweenLayers': '80',
  'elk.spacing.nodeNode': '40',
  'elk.spacing.edgeNode': '32',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.separateConnectedComponents': 'true',
  'elk.spacing.componentComponent': '64',
};

/** Parts that entry steps begin stand below one another, in their order. */
const partOptions = {
  'elk.aspectRatio': '0.01',
  'elk.layered.considerModelOrder.components': 'MODEL_ORDER',
  'elk.spacing.componentComponent': String(laneGap),
};

const framePadding = `[top=${containerPadding.top},left=${containerPadding.left},bottom=${containerPadding.bottom},right=${containerPadding.right}]`;

/** The graph without its notes: those follow the step they stand beside. */
export function toElkGraph(
  nodes: readonly CanvasNode[],
  edges: readonly WireEdge[],
  only: ReadonlySet<StepId> | null,
): ElkNode {
  function graphOf(parent: StepId | undefined): Pick<ElkNode, 'children' | 'edges'> {
    const members = nodes.filter(
      (node) =>
        node.parentId === parent &&
        node.type !== 'note' &&
        // What a folded group holds is laid out as its box.
        !node.hidden &&
        (parent !== undefined || only === null || isMeant(node, only)),
    );
    const ids = new Set(members.map((node) => node.id));
    return {
      children: inPartOrder(members, edges).map((node) => toElkNode(node)),
      edges: edges
        .filter((edge) => ids.has(edge.source) && ids.has(edge.target))
        .map((edge) => ({
          id: edge.id,
          sources: [portId(edge.source, 'output', edge.sourceHandle)],
          targets: [portId(edge.target, 'input', edge.targetHandle)],
        })),
    };
  }

  function toElkNode(node: CanvasNode): ElkNode {
    const open = isStepNode(node) && node.type === 'container' && !node.data.collapsed;
    const inner = open ? graphOf(node.id) : {};
    const filled = (inner.children?.length ?? 0) > 0;
    return {
      id: node.id,
      // A frame with steps takes the size they need; its ports stay on the header's line.
      ...(filled ? {} : { width: node.width ?? 0, height: node.height ?? 0 }),
      layoutOptions: {
        // A narrow step in the column of a wide frame stands at its left, next to its wires.
        'elk.alignment': 'LEFT',
        'elk.portConstraints': filled ? 'FIXED_ORDER' : 'FIXED_POS',
        ...(filled ? { ...options, 'elk.padding': framePadding } : {}),
        ...(filled && hasLanes(node) ? partOptions : {}),
      },
      ports: portsOf(node),
      ...inner,
    };
  }

  return { id: 'root', layoutOptions: options, ...graphOf(undefined) };
}

/** Part by part, the one that begins without an entry first, whatever the order of the file. */
function inPartOrder(members: readonly CanvasNode[], edges: readonly WireEdge[]): CanvasNode[] {
  const entries = members.filter(begins).map((node) => node.id);
  const rank = new Map<StepId, number>();
  entries.forEach((entry, at) => {
    const open = [entry];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (rank.has(id)) continue;
      rank.set(id, at + 1);
      for (const edge of edges) if (edge.source === id) open.push(edge.target);
    }
  });
  return [...members].sort((one, other) => (rank.get(one.id) ?? 0) - (rank.get(other.id) ?? 0));
}

function isMeant(node: CanvasNode, only: ReadonlySet<StepId>): boolean {
  return isGroupNode(node) ? node.data.steps.some((id) => only.has(id)) : only.has(node.id);
}

function hasLanes(node: CanvasNode): boolean {
  return isStepNode(node) && node.data.lanes.length > 0;
}

function begins(node: CanvasNode): boolean {
  return isStepNode(node) && findStepDefinition(node.data.step.kind)?.entry !== undefined;
}

function portsOf(node: CanvasNode): NonNullable<ElkNode['ports']> {
  return (['input', 'output'] as const).flatMap((side) => {
    const list = side === 'input' ? node.data.ports.inputs : node.data.ports.outputs;
    return list.map((port, at) => {
      const point = portPoint(node.data.shape, node.data.ports, side, port.name, node.data.size);
      return {
        id: portId(node.id, side, port.name),
        x: point?.x ?? 0,
        y: point?.y ?? 0,
        width: 0,
        height: 0,
        layoutOptions: {
          'elk.port.side': side === 'input' ? 'WEST' : 'EAST',
          'elk.port.index': String(side === 'input' ? list.length - at : at),
        },
      };
    });
  });
}

function portId(step: StepId, side: 'input' | 'output', port: string | null | undefined): string {
  return `${step}/${side}/${port ?? ''}`;
}

/** Places for the document: on the grid, starting where the workflow started before. */
export function fromElkGraph(
  graph: ElkNode,
  nodes: readonly CanvasNode[],
  absolute: ReadonlyMap<StepId, Box>,
): PlacedBox[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const top = graph.children ?? [];
  const before = boundsOf(top.flatMap((child) => absolute.get(child.id) ?? []));
  const after = boundsOf(top.map(boxOf));
  const shift = {
    x: (before?.x ?? 0) - (after?.x ?? 0),
    y: (before?.y ?? 0) - (after?.y ?? 0),
  };
  const placed: PlacedBox[] = [];

  function place(children: readonly ElkNode[], offset: Point): void {
    for (const child of children) {
      const position = { x: snap((child.x ?? 0) + offset.x), y: snap((child.y ?? 0) + offset.y) };
      const inner = child.children ?? [];
      const size =
        inner.length > 0
          ? { width: roundUp(child.width ?? 0), height: roundUp(child.height ?? 0) }
          : {};
      if (byId.has(child.id)) placed.push({ id: child.id, box: { ...position, ...size } });
      place(inner, { x: 0, y: 0 });
    }
  }

  place(top, shift);
  return withHeldSteps([...placed, ...notesBeside(placed, nodes, absolute)], nodes);
}

function boxOf(node: ElkNode): Box {
  return { x: node.x ?? 0, y: node.y ?? 0, width: node.width ?? 0, height: node.height ?? 0 };
}

/** A note keeps its distance to the step that was nearest to it. */
function notesBeside(
  placed: readonly PlacedBox[],
  nodes: readonly CanvasNode[],
  absolute: ReadonlyMap<StepId, Box>,
): PlacedBox[] {
  const moved = new Map(placed.map(({ id, box }) => [id, box]));
  return nodes.flatMap((note) => {
    const box = absolute.get(note.id);
    if (note.type !== 'note' || note.hidden || !box) return [];
    const beside = nodes.filter(
      (node) => node.parentId === note.parentId && node.type !== 'note' && moved.has(node.id),
    );
    let nearest: CanvasNode | undefined;
    let best = Number.POSITIVE_INFINITY;
    for (const node of beside) {
      const other = absolute.get(node.id);
      if (!other) continue;
      const distance = gap(box, other);
      if (distance >= best) continue;
      best = distance;
      nearest = node;
    }
    const target = nearest && moved.get(nearest.id);
    if (!nearest || !target) return [];
    return [
      {
        id: note.id,
        box: {
          x: snap(note.position.x + (target.x ?? 0) - nearest.position.x),
          y: snap(note.position.y + (target.y ?? 0) - nearest.position.y),
        },
      },
    ];
  });
}

function gap(a: Box, b: Box): number {
  const dx = Math.max(a.x - (b.x + b.width), b.x - (a.x + a.width), 0);
  const dy = Math.max(a.y - (b.y + b.height), b.y - (a.y + a.height), 0);
  return Math.hypot(dx, dy);
}
