import type { Edge, Graph, StepId } from '../model';

/** The edges of one graph by their ends. */
export interface GraphIndex {
  readonly incoming: (id: StepId) => readonly Edge[];
  readonly outgoing: (id: StepId) => readonly Edge[];
}

const indexes = new WeakMap<Graph, GraphIndex>();
const none: readonly Edge[] = [];

/** Made once per graph; graphs are immutable. */
export function graphIndex(graph: Graph): GraphIndex {
  const known = indexes.get(graph);
  if (known !== undefined) return known;
  const incoming = Map.groupBy(graph.edges, (edge) => edge.to);
  const outgoing = Map.groupBy(graph.edges, (edge) => edge.from);
  const index: GraphIndex = {
    incoming: (id) => incoming.get(id) ?? none,
    outgoing: (id) => outgoing.get(id) ?? none,
  };
  indexes.set(graph, index);
  return index;
}

/** Every step from which an edge path leads to `id`; without `id`, unless it lies on a cycle. */
export function ancestors(graph: Graph, id: StepId): ReadonlySet<StepId> {
  const { incoming } = graphIndex(graph);
  return follow([id], (step) => incoming(step).map((edge) => edge.from));
}

/** The steps given and all that edges lead to from them. */
export function reachable(graph: Graph, from: Iterable<StepId>): ReadonlySet<StepId> {
  const { outgoing } = graphIndex(graph);
  const start = [...from];
  const found = new Set(follow(start, (step) => outgoing(step).map((edge) => edge.to)));
  for (const id of start) found.add(id);
  return found;
}

function follow(start: readonly StepId[], next: (id: StepId) => readonly StepId[]): Set<StepId> {
  const found = new Set<StepId>();
  const queue = start.flatMap(next);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    queue.push(...next(id));
  }
  return found;
}

/** Steps that nothing leads to. */
export function entrySteps(graph: Graph): readonly StepId[] {
  const { incoming } = graphIndex(graph);
  return [...graph.steps.keys()].filter((id) => incoming(id).length === 0);
}

/** Steps that lead to nothing. */
export function endSteps(graph: Graph): readonly StepId[] {
  const { outgoing } = graphIndex(graph);
  return [...graph.steps.keys()].filter((id) => outgoing(id).length === 0);
}
