import type { Edge as FlowEdge, Node as FlowNode, NodeHandle } from '@xyflow/react';
import { Position } from '@xyflow/react';
import type { Ports, StepDefinition } from '@shared/steps/define-step';
import type { Step, StepId, Workflow } from '@shared/workflow/model';
import { autoPlace } from './auto-place';
import { boundsOf, type Point, type Size } from './geometry';
import { type GraphIndex, indexGraph } from './graph-index';
import {
  containerPadding,
  drawnPorts,
  laneGap,
  nodeSize,
  type NodeShape,
  portPoint,
  roundUp,
  shapeOf,
} from './node-size';
import { sameJson } from '@shared/lib/same-json';
import { sectionsIn } from './sections';

// The pure mapping from a parsed workflow to what React Flow draws. Objects that did not change
// are taken over from the previous result, so only what an edit touched renders again.

export interface StepNodeData extends Record<string, unknown> {
  /** Without its body: nested steps are nodes of their own. */
  readonly step: Omit<Step, 'body'>;
  readonly shape: NodeShape;
  readonly ports: Ports;
  readonly size: Size;
  /** Nested steps, for a container. */
  readonly childCount: number;
  readonly collapsed: boolean;
  readonly color: string | undefined;
  readonly pinned: boolean;
  /** Where the parts of a container lie that an entry step begins. */
  readonly lanes: readonly Lane[];
}

/** The ground under a part of a container, from edge to edge; relative to its corner. */
export interface Lane {
  readonly entry: StepId;
  readonly kind: string;
  readonly top: number;
  readonly height: number;
}

export type StepNode = FlowNode<StepNodeData, NodeShape>;

export interface WireData extends Record<string, unknown> {
  /** What stands on the wire: the name of a port that is not the plain one. */
  readonly label: string | undefined;
  /** For screen readers: `Fetch orders to Check total`. */
  readonly name: string;
}

export type WireEdge = FlowEdge<WireData, 'wire'>;

export interface Flow {
  readonly nodes: readonly StepNode[];
  readonly edges: readonly WireEdge[];
}

export type FindDefinition = (kind: string) => StepDefinition | undefined;

const emptyFlow: Flow = { nodes: [], edges: [] };
const handleSize = 12;

export function toFlow(
  workflow: Workflow | null,
  find: FindDefinition,
  previous: Flow = emptyFlow,
): Flow {
  if (!workflow) return emptyFlow;
  const index = indexGraph(workflow);
  const drawn = drawnSteps(workflow, index, find);
  const knownNodes = new Map(previous.nodes.map((node) => [node.id, node]));
  const knownEdges = new Map(previous.edges.map((edge) => [edge.id, edge]));
  const nodes = [...drawn.values()].map((step) => keepNode(knownNodes.get(step.id), toNode(step)));
  const edges = [...index.edges.values()].map(({ edge, parent }) => {
    const hidden = isHidden(drawn.get(edge.from)) || isHidden(drawn.get(edge.to));
    const label = wireLabel(drawn.get(edge.from), edge.fromPort);
    const wire: WireEdge = {
      id: edge.id,
      type: 'wire',
      source: edge.from,
      sourceHandle: edge.fromPort,
      target: edge.to,
      targetHandle: edge.toPort,
      markerEnd: 'wire-arrow',
      ariaLabel: `Wire from ${titleOf(index, edge.from)} to ${titleOf(index, edge.to)}`,
      domAttributes: { 'aria-roledescription': 'wire' },
      // Edges inside a frame must lie above the frame's ground.
      zIndex: parent === null ? 0 : (index.steps.get(parent)?.depth ?? 0) + 1,
      ...(hidden ? { hidden } : {}),
      data: {
        label,
        name: `${titleOf(index, edge.from)} to ${titleOf(index, edge.to)}`,
      },
    };
    return keepEdge(knownEdges.get(edge.id), wire);
  });
  return { nodes, edges: edges.filter((edge) => drawn.has(edge.source) && drawn.has(edge.target)) };
}

