import { refuse } from '../edit/edit-context';
import { outermost } from '../edit/fragment';
import { graphIndex } from '../graph/graph-index';
import { allScopes, graphOf } from '../graph/scopes';
import type { Edge, Graph, Step, StepId, Workflow } from '../model';
import type { ParsedWorkflow } from '../parse-workflow';
import { alwaysRuns, surelyTakes } from './flow-facts';
import { type FindDefinition, withInner } from './step-texts';

// What can become a workflow of its own: steps of one graph with one way in, from which what
// follows them is reached as surely as before.

export interface Part {
  readonly workflow: Workflow;
  readonly graph: Graph;
  readonly container: StepId | null;
  /** The outermost chosen steps, in the order of the file. */
  readonly ids: ReadonlySet<StepId>;
  /** Those that run; notes come along. */
  readonly running: ReadonlySet<StepId>;
  /** The steps it begins with. */
  readonly entries: readonly Step[];
  readonly incoming: readonly Edge[];
  readonly outgoing: readonly Edge[];
}

export function partToExtract(
  parsed: ParsedWorkflow,
  chosen: readonly StepId[],
  find: FindDefinition,
): Part {
  const { workflow } = parsed;
  const sources = outermost(parsed, chosen);
  if (workflow === null || sources.length === 0) {
    refuse('EXTRACT_NOTHING', 'No steps are selected', 'Select the steps that belong together.');
  }
  const container = sources[0]?.container ?? null;
  const apart = sources.find((source) => source.container !== container);
  if (apart !== undefined) {
    refuse(
      'EXTRACT_FRAMES',
      `${nameIn(workflow, apart.id)} lies in another frame than ${nameIn(workflow, sources[0]?.id ?? '')}`,
      'Select steps of one frame, or the whole frame.',
    );
  }
  const graph = graphOf(workflow, container) ?? workflow;
  const ids = new Set(sources.map(({ id }) => id));
  const running = new Set([...ids].filter((id) => !isNote(graph.steps.get(id), find)));
  if (running.size === 0) {
    refuse('EXTRACT_NOTHING', 'Notes alone are no workflow', 'Select steps that run.');
  }
  for (const id of running) checkStep(workflow, graph, id, find);
  checkLeaves(workflow, ids, find);
  const incoming = graph.edges.filter((edge) => !running.has(edge.from) && running.has(edge.to));
  const outgoing = graph.edges.filter((edge) => running.has(edge.from) && !running.has(edge.to));
  checkWayBack({ workflow, graph, running, outgoing });
  const entries = findEntries(workflow, graph, running, incoming);
  const part = { workflow, graph, container, ids, running, entries, incoming, outgoing };
  checkSettled(part, find);
  checkWaysOut(part, find);
  return part;
}

export function nameIn(workflow: Workflow, id: StepId): string {
  return `"${allScopes(workflow).get(id)?.step.title ?? id}"`;
}

function isNote(step: Step | undefined, find: FindDefinition): boolean {
  return step !== undefined && find(step.kind)?.annotation === true;
}

function checkStep(workflow: Workflow, graph: Graph, id: StepId, find: FindDefinition): void {
  const step = graph.steps.get(id);
  const definition = step && find(step.kind);
  if (definition === undefined) {
    refuse(
      'EXTRACT_KIND',
      `${nameIn(workflow, id)} is of a kind that this Stepwell does not have`,
      'Leave it out of the selection.',
    );
  }
  if (definition.trigger === true) {
    refuse(
      'EXTRACT_START',
      `${nameIn(workflow, id)} is where runs of this workflow start, so it has to stay`,
      'Leave it out of the selection: the new workflow gets a start of its own.',
    );
  }
  if (definition.entry !== undefined) {
    refuse(
      'EXTRACT_ENTRY',
      `${nameIn(workflow, id)} begins a part of the frame around it, so it cannot leave the frame`,
      'Select only what follows it, or the whole frame.',
    );
  }
}

/** A step that ends something around the selection would end something else elsewhere. */
function checkLeaves(workflow: Workflow, ids: ReadonlySet<StepId>, find: FindDefinition): void {
  for (const { step, containers } of withInner(workflow, ids)) {
    const leaves = find(step.kind)?.leaves;
    if (leaves === undefined || step.disabled) continue;
    const inside = containers.slice(containers.findIndex(({ id }) => ids.has(id)));
    const around = ids.has(step.id) ? [] : inside;
    if (around.some(({ kind }) => find(kind)?.container?.absorbs?.includes(leaves))) continue;
    refuse(
      'EXTRACT_LEAVES',
      leaves === 'return'
        ? `${nameIn(workflow, step.id)} ends this workflow; elsewhere it would end only the new one`
        : `${nameIn(workflow, step.id)} leaves a loop that is not in the selection`,
      leaves === 'return'
        ? 'Leave it out of the selection.'
        : 'Select the whole loop, or leave that step out.',
    );
  }
  for (const { step, containers } of allScopes(workflow).values()) {
    const key = find(step.kind)?.entry?.forStep;
    const named = key === undefined ? undefined : step.config[key];
    const moves = ids.has(step.id) || containers.some(({ id }) => ids.has(id));
    if (typeof named !== 'string' || moves || !ids.has(named)) continue;
    refuse(
      'EXTRACT_NAMED',
      `${nameIn(workflow, step.id)} belongs to ${nameIn(workflow, named)}, which would not be here any more`,
      `Leave ${nameIn(workflow, named)} out of the selection, or select the whole frame.`,
    );
  }
}

