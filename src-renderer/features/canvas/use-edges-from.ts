import { useStore } from 'zustand';
import type { StepId } from '@shared/workflow/model';
import { flowStore } from './flow-store';
import type { WireEdge } from './model/canvas-node';

const none: readonly string[] = [];
let groupedFrom: readonly WireEdge[] | undefined;
let grouped: ReadonlyMap<string, readonly string[]> = new Map();

/** Ids of the wires that leave from a port. Grouped once per version of the document. */
export function useEdgesFrom(step: StepId, port: string): readonly string[] {
  return useStore(flowStore, (state) => byPort(state.edges).get(`${step}.${port}`) ?? none);
}

function byPort(edges: readonly WireEdge[]): ReadonlyMap<string, readonly string[]> {
  if (edges === groupedFrom) return grouped;
  const next = new Map<string, string[]>();
  for (const { id, source, sourceHandle } of edges) {
    const key = `${source}.${sourceHandle ?? 'out'}`;
    const list = next.get(key);
    if (list) list.push(id);
    else next.set(key, [id]);
  }
  // A list that says the same keeps its identity, so that its step is not drawn again.
  grouped = new Map(
    [...next].map(([key, ids]) => {
      const before = grouped.get(key);
      return [key, before && before.join() === ids.join() ? before : ids];
    }),
  );
  groupedFrom = edges;
  return grouped;
}