export interface DrawnStep {
  readonly id: StepId;
  readonly step: Step;
  readonly parent: StepId | null;
  readonly shape: NodeShape;
  readonly ports: Ports;
  readonly size: Size;
  /** Relative to the parent frame's corner. */
  readonly position: Point;
  readonly childCount: number;
  readonly collapsed: boolean;
  readonly color: string | undefined;
  readonly pinned: boolean;
  /** Inside a collapsed container. */
  readonly hidden: boolean;
  readonly lanes: readonly Lane[];
}

/** Every step with its place and size; containers before what they hold. */
export function drawnSteps(
  workflow: Workflow,
  index: GraphIndex,
  find: FindDefinition,
): ReadonlyMap<StepId, DrawnStep> {
  const draft = new Map<StepId, DrawnStep>();
  const result = new Map<StepId, DrawnStep>();

  function drawGraph(parent: StepId | null, hidden: boolean): void {
    const ids = index.children.get(parent) ?? [];
    // Inner graphs first: the size of a frame depends on what it holds.
    for (const id of ids) {
      const entry = index.steps.get(id);
      if (!entry) continue;
      const collapsed = workflow.layout.get(id)?.collapsed ?? false;
      drawGraph(id, hidden || collapsed);
      draft.set(id, drawStep(workflow, index, entry.step, parent, find, hidden, draft));
    }
    placeSections(parent);
  }

  /** Part by part, each below the one before, so that no two share their ground. */
  function placeSections(parent: StepId | null): void {
    const left = parent === null ? 0 : containerPadding.left;
    let top = parent === null ? 0 : containerPadding.top;
    const placed = (index.children.get(parent) ?? []).flatMap((id) => {
      const box = workflow.layout.get(id);
      const step = draft.get(id);
      return box && step ? [{ x: box.x, y: box.y, ...step.size }] : [];
    });
    for (const section of sectionsIn(index, find, parent)) {
      const boxes = new Map(
        section.steps.flatMap((id) => {
          const step = draft.get(id);
          return step ? [[id, { size: step.size, placed: workflow.layout.get(id) }] as const] : [];
        }),
      );
      for (const [id, position] of autoPlace(boxes, index.outgoing, { x: left, y: top }, placed)) {
        const step = draft.get(id);
        if (!step) continue;
        draft.set(id, { ...step, position });
        top = Math.max(top, roundUp(position.y + step.size.height + laneGap));
      }
    }
  }

  drawGraph(null, false);
  for (const id of index.steps.keys()) {
    const step = draft.get(id);
    if (step) result.set(id, step);
  }
  return result;
}

function drawStep(
  workflow: Workflow,
  index: GraphIndex,
  step: Step,
  parent: StepId | null,
  find: FindDefinition,
  hidden: boolean,
  draft: ReadonlyMap<StepId, DrawnStep>,
): DrawnStep {
  const definition = find(step.kind);
  // A body makes a frame even of a kind that is not known, so that nested steps have a place.
  const shape = step.body && !definition?.container ? 'container' : shapeOf(definition);
  const box = workflow.layout.get(step.id);
  const ports =
    shape === 'note'
      ? { inputs: [], outputs: [] }
      : drawnPorts(definition, step, {
          inputs: (index.incoming.get(step.id) ?? []).map((edge) => edge.toPort),
          outputs: (index.outgoing.get(step.id) ?? []).map((edge) => edge.fromPort),
        });
  const size = nodeSize(shape, ports, box);
  const collapsed = shape === 'container' && (box?.collapsed ?? false);
  const drawn = shape === 'container' && !collapsed ? around(step.id, index, draft, size) : size;
  return {
    id: step.id,
    step,
    parent,
    shape,
    ports,
    size: drawn,
    lanes:
      shape === 'container' && !collapsed
        ? lanesOf(step.id, index, find, draft, drawn.height)
        : noLanes,
    position: { x: 0, y: 0 },
    childCount: index.children.get(step.id)?.length ?? 0,
    collapsed,
    color: box?.color,
    pinned: workflow.pins.has(step.id),
    hidden,
  };
}

