import type { Port, Ports, StepDefinition } from '@shared/steps/define-step';
import { onePortEach } from '@shared/steps/define-step';
import type { LayoutBox, Step } from '@shared/workflow/model';
import { grid, type Point, type Size } from './geometry';

// How large a step's box is and where its ports lie. The same numbers place the DOM (through CSS
// variables) and the wires, so React Flow never has to measure a node: a large file opens without
// one layout pass per node.

export const stepWidth = 220;
export const headerHeight = 56;
export const portRowHeight = 24;
const rowsBottom = 8;

export const containerMinimum: Size = { width: 320, height: 176 };
/** Room between a frame's edge and the steps in it; the top also holds the frame's header. */
export const containerPadding = { left: 24, top: headerHeight + 24, right: 24, bottom: 24 };
export const noteSize: Size = { width: 240, height: 120 };
export const noteMinimum: Size = { width: 120, height: 64 };

/** Between the parts of a container that entry steps begin. */
export const laneGap = 48;

/** What to draw for a step: chosen by what its definition says, never by its kind. */
export type NodeShape = 'step' | 'container' | 'note' | 'unknown' | 'folded';

export function shapeOf(definition: StepDefinition | undefined): Exclude<NodeShape, 'folded'> {
  if (!definition) return 'unknown';
  if (definition.annotation) return 'note';
  return definition.container ? 'container' : 'step';
}

/** Ports to draw: the kind's own, and `error` when errors go to a port. */
export function portsOf(
  definition: StepDefinition | undefined,
  step: Pick<Step, 'config' | 'onError'>,
): Ports {
  const ports = definition ? safePorts(definition, step) : onePortEach;
  if (step.onError !== 'port' || ports.outputs.some((port) => port.name === 'error')) return ports;
  return { inputs: ports.inputs, outputs: [...ports.outputs, { name: 'error' }] };
}

/**
 * The same, plus a port for every name that an edge uses and the kind does not have, so that a
 * dangling wire is drawn where it can be seen and mended.
 */
export function drawnPorts(
  definition: StepDefinition | undefined,
  step: Pick<Step, 'config' | 'onError'>,
  used: { readonly inputs: Iterable<string>; readonly outputs: Iterable<string> },
): Ports {
  const ports = portsOf(definition, step);
  return {
    inputs: withMissing(ports.inputs, used.inputs),
    outputs: withMissing(ports.outputs, used.outputs),
  };
}

function withMissing(ports: readonly Port[], names: Iterable<string>): readonly Port[] {
  const known = new Set(ports.map((port) => port.name));
  const missing = [...new Set(names)].filter((name) => !known.has(name));
  return missing.length === 0 ? ports : [...ports, ...missing.map((name) => ({ name }))];
}

function safePorts(definition: StepDefinition, step: Pick<Step, 'config'>): Ports {
  try {
    return definition.ports(step.config);
  } catch {
    // A half-typed setting may be of any shape; validation reports it, the canvas must still draw.
    return onePortEach;
  }
}

/** Named outputs get a row each; the plain single output sits on the header's edge. */
export function hasPortRows(ports: Ports): boolean {
  return ports.outputs.length > 1 || ports.inputs.length > 1;
}

export function stepHeight(ports: Ports): number {
  if (!hasPortRows(ports)) return headerHeight;
  const rows = Math.max(ports.outputs.length, ports.inputs.length > 1 ? ports.inputs.length : 0);
  return headerHeight + rows * portRowHeight + rowsBottom;
}

/** The smallest multiple of the grid that is not below `value`. */
export function roundUp(value: number): number {
  return Math.ceil(value / grid) * grid;
}

export function nodeSize(
  shape: NodeShape,
  ports: Ports,
  box: LayoutBox | undefined,
  collapsed = false,
): Size {
  if (shape === 'note') {
    return {
      width: Math.max(box?.width ?? noteSize.width, noteMinimum.width),
      height: Math.max(box?.height ?? noteSize.height, noteMinimum.height),
    };
  }
  if (shape === 'container') {
    if (collapsed) return { width: stepWidth, height: headerHeight };
    return {
      width: Math.max(box?.width ?? containerMinimum.width, containerMinimum.width),
      height: Math.max(box?.height ?? containerMinimum.height, containerMinimum.height),
    };
  }
  return { width: stepWidth, height: stepHeight(ports) };
}

/** Centre of a port relative to the node's top-left corner. */
export function portPoint(
  shape: NodeShape,
  ports: Ports,
  side: 'input' | 'output',
  name: string,
  size: Size,
): Point | undefined {
  const list = side === 'input' ? ports.inputs : ports.outputs;
  const at = list.findIndex((port) => port.name === name);
  if (at < 0) return undefined;
  const inRows =
    shape !== 'container'
      ? list.length > 1 || (side === 'output' && hasPortRows(ports))
      : list.length > 1;
  const y = inRows ? headerHeight + at * portRowHeight + portRowHeight / 2 : headerHeight / 2;
  return { x: side === 'input' ? 0 : size.width, y };
}
