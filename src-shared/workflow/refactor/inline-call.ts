import type { AppErrorData } from '../../errors/app-error';
import type { JsonValue } from '../../lib/json';
import { err, ok, type Result } from '../../lib/result';
import { EditRefused } from '../edit/edit-context';
import { copyFragment } from '../edit/fragment';
import type { NewEdge, NewStep, WorkflowEdit } from '../edit/workflow-edit';
import { graphIndex } from '../graph/graph-index';
import type { Edge, Graph, StepId } from '../model';
import { parseWorkflow, type ParsedWorkflow } from '../parse-workflow';
import { freeStepId } from '../step-id';
import { applied } from './extract-steps';
import { surelyTakes } from './flow-facts';
import { type InlineContext, type InlineOptions, openInlining } from './inline-context';
import { insideEdits, isPlain, sharedEdits, usesInput } from './inline-input';
import { type Given, givenOutside, madeOutput, outsideEdits } from './inline-output';
import { stepOrigin } from './inline-values';

// The steps of a called workflow take the place of the step that calls it. Values go straight to
// where they are used where they have a name; else a step carries them in, or out.

export interface Inlining {
  readonly edit: WorkflowEdit;
  /** The outermost steps that take the call's place. */
  readonly ids: readonly StepId[];
}

export function inlineCall(
  parsed: ParsedWorkflow,
  id: StepId,
  calledText: string,
  options: InlineOptions,
): Result<Inlining, AppErrorData> {
  try {
    return ok(inline(openInlining(parsed, id, calledText, options)));
  } catch (error) {
    if (error instanceof EditRefused) return err(error.data);
    throw error;
  }
}

/** Steps and edges that are written anew. */
interface Wiring {
  readonly steps: NewStep[];
  readonly edges: NewEdge[];
  readonly joins: WorkflowEdit[];
}

function inline(context: InlineContext): Inlining {
  const { call, called, container, graph } = context;
  const outgoing = graphIndex(graph).outgoing(call.id);
  const wiring: Wiring = { steps: [], edges: [], joins: [] };
  const given = givenOutside(context, outgoing);
  const throughStep =
    given === 'made' || outgoing.some((edge) => wantsOneWay(context, joinOf(graph, edge.to)));
  const sure = throughStep
    ? surelyEnds(context, 'any')
    : outgoing.every(({ to }) => surelyEnds(context, joinOf(graph, to)));
  const carried = carryIn(context, wiring, sure);
  const gate = sure ? null : carried;
  const inner = insideEdits(context, carried);
  const out = throughStep
    ? outputStep(context, wiring, gate, outgoing)
    : waysOut(context, wiring, gate, given, outgoing);
  if (called.triggers.size > 0) inner.push({ type: 'remove-steps', ids: [...called.triggers] });
  const moved = [...called.workflow.steps.keys()].filter((id) => !called.triggers.has(id));
  const text = applied(context.text, { type: 'batch', edits: inner });
  const { at } = context.options;
  return {
    ids: [...moved, ...wiring.steps.map(({ id }) => id)],
    edit: {
      type: 'batch',
      edits: [
        ...outsideEdits(context, out),
        { type: 'remove-steps', ids: [call.id] },
        {
          type: 'paste-fragment',
          text: copyFragment(parseWorkflow(text), moved),
          container,
          ...(at !== undefined && { at }),
        },
        { type: 'add-steps', steps: wiring.steps, edges: wiring.edges, container },
        ...wiring.joins,
        ...sharedEdits(context),
      ],
    },
  };
}

function joinOf(graph: Graph, id: StepId): string {
  return graph.steps.get(id)?.join ?? 'any';
}

function newStep(
  { options, call, taken }: InlineContext,
  wiring: Wiring,
  words: string,
  value: JsonValue,
): StepId {
  const id = freeStepId(`${call.id}${words}`, taken);
  taken.add(id);
  wiring.steps.push({
    id,
    kind: options.carry.kind,
    title: `${call.title ?? call.id}: ${words.toLowerCase()}`,
    with: { [options.carry.key]: value },
  });
  return id;
}