/** A frame is never smaller than what it holds, whatever the file says. */
function around(
  id: StepId,
  index: GraphIndex,
  draft: ReadonlyMap<StepId, DrawnStep>,
  size: Size,
): Size {
  const bounds = boundsOf(
    (index.children.get(id) ?? []).flatMap((child) => {
      const step = draft.get(child);
      return step ? [{ ...step.position, ...step.size }] : [];
    }),
  );
  if (!bounds) return size;
  return {
    width: Math.max(size.width, roundUp(bounds.x + bounds.width + containerPadding.right)),
    height: Math.max(size.height, roundUp(bounds.y + bounds.height + containerPadding.bottom)),
  };
}

const laneAbove = 12;
/** The badge of a step hangs below its box. */
const laneBelow = 20;
const noLanes: readonly Lane[] = [];

/** Strips of bare ground narrower than this belong to the lane above them. */
const leastGap = 40;

function lanesOf(
  container: StepId,
  index: GraphIndex,
  find: FindDefinition,
  draft: ReadonlyMap<StepId, DrawnStep>,
  bottom: number,
): readonly Lane[] {
  const lanes = sectionsIn(index, find, container).flatMap(({ entry, steps }) => {
    const kind = entry === null ? undefined : index.steps.get(entry)?.step.kind;
    const bounds = boundsOf(
      steps.flatMap((id) => {
        const step = draft.get(id);
        return step ? [{ ...step.position, ...step.size }] : [];
      }),
    );
    if (entry === null || kind === undefined || !bounds) return [];
    const height = bounds.height + laneAbove + laneBelow;
    return [{ entry, kind, top: bounds.y - laneAbove, height }];
  });
  return lanes.map((lane) => {
    const end = lane.top + lane.height;
    const next = Math.min(bottom, ...lanes.flatMap(({ top }) => (top >= end ? top : [])));
    return next - end > 0 && next - end < leastGap ? { ...lane, height: next - lane.top } : lane;
  });
}

function isHidden(step: DrawnStep | undefined): boolean {
  return step?.hidden ?? false;
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
export function withSize(node: StepNode, size: Size): StepNode {
  return {
    ...node,
    ...size,
    measured: size,
    handles: toHandles(node.data.shape, node.data.ports, size),
    data: { ...node.data, size },
  };
}

function toNode(drawn: DrawnStep): StepNode {
  const { body: _body, ...step } = drawn.step;
  return {
    id: drawn.id,
    type: drawn.shape,
    position: drawn.position,
    ...(drawn.parent === null ? {} : { parentId: drawn.parent }),
    width: drawn.size.width,
    height: drawn.size.height,
    measured: { width: drawn.size.width, height: drawn.size.height },
    handles: toHandles(drawn.shape, drawn.ports, drawn.size),
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

function wireLabel(from: DrawnStep | undefined, portName: string): string | undefined {
  if (!from || from.ports.outputs.length < 2) return undefined;
  const port = from.ports.outputs.find((candidate) => candidate.name === portName);
  // The plain way out needs no words, only the ways that differ from it.
  if (portName === 'out' && port?.label === undefined) return undefined;
  return port?.label ?? portName;
}

function titleOf(index: GraphIndex, id: StepId): string {
  return index.steps.get(id)?.step.title ?? id;
}

function keepNode(known: StepNode | undefined, next: StepNode): StepNode {
  if (!known) return next;
  const data = sameJson(known.data, next.data) ? known.data : next.data;
  const merged: StepNode = { ...next, data, ...(known.selected ? { selected: true } : {}) };
  if (data !== known.data) return merged;
  const same =
    known.type === merged.type &&
    known.parentId === merged.parentId &&
    known.hidden === merged.hidden &&
    known.width === merged.width &&
    known.height === merged.height &&
    known.position.x === merged.position.x &&
    known.position.y === merged.position.y &&
    !known.dragging;
  return same ? known : merged;
}

function keepEdge(known: WireEdge | undefined, next: WireEdge): WireEdge {
  if (!known) return next;
  const same =
    known.hidden === next.hidden && known.zIndex === next.zIndex && sameJson(known.data, next.data);
  return same ? known : { ...next, ...(known.selected ? { selected: true } : {}) };
}
