import type { Edge, Graph } from '@shared/workflow/model';

/** Finds an edge at any depth, with the graph it belongs to. */
export function findEdge(
  graph: Graph,
  id: string,
): { readonly edge: Edge; readonly graph: Graph } | null {
  const edge = graph.edges.find((candidate) => candidate.id === id);
  if (edge) return { edge, graph };
  for (const { body } of graph.steps.values()) {
    const inside = body && findEdge(body, id);
    if (inside) return inside;
  }
  return null;
}
