import type { Edge as FlowEdge, Node as FlowNode } from '@xyflow/react';
import type { Ports, StepDefinition } from '@shared/steps/define-step';
import type { Step, StepGroup, StepId } from '@shared/workflow/model';
import type { Size } from './geometry';
import type { NodeShape } from './node-size';

// What React Flow draws: boxes for steps, frames, notes and collapsed groups, and wires.

/** What every box on the canvas has. */
export interface BoxData extends Record<string, unknown> {
  readonly shape: NodeShape;
  readonly ports: Ports;
  readonly size: Size;
}

export interface StepNodeData extends BoxData {
  /** Without its body: nested steps are nodes of their own. */
  readonly step: Omit<Step, 'body'>;
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

/** A collapsed group. */
export interface GroupNodeData extends BoxData {
  readonly group: StepGroup;
  /** Those that exist. */
  readonly steps: readonly StepId[];
  /** What it holds, in words: the titles of its steps. */
  readonly summary: string;
}

export type StepNode = FlowNode<StepNodeData, Exclude<NodeShape, 'folded'>>;
export type GroupNode = FlowNode<GroupNodeData, 'folded'>;
export type CanvasNode = StepNode | GroupNode;

export function isGroupNode(node: CanvasNode): node is GroupNode {
  return node.type === 'folded';
}

export function isStepNode(node: CanvasNode): node is StepNode {
  return node.type !== 'folded';
}

export interface WireData extends Record<string, unknown> {
  /** What stands on the wire: the name of a port that is not the plain one. */
  readonly label: string | undefined;
  /** For screen readers: `Fetch orders to Check total`. */
  readonly name: string;
}

export type WireEdge = FlowEdge<WireData, 'wire'>;

export interface Flow {
  readonly nodes: readonly CanvasNode[];
  readonly edges: readonly WireEdge[];
}

export type FindDefinition = (kind: string) => StepDefinition | undefined;
