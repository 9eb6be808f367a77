import type { Edge, Graph, Workflow } from '@shared/workflow/model';
import type { Selection } from './document-state';

export function sameSelection(a: Selection, b: Selection): boolean {
  return sameList(a.steps, b.steps) && sameList(a.edges, b.edges);
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/** Without what the workflow does not have any more. */
export function keepExisting(selection: Selection, workflow: Workflow | null): Selection {
  if (!workflow || (selection.steps.length === 0 && selection.edges.length === 0)) return selection;
  const steps = new Set<string>();
  const edges = new Set<string>();
  collect(workflow, steps, edges);
  return {
    steps: selection.steps.filter((id) => steps.has(id)),
    edges: selection.edges.filter((id) => edges.has(id)),
  };
}

function collect(graph: Graph, steps: Set<string>, edges: Set<Edge['id']>): void {
  for (const edge of graph.edges) edges.add(edge.id);
  for (const step of graph.steps.values()) {
    steps.add(step.id);
    if (step.body) collect(step.body, steps, edges);
  }
}
