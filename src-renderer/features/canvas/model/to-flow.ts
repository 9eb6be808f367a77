import type { NodeHandle } from '@xyflow/react';
import { Position } from '@xyflow/react';
import type { Port, Ports } from '@shared/steps/define-step';
import { sameJson } from '@shared/lib/same-json';
import type { Edge, StepId, Workflow } from '@shared/workflow/model';
import type {
  BoxData,
  CanvasNode,
  FindDefinition,
  Flow,
  GroupNode,
  StepNode,
  WireEdge,
} from './canvas-node';
import { type DrawnStep, drawnSteps } from './drawn-steps';
import {
  asSaved,
  cornerOf,
  type FoldedGroup,
  foldedGroups,
  innerPort,
  innerPortName,
  type IsFolded,
} from './folded-groups';
import type { Point, Size } from './geometry';
import { type GraphIndex, indexGraph } from './graph-index';
import { type NodeShape, portPoint, stepHeight, stepWidth } from './node-size';

// The pure mapping from a parsed workflow to what React Flow draws. Objects that did not change
// are taken over from the previous result, so only what an edit touched renders again.

const emptyFlow: Flow = { nodes: [], edges: [] };
const handleSize = 12;

export function toFlow(
  workflow: Workflow | null,
  find: FindDefinition,
  previous: Flow = emptyFlow,
  isFolded: IsFolded = asSaved,
): Flow {
  if (!workflow) return emptyFlow;
  const index = indexGraph(workflow);
  const folded = foldedGroups(workflow, index, isFolded);
  const drawn = drawnSteps(workflow, index, find, isFolded, folded);
  const knownNodes = new Map(previous.nodes.map((node) => [node.id, node]));
  const knownEdges = new Map(previous.edges.map((edge) => [edge.id, edge]));
  const steps = [...drawn.values()].map(toNode);
  const groups = groupNodes(index, drawn, folded);
  // Groups last: the frame that one lies in comes before it.
  const nodes = [...steps, ...groups].map((node) => keepNode(knownNodes.get(node.id), node));
  const edges = [...index.edges.values()].flatMap(({ edge, parent }) => {
    const from = drawn.get(edge.from);
    const to = drawn.get(edge.to);
    if (!from || !to) return [];
    const source = folded.get(edge.from);
    const target = folded.get(edge.to);
    const within = source !== undefined && source === target;
    const hidden = within || isEndHidden(from, source, drawn) || isEndHidden(to, target, drawn);
    const wire: WireEdge = {
      id: edge.id,
      type: 'wire',
      source: source && !within ? source.id : edge.from,
      sourceHandle: source && !within ? innerPortName(edge.from, edge.fromPort) : edge.fromPort,
      target: target && !within ? target.id : edge.to,
      targetHandle: target && !within ? innerPortName(edge.to, edge.toPort) : edge.toPort,
      markerEnd: 'wire-arrow',
      ariaLabel: `Wire from ${titleOf(index, edge.from)} to ${titleOf(index, edge.to)}`,
      domAttributes: { 'aria-roledescription': 'wire' },
      // Edges inside a frame must lie above the frame's ground.
      zIndex: parent === null ? 0 : (index.steps.get(parent)?.depth ?? 0) + 1,
      ...(hidden ? { hidden } : {}),
      data: {
        // The port of a folded group says which way out it is.
        label: source ? undefined : wireLabel(from, edge.fromPort),
        name: `${titleOf(index, edge.from)} to ${titleOf(index, edge.to)}`,
      },
    };
    return [keepEdge(knownEdges.get(edge.id), wire)];
  });
  return { nodes, edges };
}

function isEndHidden(
  step: DrawnStep,
  group: FoldedGroup | undefined,
  drawn: ReadonlyMap<StepId, DrawnStep>,
): boolean {
  return group ? isInside(group, drawn) : step.hidden;
}

/** The group's box itself is out of sight: the frame it lies in is, or is folded. */
function isInside(group: FoldedGroup, drawn: ReadonlyMap<StepId, DrawnStep>): boolean {
  const frame = group.parent === null ? undefined : drawn.get(group.parent);
  return frame !== undefined && (frame.hidden || frame.collapsed);
}

function groupNodes(
  index: GraphIndex,
  drawn: ReadonlyMap<StepId, DrawnStep>,
  folded: ReadonlyMap<StepId, FoldedGroup>,
): GroupNode[] {
  return [...new Set(folded.values())].map((folds) => {
    const { id, group, steps, parent } = folds;
    const inside = steps.flatMap((step) => drawn.get(step) ?? []);
    const ports = borderPorts(index, inside, folds, folded);
    const size = { width: stepWidth, height: stepHeight(ports) };
    return {
      id,
      type: 'folded',
      position: cornerOf(inside.map(({ position, size: of }) => ({ ...position, ...of }))),
      ...(parent === null ? {} : { parentId: parent }),
      ...boxOf('folded', ports, size),
      ...(isInside(folds, drawn) ? { hidden: true } : {}),
      zIndex: 0,
      data: {
        group,
        steps,
        summary: inside.map(({ step }) => step.title ?? step.id).join(', '),
        shape: 'folded',
        ports,
        size,
      },
    };
  });
}