/** The steps it begins with: one, or several that begin at the very same moment. */
function findEntries(
  workflow: Workflow,
  graph: Graph,
  running: ReadonlySet<StepId>,
  incoming: readonly Edge[],
): readonly Step[] {
  const index = graphIndex(graph);
  const first = [...running].filter(
    (id) => index.incoming(id).length === 0 || incoming.some((edge) => edge.to === id),
  );
  const entries = first.flatMap((id) => graph.steps.get(id) ?? []);
  for (const { id } of entries) {
    if (!index.incoming(id).some((edge) => running.has(edge.from))) continue;
    const outside = incoming.find((edge) => edge.to === id)?.from ?? '';
    refuse(
      'EXTRACT_ENTRIES',
      `${nameIn(workflow, id)} is reached from inside the selection and from ${nameIn(workflow, outside)}`,
      `Select ${nameIn(workflow, outside)} as well, or fewer steps.`,
    );
  }
  const waysTo = (id: StepId): string =>
    index
      .incoming(id)
      .map((edge) => `${edge.from}.${edge.fromPort}`)
      .sort()
      .join(' ');
  const [one] = entries;
  const other = entries.find(
    (entry) =>
      one !== undefined && (waysTo(entry.id) !== waysTo(one.id) || entry.join !== one.join),
  );
  if (one !== undefined && other !== undefined) {
    refuse(
      'EXTRACT_ENTRIES',
      `The selection begins at two places, ${nameIn(workflow, one.id)} and ${nameIn(workflow, other.id)}, and a workflow has one start`,
      'Select steps that all follow from one of them, or the step that leads to both.',
    );
  }
  return entries;
}

/** What comes after the selection must not come before it, too. */
function checkWayBack({
  workflow,
  graph,
  running,
  outgoing,
}: Pick<Part, 'workflow' | 'graph' | 'running' | 'outgoing'>): void {
  const index = graphIndex(graph);
  const seen = new Set<StepId>();
  const open = outgoing.map((edge) => edge.to);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const edge of index.outgoing(id)) {
      if (running.has(edge.to)) {
        refuse(
          'EXTRACT_GAP',
          `${nameIn(workflow, id)} lies between selected steps, but is not selected itself`,
          `Select ${nameIn(workflow, id)} as well.`,
        );
      }
      open.push(edge.to);
    }
  }
}

/** A step that runs whatever happened before it would hang on the call as a whole. */
function checkSettled({ workflow, graph, running, entries }: Part, find: FindDefinition): void {
  const settled = [...running].find(
    (id) => graph.steps.get(id)?.join === 'settled' && entries.every((entry) => entry.id !== id),
  );
  if (settled === undefined) return;
  if (entries.some(({ id }) => alwaysRuns(graph, find, id))) return;
  refuse(
    'EXTRACT_SETTLED',
    `${nameIn(workflow, settled)} runs even when nothing that leads to it did, but the new workflow may not be called then`,
    `Leave ${nameIn(workflow, settled)} out of the selection.`,
  );
}

function checkWaysOut(part: Part, find: FindDefinition): void {
  const { workflow, graph, running, entries, outgoing } = part;
  const from = entries.map(({ id }) => id);
  const sure = (edges: readonly Edge[]): boolean =>
    surelyTakes(graph, find, from, running, new Set(edges.map(({ id }) => id)));
  for (const [target, edges] of Map.groupBy(outgoing, (edge) => edge.to)) {
    const join = graph.steps.get(target)?.join ?? 'any';
    if (join === 'settled') continue;
    if (join === 'all' ? edges.every((edge) => sure([edge])) : sure(edges)) continue;
    const from = nameIn(workflow, edges[0]?.from ?? '');
    refuse(
      'EXTRACT_WAYS',
      `${nameIn(workflow, target)} follows ${from} only sometimes, but it would follow the new workflow always`,
      `Select ${nameIn(workflow, target)} as well, or leave out the decision before ${from}.`,
    );
  }
}

/** Whether the selection's steps are the last of a graph whose output follows from its last steps. */
export function endsOf(part: Part): readonly StepId[] {
  const { outgoing } = graphIndex(part.graph);
  return [...part.running].filter((id) => outgoing(id).length === 0);
}
