import type { JsonValue } from '../../lib/json';
import { refuse } from '../edit/edit-context';
import type { WorkflowEdit } from '../edit/workflow-edit';
import { allScopes, containerOf, graphOf } from '../graph/scopes';
import type { Graph, Step, StepId, Workflow } from '../model';
import { parseWorkflow, type ParsedWorkflow } from '../parse-workflow';
import { freeStepId } from '../step-id';
import { applied } from './extract-steps';
import { nameIn } from './extract-check';
import { type Called, checkCalled, checkCaller } from './inline-check';
import { type FindDefinition, stepTexts, type StepText } from './step-texts';

export interface InlineOptions {
  readonly find: FindDefinition;
  /** A kind that gives what its settings say, and the key of that setting. */
  readonly carry: { readonly kind: string; readonly key: string };
  /** Where the top left corner of the steps goes. */
  readonly at?: { readonly x: number; readonly y: number };
}

/** A call, the workflow it calls, and where both stand. */
export interface InlineContext {
  readonly options: InlineOptions;
  readonly find: FindDefinition;
  readonly workflow: Workflow;
  /** The graph the call stands in, and the container around it. */
  readonly graph: Graph;
  readonly container: StepId | null;
  readonly call: Step;
  /** What the call passes on; undefined when nothing. */
  readonly input: JsonValue | undefined;
  /** What the call makes of the result, where it makes something of it. */
  readonly output: JsonValue | undefined;
  readonly called: Called;
  /** Of the called workflow, with ids that nobody has here. */
  readonly text: string;
  /** The texts of the called workflow's steps. */
  readonly texts: readonly StepText[];
  /** Ids that are taken here or there. */
  readonly taken: Set<StepId>;
}

export function openInlining(
  parsed: ParsedWorkflow,
  id: StepId,
  calledText: string,
  options: InlineOptions,
): InlineContext {
  const { find } = options;
  const { workflow } = parsed;
  if (workflow === null) refuse('INLINE_BROKEN', 'There is no workflow', 'Repair the source.');
  checkCaller(workflow, id);
  const container = containerOf(workflow, id);
  const graph = graphOf(workflow, container) ?? workflow;
  const call = graph.steps.get(id);
  const traits = call && find(call.kind)?.calls;
  if (call === undefined || traits === undefined) {
    refuse('INLINE_KIND', `${nameIn(workflow, id)} calls nothing`, 'Choose a step that calls.');
  }
  const taken = new Set(parsed.source.steps.keys());
  const text = withFreshIds(calledText, taken);
  const called = checkCalled(workflow, id, parseWorkflow(text), find);
  return {
    options,
    find,
    workflow,
    graph,
    container,
    call,
    input: call.config[traits.input],
    output: traits.output === undefined ? undefined : call.config[traits.output],
    called,
    text,
    texts: [...allScopes(called.workflow).values()].flatMap(({ step }) => stepTexts(step, find)),
    taken,
  };
}

/** Ids that the calling workflow has already get a number, everywhere they are named. */
function withFreshIds(text: string, taken: Set<StepId>): string {
  const theirs = parseWorkflow(text).source.steps;
  const edits: WorkflowEdit[] = [];
  const known = new Set([...taken, ...theirs.keys()]);
  for (const id of theirs.keys()) {
    if (!taken.has(id)) continue;
    const to = freeStepId(id, known);
    known.add(to);
    edits.push({ type: 'rename-step', id, to });
  }
  for (const id of known) taken.add(id);
  return edits.length === 0 ? text : applied(text, { type: 'batch', edits });
}
