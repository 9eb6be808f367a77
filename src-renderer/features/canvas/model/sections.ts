import type { StepDefinition } from '@shared/steps/define-step';
import type { StepId } from '@shared/workflow/model';
import { type GraphIndex, reach } from './graph-index';

// The parts of a container's graph: what begins by itself, and what each entry step begins (the
// handler of an error, a branch). Drawing and wiring treat every part on its own.

export interface Section {
  /** The entry step that begins it; null for the part that begins without one. */
  readonly entry: StepId | null;
  /** In document order, the entry itself included. */
  readonly steps: readonly StepId[];
}

type FindDefinition = (kind: string) => StepDefinition | undefined;

/** The parts of the graph inside `container`, the one without an entry first. */
export function sectionsIn(
  index: GraphIndex,
  find: FindDefinition,
  container: StepId | null,
): readonly Section[] {
  const ids = index.children.get(container) ?? [];
  const entries = ids.filter((id) => isEntry(index, find, id));
  if (entries.length === 0) return [{ entry: null, steps: ids }];
  const owner = new Map<StepId, StepId>();
  for (const entry of entries) {
    // A step that two entries lead to is a problem of its own; it is drawn with the first.
    for (const id of [entry, ...reach(index, entry, 'downstream')]) {
      if (!owner.has(id)) owner.set(id, entry);
    }
  }
  return [null, ...entries].map((entry) => ({
    entry,
    steps: ids.filter((id) => (owner.get(id) ?? null) === entry),
  }));
}

const owners = new WeakMap<GraphIndex, ReadonlyMap<StepId, StepId>>();

/** The entry step whose part a step belongs to; null for the part that begins without one. */
export function entryOf(index: GraphIndex, find: FindDefinition, step: StepId): StepId | null {
  let known = owners.get(index);
  if (!known) {
    known = ownersIn(index, find);
    owners.set(index, known);
  }
  return known.get(step) ?? null;
}

function ownersIn(index: GraphIndex, find: FindDefinition): ReadonlyMap<StepId, StepId> {
  const found = new Map<StepId, StepId>();
  for (const container of index.children.keys()) {
    for (const { entry, steps } of sectionsIn(index, find, container)) {
      if (entry !== null) for (const id of steps) found.set(id, entry);
    }
  }
  return found;
}

function isEntry(index: GraphIndex, find: FindDefinition, id: StepId): boolean {
  const kind = index.steps.get(id)?.step.kind;
  return kind !== undefined && find(kind)?.entry !== undefined;
}
