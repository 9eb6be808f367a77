import type { Edge, Graph, Step, StepId, Workflow } from '@shared/workflow/model';

// Answers "where is this step, and what is it wired to" for a whole workflow, nested graphs
// included. Built once per parsed workflow.

export interface IndexedStep {
  readonly step: Step;
  /** The container it lies in; null at the top level. */
  readonly parent: StepId | null;
  /** 0 at the top level. */
  readonly depth: number;
}

export interface IndexedEdge {
  readonly edge: Edge;
  /** The container whose body holds the edge; null at the top level. */
  readonly parent: StepId | null;
}

export interface GraphIndex {
  /** In document order, containers before what they hold. */
  readonly steps: ReadonlyMap<StepId, IndexedStep>;
  readonly edges: ReadonlyMap<string, IndexedEdge>;
  readonly outgoing: ReadonlyMap<StepId, readonly Edge[]>;
  readonly incoming: ReadonlyMap<StepId, readonly Edge[]>;
  readonly children: ReadonlyMap<StepId | null, readonly StepId[]>;
}

const emptyIndex: GraphIndex = {
  steps: new Map(),
  edges: new Map(),
  outgoing: new Map(),
  incoming: new Map(),
  children: new Map(),
};

const cache = new WeakMap<Workflow, GraphIndex>();

export function indexGraph(workflow: Workflow | null): GraphIndex {
  if (!workflow) return emptyIndex;
  const known = cache.get(workflow);
  if (known) return known;
  const index = buildIndex(workflow);
  cache.set(workflow, index);
  return index;
}

function buildIndex(workflow: Workflow): GraphIndex {
  const steps = new Map<StepId, IndexedStep>();
  const edges = new Map<string, IndexedEdge>();
  const outgoing = new Map<StepId, Edge[]>();
  const incoming = new Map<StepId, Edge[]>();
  const children = new Map<StepId | null, StepId[]>();

  function visit(graph: Graph, parent: StepId | null, depth: number): void {
    for (const step of graph.steps.values()) {
      steps.set(step.id, { step, parent, depth });
      push(children, parent, step.id);
      if (step.body) visit(step.body, step.id, depth + 1);
    }
    for (const edge of graph.edges) {
      edges.set(edge.id, { edge, parent });
      push(outgoing, edge.from, edge);
      push(incoming, edge.to, edge);
    }
  }

  visit(workflow, null, 0);
  return { steps, edges, outgoing, incoming, children };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The step itself and everything inside it. */
export function withDescendants(index: GraphIndex, ids: Iterable<StepId>): ReadonlySet<StepId> {
  const result = new Set<StepId>();
  function add(id: StepId): void {
    if (result.has(id)) return;
    result.add(id);
    for (const child of index.children.get(id) ?? []) add(child);
  }
  for (const id of ids) add(id);
  return result;
}

/** Leaves out steps whose container is in the set too: an edit of the container covers them. */
export function withoutNested(index: GraphIndex, ids: Iterable<StepId>): StepId[] {
  const set = new Set(ids);
  return [...set].filter((id) => {
    let parent = index.steps.get(id)?.parent ?? null;
    while (parent !== null) {
      if (set.has(parent)) return false;
      parent = index.steps.get(parent)?.parent ?? null;
    }
    return true;
  });
}

/** Everything that can be reached along wires in one direction, the start not included. */
export function reach(
  index: GraphIndex,
  start: StepId,
  direction: 'upstream' | 'downstream',
): ReadonlySet<StepId> {
  const found = new Set<StepId>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const next of neighbours(index, id, direction)) {
      if (next === start || found.has(next)) continue;
      found.add(next);
      open.push(next);
    }
  }
  return found;
}

export function neighbours(
  index: GraphIndex,
  id: StepId,
  direction: 'upstream' | 'downstream',
): StepId[] {
  return direction === 'downstream'
    ? (index.outgoing.get(id) ?? []).map((edge) => edge.to)
    : (index.incoming.get(id) ?? []).map((edge) => edge.from);
}
