import type { Edge, Graph, Step, StepId } from '@shared/workflow/model';

/** A step with the containers around it, outermost first. */
export interface FoundStep {
  readonly step: Step;
  readonly graph: Graph;
  readonly containers: readonly Step[];
}

/** Finds a step at any depth. */
export function findStep(graph: Graph, id: StepId): FoundStep | null {
  const step = graph.steps.get(id);
  if (step) return { step, graph, containers: [] };
  for (const container of graph.steps.values()) {
    const inside = container.body && findStep(container.body, id);
    if (inside) return { ...inside, containers: [container, ...inside.containers] };
  }
  return null;
}

/** Finds an edge at any depth, with the graph it belongs to. */
export function findEdge(graph: Graph, id: string): { edge: Edge; graph: Graph } | null {
  const edge = graph.edges.find((candidate) => candidate.id === id);
  if (edge) return { edge, graph };
  for (const { body } of graph.steps.values()) {
    const inside = body && findEdge(body, id);
    if (inside) return inside;
  }
  return null;
}

/** Steps that have certainly been passed on some way to this one, nearest containers included. */
export function stepsBefore(graph: Graph, id: StepId): readonly Step[] {
  const found = findStep(graph, id);
  if (!found) return [];
  const before = ancestorsIn(found.graph, id);
  const [container] = found.containers.slice(-1);
  return container ? [...stepsBefore(graph, container.id), ...before] : before;
}

function ancestorsIn(graph: Graph, id: StepId): Step[] {
  const seen = new Set<StepId>();
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const edge of graph.edges) {
      if (edge.to !== at || seen.has(edge.from) || edge.from === id) continue;
      seen.add(edge.from);
      open.push(edge.from);
    }
  }
  return [...graph.steps.values()].filter((step) => seen.has(step.id));
}
