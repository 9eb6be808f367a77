import type { Edge, Graph, Step, StepId, Workflow } from '../model';

// What changed between two versions of a workflow, in its own terms: steps, wires and the rest.
// Where boxes lie is no change of what it does.

export interface ChangedStep {
  readonly id: StepId;
  readonly title: string;
  /** Which of its keys differ, such as `title` or `with.url`. */
  readonly keys: readonly string[];
}

export interface NamedStep {
  readonly id: StepId;
  readonly title: string;
}

export interface WorkflowChanges {
  readonly added: readonly NamedStep[];
  readonly removed: readonly NamedStep[];
  readonly changed: readonly ChangedStep[];
  /** Edges by their text, such as `check.true -> pay`. */
  readonly addedEdges: readonly string[];
  readonly removedEdges: readonly string[];
  /** Keys at the top of the file that differ, such as `input` or `settings`. */
  readonly keys: readonly string[];
  /** Boxes were moved. */
  readonly moved: boolean;
}

/** Steps are the same by their id, wherever they stand; so are edges. */
export function compareWorkflows(before: Workflow, after: Workflow): WorkflowChanges {
  const old = flatten(before);
  const fresh = flatten(after);
  const added: NamedStep[] = [];
  const changed: ChangedStep[] = [];
  for (const [id, now] of fresh.steps) {
    const was = old.steps.get(id);
    if (!was) {
      added.push(named(now.step));
      continue;
    }
    const keys = differingKeys(was, now);
    if (keys.length > 0) changed.push({ ...named(now.step), keys });
  }
  const removed = [...old.steps]
    .filter(([id]) => !fresh.steps.has(id))
    .map(([, { step }]) => named(step));
  return {
    added,
    removed,
    changed,
    addedEdges: fresh.edges.filter((edge) => !old.edges.includes(edge)),
    removedEdges: old.edges.filter((edge) => !fresh.edges.includes(edge)),
    keys: topKeys.filter((key) => !sameValue(before[key], after[key])),
    moved:
      !sameValue([...before.layout], [...after.layout]) ||
      !sameValue(before.groups ?? [], after.groups ?? []),
  };
}

export function isSame(changes: WorkflowChanges): boolean {
  const { moved, ...lists } = changes;
  return !moved && Object.values(lists).every((list: readonly unknown[]) => list.length === 0);
}

const topKeys = [
  'name',
  'description',
  'input',
  'output',
  'result',
  'vars',
  'env',
  'secrets',
  'settings',
  'pins',
  'samples',
] as const satisfies readonly (keyof Workflow)[];

interface Placed {
  readonly step: Step;
  readonly container: StepId | null;
}

function flatten(workflow: Workflow): { steps: Map<StepId, Placed>; edges: string[] } {
  const steps = new Map<StepId, Placed>();
  const edges: string[] = [];
  function visit(graph: Graph, container: StepId | null): void {
    for (const step of graph.steps.values()) {
      steps.set(step.id, { step, container });
      if (step.body) visit(step.body, step.id);
    }
    edges.push(...graph.edges.map(edgeText));
  }
  visit(workflow, null);
  return { steps, edges };
}

function differingKeys(was: Placed, now: Placed): string[] {
  const { config: oldConfig, body: _oldBody, ...old } = was.step;
  const { config: newConfig, body: _newBody, ...fresh } = now.step;
  const keys = differing(old, fresh);
  const settings = differing(oldConfig, newConfig).map((key) => `with.${key}`);
  return [...keys, ...settings, ...(was.container === now.container ? [] : ['container'])];
}

function differing(old: object, fresh: object): string[] {
  const before = new Map(Object.entries(old));
  const after = new Map(Object.entries(fresh));
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => !sameValue(before.get(key), after.get(key)),
  );
}

function named({ id, title }: Step): NamedStep {
  return { id, title: title ?? id };
}

function edgeText({ from, fromPort, to, toPort }: Edge): string {
  return `${from}${fromPort === 'out' ? '' : `.${fromPort}`} -> ${to}${toPort === 'in' ? '' : `.${toPort}`}`;
}

/** By what they hold; maps too, whose order says nothing. */
function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function plain(value: unknown): unknown {
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, plain(inner)]),
  );
}
