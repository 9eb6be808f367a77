import { entrySteps, graphIndex, reachable } from '../graph/graph-index';
import { findCycles } from '../graph/levels';
import { containerOf } from '../graph/scopes';
import type { Graph, Step } from '../model';
import type { ProblemFix } from '../problem';
import { freeStepId } from '../step-id';
import { checkPorts } from './check-ports';
import { editFix, removeEdgeFix } from './fixes';
import { definitionOf, nameOfStep, reportEdge, reportStep, type Validation } from './validation';

/** Circles, ports, starts, reach and branches of one graph and of the graphs inside it. */
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
      fixes: removeEdgeFix(validation, edge),
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
      fixes: removeStepFix(validation, step),
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
    fixes: addStartFix(validation, graph),
    from: range.from,
    to: Math.min(range.to, range.from + 1),
  });
}

function removeStepFix(validation: Validation, { id }: Step): readonly ProblemFix[] {
  return editFix(validation, `Remove "${id}"`, { type: 'remove-steps', ids: [id] });
}

/** A start in front of the steps that nothing leads to. */
function addStartFix(validation: Validation, graph: Graph): readonly ProblemFix[] {
  const kind = validation.kinds.all.find((definition) => definition.trigger === true);
  if (kind === undefined) return [];
  const id = freeStepId('start', validation.parsed.source.steps);
  const firsts = entrySteps(graph).filter((first) => {
    const step = graph.steps.get(first);
    return step !== undefined && definitionOf(validation, step)?.annotation !== true;
  });
  return editFix(validation, `Add a ${kind.title} step`, {
    type: 'add-steps',
    steps: [{ id, kind: kind.kind, with: kind.defaults }],
    edges: firsts.map((first) => ({ from: id, to: first })),
  });
}

function moveOutFix(validation: Validation, step: Step, body: Graph): readonly ProblemFix[] {
  const ids = [...body.steps.keys()];
  if (ids.length === 0) return [];
  const container = containerOf(validation.workflow, step.id);
  return editFix(validation, 'Move the steps out', { type: 'move-to-container', ids, container });
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
        fixes: removeStepFix(validation, step),
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
      fixes: removeStepFix(validation, step),
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
        fixes: moveOutFix(validation, step, step.body),
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
    fixes: removeStepFix(validation, step),
  });
}
