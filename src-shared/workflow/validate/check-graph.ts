import { entrySteps, graphIndex, reachable } from '../graph/graph-index';
import { findCycles } from '../graph/levels';
import { nearestName } from '../../expressions/nearest-name';
import type { Edge, Graph, Step } from '../model';
import { formatEdge } from '../read/read-edges';
import { definitionOf, nameOfStep, reportEdge, reportStep, type Validation } from './validation';

/** Ports, circles, starts, reach and branches of one graph and of the graphs inside it. */
export function checkGraph(validation: Validation, graph: Graph, container: Step | null): void {
  for (const edge of graph.edges) checkPorts(validation, graph, edge);
  for (const { edge, path } of findCycles(graph)) {
    const self = path.length === 2;
    reportEdge(validation, edge, {
      code: 'GRAPH_CYCLE',
      message: self
        ? `The step "${path[0] ?? ''}" leads to itself`
        : `Steps lead round in a circle: ${path.join(' -> ')}`,
      hint: 'Remove one of the edges. To repeat steps, put them into a loop.',
    });
  }
  if (container === null) checkTriggers(validation, graph);
  checkReach(validation, graph, container);
  for (const step of graph.steps.values()) {
    checkBranches(validation, graph, step);
    checkContainer(validation, step);
    if (step.body !== undefined) checkGraph(validation, step.body, step);
  }
}

function checkPorts(validation: Validation, graph: Graph, edge: Edge): void {
  const from = graph.steps.get(edge.from);
  const to = graph.steps.get(edge.to);
  if (from === undefined || to === undefined) return;
  const outputs = outputNames(validation, from);
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
  const fixed = { ...edge, [side === 'output' ? 'fromPort' : 'toPort']: like };
  const range = validation.parsed.places.edge(edge.id);
  const written = range === null ? '' : validation.parsed.text.slice(range.from, range.to);
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
    fixes:
      like === undefined || range === null || /^["'*&]/.test(written) || errorPort
        ? []
        : [
            {
              title: `Use the port "${like}"`,
              changes: [{ from: range.from, to: range.to, insert: formatEdge(fixed) }],
            },
          ],
  });
}

function checkTriggers(validation: Validation, graph: Graph): void {
  const { workflow, problems, parsed } = validation;
  const steps = [...graph.steps.values()];
  const triggers = steps.filter((step) => definitionOf(validation, step)?.trigger === true);
  const [, ...more] = triggers;
  for (const step of more) {
    reportStep(validation, step.id, {
      code: 'GRAPH_TRIGGER',
      message: `${nameOfStep(step)} is a second start; a workflow starts at one step`,
      hint: 'Remove one of the two.',
    });
  }
  if (triggers.length > 0) return;
  const unknown = steps.some((step) => definitionOf(validation, step) === undefined);
  const range = parsed.places.value(['steps']) ?? { from: 0, to: 0 };
  if (unknown) return;
  problems.add({
    code: 'GRAPH_TRIGGER',
    severity: workflow.steps.size === 0 ? 'warning' : 'error',
    message: 'The workflow has no start',
    hint: 'Add a start step and connect it to the first step.',
    from: range.from,
    to: Math.min(range.to, range.from + 1),
  });
}

function checkReach(validation: Validation, graph: Graph, container: Step | null): void {
  const steps = [...graph.steps.values()];
  const triggers = steps.filter((step) => definitionOf(validation, step)?.trigger === true);
  if (container !== null) {
    for (const step of triggers) {
      reportStep(validation, step.id, {
        code: 'GRAPH_TRIGGER',
        message: `${nameOfStep(step)} is a start, but lies inside "${container.id}"`,
        hint: 'A container starts at the steps that nothing leads to: remove the start.',
      });
    }
  }
  if (triggers.length === 0 && container === null) return;
  const reached = container === null ? validation.running : reachable(graph, entrySteps(graph));
  for (const step of steps) {
    if (reached.has(step.id) || definitionOf(validation, step)?.annotation === true) continue;
    reportStep(validation, step.id, {
      code: 'STEP_UNREACHABLE',
      severity: 'warning',
      message: `Nothing leads from the start to ${nameOfStep(step)}, so it never runs`,
      hint: 'Connect it, or remove it.',
    });
  }
}

function checkBranches(validation: Validation, graph: Graph, step: Step): void {
  const definition = definitionOf(validation, step);
  if (definition?.expectsAllOutputs !== true || step.disabled) return;
  const used = new Set(
    graphIndex(graph)
      .outgoing(step.id)
      .map((edge) => edge.fromPort),
  );
  // At the very end of a graph a decision may stand for its output alone.
  if (used.size === 0) return;
  const open = definition.ports(step.config).outputs.filter((port) => !used.has(port.name));
  if (open.length === 0) return;
  const names = open.map((port) => `"${port.name}"`).join(' and ');
  reportStep(validation, step.id, {
    code: 'BRANCH_MISSING',
    severity: 'hint',
    message: `${nameOfStep(step)} leads nowhere on ${names}; the run ends there`,
    hint: 'Connect the port, if something should happen then.',
  });
}

function checkContainer(validation: Validation, step: Step): void {
  const definition = definitionOf(validation, step);
  if (definition === undefined) return;
  if (definition.container === undefined) {
    if (step.body === undefined) return;
    reportStep(
      validation,
      step.id,
      {
        code: 'CONTAINER_UNEXPECTED',
        message: `${nameOfStep(step)} holds steps, but ${definition.title} is no container`,
        hint: 'Move the steps out, or choose a kind such as loop.',
      },
      'steps',
    );
    return;
  }
  const inside = [...(step.body?.steps.values() ?? [])];
  const working = inside.some((inner) => definitionOf(validation, inner)?.annotation !== true);
  if (working) return;
  reportStep(validation, step.id, {
    code: 'CONTAINER_EMPTY',
    severity: 'warning',
    message: `${nameOfStep(step)} has no steps inside, so it does nothing`,
    hint: 'Add steps under its `steps:`.',
  });
}
