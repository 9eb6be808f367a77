import type { Graph, StepId } from '../model';
import { graphIndex } from './graph-index';

/**
 * Steps in layers: each stands one layer after the last of its predecessors. On a cycle, the edge
 * that closes it (in the order of the file) does not count, so that every step gets a layer.
 */
export function topologicalLevels(graph: Graph): readonly (readonly StepId[])[] {
  const closing = closingEdges(graph);
  const { incoming, outgoing } = graphIndex(graph);
  const waiting = new Map<StepId, number>();
  for (const id of graph.steps.keys()) {
    waiting.set(id, incoming(id).filter((edge) => !closing.has(edge.id)).length);
  }
  const levels: StepId[][] = [];
  let layer = [...graph.steps.keys()].filter((id) => waiting.get(id) === 0);
  while (layer.length > 0) {
    levels.push(layer);
    const next: StepId[] = [];
    for (const id of layer) {
      for (const edge of outgoing(id)) {
        if (closing.has(edge.id)) continue;
        const left = (waiting.get(edge.to) ?? 0) - 1;
        waiting.set(edge.to, left);
        if (left === 0) next.push(edge.to);
      }
    }
    layer = next;
  }
  return levels;
}

/** Every edge that closes a cycle, with the cycle it closes. */
export function findCycles(
  graph: Graph,
): readonly { readonly edge: string; readonly path: readonly StepId[] }[] {
  const cycles: { edge: string; path: readonly StepId[] }[] = [];
  walkDepthFirst(graph, (edge, path) => cycles.push({ edge, path }));
  return cycles;
}

function closingEdges(graph: Graph): ReadonlySet<string> {
  const closing = new Set<string>();
  walkDepthFirst(graph, (edge) => closing.add(edge));
  return closing;
}

interface Frame {
  readonly id: StepId;
  next: number;
}

/** Calls back for each edge that leads to a step of the path that is being walked. */
function walkDepthFirst(
  graph: Graph,
  onClosing: (edge: string, path: readonly StepId[]) => void,
): void {
  const { outgoing } = graphIndex(graph);
  const done = new Set<StepId>();
  const onPath = new Set<StepId>();
  for (const root of graph.steps.keys()) {
    if (done.has(root)) continue;
    // A list instead of recursion: five thousand steps in a row are allowed.
    const stack: Frame[] = [{ id: root, next: 0 }];
    onPath.add(root);
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const edge = outgoing(frame.id)[frame.next];
      frame.next += 1;
      if (edge === undefined) {
        stack.pop();
        onPath.delete(frame.id);
        done.add(frame.id);
      } else if (onPath.has(edge.to)) {
        const ids = stack.map((entry) => entry.id);
        onClosing(edge.id, [...ids.slice(ids.indexOf(edge.to)), edge.to]);
      } else if (!done.has(edge.to)) {
        stack.push({ id: edge.to, next: 0 });
        onPath.add(edge.to);
      }
    }
  }
}
