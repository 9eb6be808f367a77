import { nearestName } from '../../expressions/nearest-name';
import type { Edge, Graph, Step } from '../model';
import type { ProblemFix } from '../problem';
import { editFix, removeEdgeFix } from './fixes';
import { definitionOf, nameOfStep, reportEdge, type Validation } from './validation';

/** Both ends of an edge are ports that their steps have. */
export function checkPorts(validation: Validation, graph: Graph, edge: Edge): void {
  const from = graph.steps.get(edge.from);
  const to = graph.steps.get(edge.to);
  if (from === undefined || to === undefined) return;
  // Nothing can follow a step that ends the graph, whatever the port; that is told as such.
  const leaves = definitionOf(validation, from)?.leaves !== undefined;
  const outputs = leaves ? undefined : outputNames(validation, from);
  const inputs = definitionOf(validation, to)
    ?.ports(to.config)
    .inputs.map((port) => port.name);
  if (outputs !== undefined && !outputs.includes(edge.fromPort)) {
    reportPort(validation, edge, { step: from, side: 'output', ports: outputs });
  }
  if (inputs !== undefined && !inputs.includes(edge.toPort)) {
    reportPort(validation, edge, { step: to, side: 'input', ports: inputs });
  }
}

/** A step's output ports, the error port included; undefined for an unknown kind. */
function outputNames(validation: Validation, step: Step): readonly string[] | undefined {
  const ports = definitionOf(validation, step)?.ports(step.config).outputs;
  if (ports === undefined) return undefined;
  const names = ports.map((port) => port.name);
  return step.onError === 'port' ? [...names, 'error'] : names;
}

function reportPort(
  validation: Validation,
  edge: Edge,
  wrong: {
    readonly step: Step;
    readonly side: 'input' | 'output';
    readonly ports: readonly string[];
  },
): void {
  const { step, side, ports } = wrong;
  const port = side === 'output' ? edge.fromPort : edge.toPort;
  const like = ports.length === 1 ? ports[0] : nearestName(port, ports);
  const errorPort = side === 'output' && port === 'error';
  const known = ports.length === 0 ? 'it has none' : `it has ${ports.join(', ')}`;
  reportEdge(validation, edge.id, {
    code: 'PORT_UNKNOWN',
    message: `${nameOfStep(step)} has no ${side} port "${port}"; ${known}`,
    hint: errorPort
      ? 'Set `onError: port` on the step to give it an error port.'
      : ports.length === 0
        ? 'Remove the edge.'
        : `Use ${ports.length === 1 ? `the port "${ports[0] ?? ''}"` : 'one of its ports'}.`,
    fixes: [
      ...(errorPort ? errorPortFix(validation, step) : portFix(validation, edge, side, like)),
      ...removeEdgeFix(validation, edge.id, 'Remove the edge'),
    ],
  });
}

function portFix(
  validation: Validation,
  edge: Edge,
  side: 'input' | 'output',
  like: string | undefined,
): readonly ProblemFix[] {
  if (like === undefined) return [];
  const to = { ...edge, [side === 'output' ? 'fromPort' : 'toPort']: like };
  return editFix(validation, `Use the port "${like}"`, { type: 'reconnect', edge: edge.id, to });
}

function errorPortFix(validation: Validation, { id }: Step): readonly ProblemFix[] {
  return editFix(validation, 'Give it an error port', {
    type: 'set-step-field',
    id,
    field: 'onError',
    value: 'port',
  });
}
