import type { Graph, Step, StepId, Workflow } from '../model';
import { ancestors } from './graph-index';

/** Where a step lies: its graph, and the containers around it, outermost first. */
export interface StepScope {
  readonly step: Step;
  readonly graph: Graph;
  readonly containers: readonly Step[];
}

const scopes = new WeakMap<Workflow, ReadonlyMap<StepId, StepScope>>();

/** Every step of a workflow, nested ones included, in the order of the file. */
export function allScopes(workflow: Workflow): ReadonlyMap<StepId, StepScope> {
  const known = scopes.get(workflow);
  if (known !== undefined) return known;
  const found = new Map<StepId, StepScope>();
  collect(workflow, [], found);
  scopes.set(workflow, found);
  return found;
}

function collect(graph: Graph, containers: readonly Step[], found: Map<StepId, StepScope>): void {
  for (const step of graph.steps.values()) {
    found.set(step.id, { step, graph, containers });
    if (step.body !== undefined) collect(step.body, [...containers, step], found);
  }
}

export function findStep(workflow: Workflow, id: StepId): Step | undefined {
  return allScopes(workflow).get(id)?.step;
}

/** The container a step lies in; null at the top level or for an unknown step. */
export function containerOf(workflow: Workflow, id: StepId): StepId | null {
  return allScopes(workflow).get(id)?.containers.at(-1)?.id ?? null;
}

/** The graph inside a container, or the workflow's own. */
export function graphOf(workflow: Workflow, container: StepId | null): Graph | undefined {
  return container === null ? workflow : findStep(workflow, container)?.body;
}

/**
 * Steps whose output a step's settings may use: those before it in its own graph, and those
 * before each container around it.
 */
export function visibleSteps(workflow: Workflow, id: StepId): ReadonlySet<StepId> {
  const visible = new Set<StepId>();
  for (let at: StepId | null = id; at !== null; at = containerOf(workflow, at)) {
    const scope = allScopes(workflow).get(at);
    if (scope === undefined) break;
    for (const before of ancestors(scope.graph, at)) visible.add(before);
  }
  visible.delete(id);
  return visible;
}
