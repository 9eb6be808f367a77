import type { Edge, Graph, Step, StepId, Workflow } from '../model';
import { allScopes } from './scopes';

// One step by itself: what has to run for it, and the workflow that is left.

/**
 * The step and those before it in its graph that nothing stands in for, as far as one gets from it without
 * passing through one that something stands in for. `known`: it has given already. `pinned`: what it gives
 * is in the file, so that nothing before it is needed.
 */
export function stepsToRun(
  graph: Graph,
  step: StepId,
  known: (id: StepId) => boolean,
  pinned: (id: StepId) => boolean,
): readonly StepId[] {
  const live = new Set([step]);
  // A set gives what is added while it is walked.
  for (const id of live) {
    if (pinned(id)) continue;
    for (const { from, to } of graph.edges) {
      if (to === id && graph.steps.has(from) && !known(from)) live.add(from);
    }
  }
  return [...live];
}

/**
 * The workflow of these steps alone, which lie in one graph: that graph is the whole of it. Wires from
 * steps that something stands in for are gone, as taken.
 */
export function onlySteps(workflow: Workflow, live: readonly string[]): Workflow {
  const scopes = allScopes(workflow);
  const kept = new Set<StepId>(live);
  const steps = new Map<StepId, Step>();
  const edges: Edge[] = [];
  const graph = scopes.get(live[0] ?? '')?.graph;
  const { result: _result, ...rest } = workflow;
  if (graph === undefined) return { ...rest, steps, edges };
  const met = new Set<StepId>();
  for (const edge of graph.edges) {
    if (!kept.has(edge.to)) continue;
    if (kept.has(edge.from)) edges.push(edge);
    else met.add(edge.to);
  }
  for (const step of graph.steps.values()) {
    if (!kept.has(step.id)) continue;
    // One wire into it was taken already: it does not depend on the others, but waits for them.
    const waits = met.has(step.id) && step.join === 'any';
    steps.set(step.id, waits ? { ...step, join: 'settled' } : step);
  }
  return { ...rest, steps, edges };
}
