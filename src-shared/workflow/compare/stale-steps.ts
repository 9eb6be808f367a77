import type { Graph, StepId, Workflow } from '../model';
import { compareWorkflows } from './compare-workflows';

// Which steps of a run would not give the same again, because the workflow has changed since.

/** Keys that say something about a step and do not change what it gives. */
const remarks: ReadonlySet<string> = new Set(['title', 'description', 'cost']);

/**
 * Steps with why they are stale, in words: they changed themselves, what leads to them did, a step
 * inside them, or one before them.
 */
export function staleSteps(ran: Workflow, now: Workflow): ReadonlyMap<StepId, string> {
  const { changed, added, addedEdges, removedEdges } = compareWorkflows(ran, now);
  const reasons = new Map<StepId, string>();
  for (const { id, keys } of changed) {
    const telling = keys.filter((key) => !remarks.has(key));
    if (telling.length > 0) reasons.set(id, `Changed since this run: ${telling.join(', ')}`);
  }
  for (const edge of [...addedEdges, ...removedEdges]) {
    const target = edge.split(' -> ')[1]?.split('.')[0];
    if (target !== undefined && !reasons.has(target)) {
      reasons.set(target, 'Its wires changed since this run');
    }
  }
  const fresh = new Set(added.map(({ id }) => id));
  visit(now);
  for (const id of fresh) reasons.delete(id);
  return reasons;

  /** From the inside out, then along the wires. */
  function visit(graph: Graph): void {
    for (const step of graph.steps.values()) {
      if (!step.body) continue;
      visit(step.body);
      const inner = [...step.body.steps.values()].find(
        ({ id }) => reasons.has(id) || fresh.has(id),
      );
      if (inner && !reasons.has(step.id)) {
        reasons.set(step.id, `“${inner.title ?? inner.id}” inside it changed since this run`);
      }
    }
    const open = [...graph.steps.keys()].filter((id) => reasons.has(id) || fresh.has(id));
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const title = graph.steps.get(id)?.title ?? id;
      for (const edge of graph.edges) {
        if (edge.from !== id || reasons.has(edge.to)) continue;
        reasons.set(edge.to, `“${title}” before it changed since this run`);
        open.push(edge.to);
      }
    }
  }
}
