/** As much of a step as the search needs. */
export interface GraphNode {
  readonly id: string;
  readonly index: number;
  readonly incoming: number;
  readonly outgoing: readonly { readonly to: GraphNode }[];
}

/** A circle among the edges as step ids, the first repeated at the end; null when there is none. */
export function findCycle(steps: readonly GraphNode[]): readonly string[] | null {
  const remaining = steps.map((step) => step.incoming);
  const open = new Set(steps);
  const free = steps.filter((step) => step.incoming === 0);
  for (let step = free.pop(); step !== undefined; step = free.pop()) {
    open.delete(step);
    for (const edge of step.outgoing) {
      const left = (remaining[edge.to.index] ?? 0) - 1;
      remaining[edge.to.index] = left;
      if (left === 0) free.push(edge.to);
    }
  }
  const [first] = open;
  if (first === undefined) return null;
  return walkBack(first, open);
}

/** Every step that is left has a predecessor that is left, so walking back must meet itself. */
function walkBack(first: GraphNode, open: ReadonlySet<GraphNode>): readonly string[] {
  const before = new Map<GraphNode, GraphNode>();
  for (const step of open) {
    for (const edge of step.outgoing) if (open.has(edge.to)) before.set(edge.to, step);
  }
  const seen: GraphNode[] = [];
  let at = first;
  while (!seen.includes(at)) {
    seen.push(at);
    at = before.get(at) ?? first;
  }
  const circle = [...seen.slice(seen.indexOf(at)), at].reverse();
  return circle.map((step) => step.id);
}