/**
 * A step that takes the input in, where it has to be made, or where the way in needs one place;
 * null where neither is so.
 */
function carryIn(context: InlineContext, wiring: Wiring, sure: boolean): StepId | null {
  const { call, called, graph, input } = context;
  const incoming = graphIndex(graph).incoming(call.id);
  const into = (to: StepId): void => {
    for (const { from, fromPort } of incoming) wiring.edges.push({ from, fromPort, to });
    if (call.join === 'any') return;
    wiring.joins.push({ type: 'set-step-field', id: to, field: 'join', value: call.join });
  };
  const direct = called.entries.every(
    ({ id, join }) =>
      graphIndex(called.workflow).incoming(id).length <= 1 &&
      (join === 'any' || (incoming.length <= 1 && call.join === 'any')),
  );
  if (direct && sure && isPlain(context)) {
    for (const { id } of called.entries) into(id);
    return null;
  }
  const id = newStep(context, wiring, 'Input', usesInput(context) ? (input ?? null) : null);
  into(id);
  for (const entry of called.entries) wiring.edges.push({ from: id, to: entry.id });
  return id;
}

/** Whether what follows the ends of the called workflow runs as surely as what followed the call. */
function surelyEnds({ called, find }: InlineContext, join: string): boolean {
  if (join === 'settled') return true;
  const { workflow, entries, ends } = called;
  // An edge behind each end, which is what the call's own edge becomes.
  const edges = ends.flatMap((end) =>
    portsOf({ called, find }, end).map((port) => behind(end, port)),
  );
  const graph: Graph = { steps: workflow.steps, edges: [...workflow.edges, ...edges] };
  const inside = new Set(workflow.steps.keys());
  const from = entries.map(({ id }) => id);
  return surelyTakes(graph, find, from, inside, new Set(edges.map(({ id }) => id)));
}

function behind(from: StepId, port: string): Edge {
  return { id: `${from}.${port} -> `, from, fromPort: port, to: '', toPort: 'in' };
}

/** A step that waits for all that lead to it would wait for ends that are not come to. */
function wantsOneWay(context: InlineContext, join: string): boolean {
  if (join !== 'all') return false;
  return waysFromEnds(context).length > 1 || !surelyEnds(context, join);
}

function portsOf({ called, find }: Pick<InlineContext, 'called' | 'find'>, id: StepId): string[] {
  const step = called.workflow.steps.get(id);
  const ports = step && find(step.kind)?.ports(step.config).outputs;
  return (ports ?? []).map(({ name }) => name);
}

function waysFromEnds(context: InlineContext): readonly { from: StepId; fromPort: string }[] {
  return context.called.ends.flatMap((from) =>
    portsOf(context, from).map((fromPort) => ({ from, fromPort })),
  );
}

/** The edges behind the call as edges behind the ends. */
function waysOut(
  context: InlineContext,
  wiring: Wiring,
  gate: StepId | null,
  given: Given | null,
  outgoing: readonly Edge[],
): Given | null {
  for (const { to, toPort } of outgoing) {
    for (const end of waysFromEnds(context)) wiring.edges.push({ ...end, to, toPort });
    if (gate !== null) wiring.edges.push({ from: gate, to, toPort });
  }
  return given;
}

/** One step that all ends lead to, with the output of the call as its own. */
function outputStep(
  context: InlineContext,
  wiring: Wiring,
  gate: StepId | null,
  outgoing: readonly Edge[],
): Given {
  const id = newStep(context, wiring, 'Output', madeOutput(context));
  for (const end of waysFromEnds(context)) wiring.edges.push({ ...end, to: id });
  if (gate !== null) wiring.edges.push({ from: gate, to: id });
  for (const { to, toPort } of outgoing) wiring.edges.push({ from: id, to, toPort });
  return stepOrigin(id);
}
