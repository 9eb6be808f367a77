import type { Edge, Graph, Step, StepId } from '../model';

// The parts of a container's graph. An entry step begins a section of its own: what follows it
// along edges. What begins without an entry is the main part.

export interface GraphParts {
  /** The entry whose section a step belongs to; null for the main part. */
  readonly partOf: (id: StepId) => StepId | null;
  readonly main: Graph;
  /** By the entry's id, in the order of the file. */
  readonly sections: ReadonlyMap<StepId, Graph>;
  /** Steps that follow from two parts, which one run of a part cannot mean. */
  readonly shared: readonly SharedStep[];
}

export interface SharedStep {
  readonly step: StepId;
  /** The entries from which it can be reached; null stands for the main part. */
  readonly parts: readonly [StepId | null, StepId | null];
}

/** Takes a graph apart; without entries the main part is the graph itself. */
export function graphParts(graph: Graph, isEntry: (step: Step) => boolean): GraphParts {
  const entries = [...graph.steps.values()].filter(isEntry);
  if (entries.length === 0)
    return { main: graph, sections: new Map(), shared: [], partOf: () => null };
  const following = followers(graph.edges);
  const partOf = new Map<StepId, StepId | null>();
  const shared: SharedStep[] = [];
  const claim = (first: StepId, part: StepId | null): void => {
    const open = [first];
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      const before = partOf.get(step);
      if (before === part) continue;
      if (before !== undefined) {
        shared.push({ step, parts: [before, part] });
        continue;
      }
      partOf.set(step, part);
      open.push(...(following.get(step) ?? []));
    }
  };
  for (const entry of entries) claim(entry.id, entry.id);
  const targets = new Set(graph.edges.map((edge) => edge.to));
  for (const id of graph.steps.keys()) {
    if (!targets.has(id) && !partOf.has(id)) claim(id, null);
  }
  const part = (wanted: StepId | null): Graph => ({
    // A circle that nothing leads into is nobody's; the main part reports it.
    steps: new Map([...graph.steps].filter(([id]) => (partOf.get(id) ?? null) === wanted)),
    edges: graph.edges.filter(
      (edge) =>
        (partOf.get(edge.from) ?? null) === wanted && (partOf.get(edge.to) ?? null) === wanted,
    ),
  });
  return {
    main: part(null),
    sections: new Map(entries.map((entry) => [entry.id, part(entry.id)])),
    shared,
    partOf: (id) => partOf.get(id) ?? null,
  };
}

function followers(edges: readonly Edge[]): ReadonlyMap<StepId, readonly StepId[]> {
  const following = new Map<StepId, StepId[]>();
  for (const edge of edges) {
    const known = following.get(edge.from);
    if (known === undefined) following.set(edge.from, [edge.to]);
    else known.push(edge.to);
  }
  return following;
}