/** The ports of its steps that wires from outside end at, from top to bottom. */
function borderPorts(
  index: GraphIndex,
  inside: readonly DrawnStep[],
  folds: FoldedGroup,
  folded: ReadonlyMap<StepId, FoldedGroup>,
): Ports {
  const byHeight = [...inside].sort((one, other) => one.position.y - other.position.y);
  function ports(
    edgesOf: ReadonlyMap<StepId, readonly Edge[]>,
    side: 'inputs' | 'outputs',
    nameOf: (edge: Edge) => string,
    otherEnd: (edge: Edge) => StepId,
  ): Port[] {
    return byHeight.flatMap(({ id, step, ports: own }) => {
      const crossing = (edgesOf.get(id) ?? []).filter(
        (edge) => folded.get(otherEnd(edge)) !== folds,
      );
      const used = new Set(crossing.map(nameOf));
      return own[side]
        .filter(({ name }) => used.has(name))
        .map(({ name }) => innerPort(id, step.title ?? id, own[side], name));
    });
  }
  return {
    inputs: ports(
      index.incoming,
      'inputs',
      (edge) => edge.toPort,
      (edge) => edge.from,
    ),
    outputs: ports(
      index.outgoing,
      'outputs',
      (edge) => edge.fromPort,
      (edge) => edge.to,
    ),
  };
}

function boxOf(shape: NodeShape, ports: Ports, { width, height }: Size) {
  return {
    width,
    height,
    measured: { width, height },
    handles: toHandles(shape, ports, { width, height }),
  };
}

function toHandles(shape: NodeShape, ports: Ports, size: Size): NodeHandle[] {
  const handles: NodeHandle[] = [];
  for (const side of ['input', 'output'] as const) {
    for (const port of side === 'input' ? ports.inputs : ports.outputs) {
      const point = portPoint(shape, ports, side, port.name, size);
      if (point) handles.push(toHandle(side, port.name, point));
    }
  }
  return handles;
}

/** The node while it is being resized: its ports follow its edge. */
export function withSize<Node extends CanvasNode>(node: Node, size: Size): Node {
  const { shape, ports }: BoxData = node.data;
  return { ...node, ...boxOf(shape, ports, size), data: { ...node.data, size } };
}

function toNode(drawn: DrawnStep): StepNode {
  const { body: _body, ...step } = drawn.step;
  return {
    id: drawn.id,
    type: drawn.shape,
    position: drawn.position,
    ...(drawn.parent === null ? {} : { parentId: drawn.parent }),
    ...boxOf(drawn.shape, drawn.ports, drawn.size),
    ...(drawn.hidden ? { hidden: true } : {}),
    // A note's ground lies below everything, frames below steps.
    zIndex: drawn.shape === 'note' ? -1 : 0,
    domAttributes: nodeAttributes(drawn.id),
    data: {
      step,
      shape: drawn.shape,
      ports: drawn.ports,
      size: drawn.size,
      childCount: drawn.childCount,
      collapsed: drawn.collapsed,
      color: drawn.color,
      pinned: drawn.pinned,
      lanes: drawn.lanes,
    },
  };
}

function nodeAttributes(id: StepId): NonNullable<StepNode['domAttributes']> {
  const attributes = { 'data-step-id': id, 'aria-roledescription': undefined };
  // React takes data attributes on any element; the type of this record does not list them.
  return attributes as NonNullable<StepNode['domAttributes']>;
}

function toHandle(side: 'input' | 'output', name: string, point: Point): NodeHandle {
  return {
    id: name,
    type: side === 'input' ? 'target' : 'source',
    position: side === 'input' ? Position.Left : Position.Right,
    // Half of it stands out of the node; wires begin at that outer edge.
    x: point.x - handleSize / 2,
    y: point.y - handleSize / 2,
    width: handleSize,
    height: handleSize,
  };
}

function wireLabel(from: DrawnStep, portName: string): string | undefined {
  if (from.ports.outputs.length < 2) return undefined;
  const port = from.ports.outputs.find((candidate) => candidate.name === portName);
  // The plain way out needs no words, only the ways that differ from it.
  if (portName === 'out' && port?.label === undefined) return undefined;
  return port?.label ?? portName;
}

function titleOf(index: GraphIndex, id: StepId): string {
  return index.steps.get(id)?.step.title ?? id;
}

function keepNode(known: CanvasNode | undefined, next: CanvasNode): CanvasNode {
  if (!known) return next;
  const same = sameJson(known.data, next.data);
  const merged = {
    ...next,
    ...(same ? { data: known.data } : {}),
    ...(known.selected ? { selected: true } : {}),
    // What it has is of the same shape: the data says which.
  } as CanvasNode;
  if (!same) return merged;
  const unchanged =
    known.type === merged.type &&
    known.parentId === merged.parentId &&
    known.hidden === merged.hidden &&
    known.width === merged.width &&
    known.height === merged.height &&
    known.position.x === merged.position.x &&
    known.position.y === merged.position.y &&
    !known.dragging;
  return unchanged ? known : merged;
}

function keepEdge(known: WireEdge | undefined, next: WireEdge): WireEdge {
  if (!known) return next;
  const same =
    known.hidden === next.hidden &&
    known.zIndex === next.zIndex &&
    known.source === next.source &&
    known.target === next.target &&
    known.sourceHandle === next.sourceHandle &&
    known.targetHandle === next.targetHandle &&
    sameJson(known.data, next.data);
  return same ? known : { ...next, ...(known.selected ? { selected: true } : {}) };
}
