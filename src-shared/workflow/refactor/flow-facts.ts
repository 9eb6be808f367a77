import { graphIndex } from '../graph/graph-index';
import { topologicalLevels } from '../graph/levels';
import type { Edge, Graph, Step, StepId } from '../model';
import type { FindDefinition } from './step-texts';

// What is certain about the way of a run through a graph, without running it. "Not certain" is
// always a possible answer.

/** The ports one of which a step always goes on from when it ran; empty when it may end there. */
function waysOut(step: Step, find: FindDefinition): readonly string[] {
  const definition = find(step.kind);
  if (definition === undefined || step.skipWhen !== undefined) return [];
  const ports = definition.ports(step.config).outputs.map(({ name }) => name);
  // It ends the graph around it, so that not even its own port is sure to be taken.
  if (definition.leaves !== undefined) return [];
  return step.onError === 'port' ? [...ports, 'error'] : ports;
}

/**
 * Whether one of `goal` is taken whenever one of `from` runs, on ways through `inside` only.
 */
export function surelyTakes(
  graph: Graph,
  find: FindDefinition,
  from: readonly StepId[],
  inside: ReadonlySet<StepId>,
  goal: ReadonlySet<string>,
): boolean {
  const { incoming, outgoing } = graphIndex(graph);
  const leads = new Set<StepId>();
  const goesOn = (edge: Edge): boolean => {
    const target = graph.steps.get(edge.to);
    if (target === undefined || target.skipWhen !== undefined) return false;
    if (target.join === 'all' && incoming(edge.to).length > 1) return false;
    return leads.has(edge.to);
  };
  for (const id of orderOf(graph).toReversed()) {
    const step = inside.has(id) ? graph.steps.get(id) : undefined;
    const ports = step === undefined ? [] : waysOut(step, find);
    const sure = ports.every((port) =>
      outgoing(id).some((edge) => edge.fromPort === port && (goal.has(edge.id) || goesOn(edge))),
    );
    if (ports.length > 0 && sure) leads.add(id);
  }
  return from.some((id) => leads.has(id));
}

const orders = new WeakMap<Graph, readonly StepId[]>();

/** Every step after those that lead to it. */
function orderOf(graph: Graph): readonly StepId[] {
  const known = orders.get(graph) ?? topologicalLevels(graph).flat();
  orders.set(graph, known);
  return known;
}

/** Whether a step runs whenever one of `from` does. */
export function surelyRuns(
  graph: Graph,
  find: FindDefinition,
  from: readonly StepId[],
  inside: ReadonlySet<StepId>,
  id: StepId,
): boolean {
  const step = graph.steps.get(id);
  if (step === undefined || step.skipWhen !== undefined) return false;
  if (from.includes(id)) return true;
  const incoming = graphIndex(graph).incoming(id);
  if (step.join === 'settled' && incoming.length > 0) return true;
  const taken = (edges: readonly Edge[]): boolean =>
    surelyTakes(graph, find, from, inside, new Set(edges.map((edge) => edge.id)));
  return step.join === 'all'
    ? incoming.length > 0 && incoming.every((edge) => taken([edge]))
    : taken(incoming);
}

/** Whether a step has run whenever another one of its graph begins. */
export function surelyRanBefore(graph: Graph, first: StepId, second: StepId): boolean {
  const step = graph.steps.get(first);
  if (step === undefined || step.disabled || step.skipWhen !== undefined) return false;
  const { incoming } = graphIndex(graph);
  const passed = new Set<StepId>();
  const came = (edge: Edge): boolean => edge.from === first || passed.has(edge.from);
  for (const id of orderOf(graph)) {
    const edges = incoming(id);
    const join = graph.steps.get(id)?.join;
    const sure =
      join === 'all' ? edges.some(came) : join === 'any' && edges.length > 0 && edges.every(came);
    if (sure) passed.add(id);
    if (id === second) break;
  }
  return passed.has(second);
}

/** Whether a step runs whenever its graph does. */
export function alwaysRuns(graph: Graph, find: FindDefinition, id: StepId): boolean {
  const { incoming } = graphIndex(graph);
  const roots = [...graph.steps.values()].filter((step) => incoming(step.id).length === 0);
  const triggers = roots.filter(({ kind }) => find(kind)?.trigger === true);
  // What an entry step begins, the container may never come to.
  const starts = (triggers.length > 0 ? triggers : roots).filter(
    ({ kind }) => find(kind)?.entry === undefined,
  );
  const all = new Set(graph.steps.keys());
  return surelyRuns(
    graph,
    find,
    starts.map((step) => step.id),
    all,
    id,
  );
}
