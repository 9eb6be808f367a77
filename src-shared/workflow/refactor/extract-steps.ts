import type { AppErrorData } from '../../errors/app-error';
import type { JsonObject, JsonValue } from '../../lib/json';
import { err, ok, type Result } from '../../lib/result';
import type { StepDefinition } from '../../steps/define-step';
import { EditRefused, refuse } from '../edit/edit-context';
import { copyFragment } from '../edit/fragment';
import { planEdit } from '../edit/plan-edit';
import type { NewEdge, WorkflowEdit } from '../edit/workflow-edit';
import { allScopes } from '../graph/scopes';
import type { LayoutBox, StepId } from '../model';
import { schemaAddress } from '../new-workflow';
import { parseWorkflow, type ParsedWorkflow } from '../parse-workflow';
import { emitEntry } from '../source/emit';
import { nodeAt, toJson } from '../source/node';
import { freeStepId } from '../step-id';
import { applyTextChanges } from '../text-change';
import { endsOf, nameIn, type Part, partToExtract } from './extract-check';
import { extractInputs } from './extract-inputs';
import { surelyRuns } from './flow-facts';
import { rewriteText, usesIn } from './rewrite-text';
import { type FindDefinition, stepTexts, type StepText, withInner } from './step-texts';
import { textEdit } from './text-edit';
import { walkTemplates } from '../validate/walk-templates';

// Steps become a workflow of their own, and one step that calls it takes their place. Both texts
// are made here; where the new one is kept is for others to say.

export interface ExtractOptions {
  readonly find: FindDefinition;
  /** The kind that calls, and the kind that the new workflow starts with. */
  readonly call: StepDefinition;
  readonly start: StepDefinition;
  /** The name of the new workflow. */
  readonly name: string;
  /** How the calling step names it: its name in the library, or a path. */
  readonly reference: string;
  /** Where the calling step goes. */
  readonly box?: LayoutBox;
}

export interface Extraction {
  /** The new workflow. */
  readonly text: string;
  /** What happens to the workflow the steps leave; one undo step. */
  readonly edit: WorkflowEdit;
  /** The step that calls. */
  readonly id: StepId;
  readonly inputs: readonly string[];
  /** Steps whose outputs are used outside. */
  readonly outputs: readonly StepId[];
  /** What will be different afterwards, in sentences. */
  readonly notes: readonly string[];
}

export function extractSteps(
  parsed: ParsedWorkflow,
  ids: readonly StepId[],
  options: ExtractOptions,
): Result<Extraction, AppErrorData> {
  try {
    return ok(extract(parsed, ids, options));
  } catch (error) {
    if (error instanceof EditRefused) return err(error.data);
    throw error;
  }
}

function extract(
  parsed: ParsedWorkflow,
  ids: readonly StepId[],
  options: ExtractOptions,
): Extraction {
  const { find, call } = options;
  const traits = call.calls;
  if (traits === undefined) refuse('EXTRACT_KIND', `"${call.kind}" calls nothing`, 'Use another.');
  const part = partToExtract(parsed, ids, find);
  const inputs = extractInputs(part, find);
  const outputs = usedOutside(parsed, part, find);
  const id = freeStepId(lowerFirst(options.name), parsed.source.steps);
  const edges = edgesAround(part, id);
  const [first] = part.entries;
  const edits: WorkflowEdit[] = [
    ...outputs.edits(id),
    { type: 'remove-steps', ids: [...part.ids] },
    {
      type: 'add-steps',
      container: part.container,
      edges,
      steps: [
        {
          id,
          kind: call.kind,
          title: options.name,
          with: {
            [traits.workflow]: options.reference,
            ...(Object.keys(inputs.mapping).length > 0 && { [traits.input]: inputs.mapping }),
          },
          ...(options.box !== undefined && { box: options.box }),
        },
      ],
    },
  ];
  if (first !== undefined && first.join !== 'any') {
    edits.push({ type: 'set-step-field', id, field: 'join', value: first.join });
  }
  return {
    id,
    edit: { type: 'batch', edits },
    inputs: Object.keys(inputs.mapping),
    outputs: outputs.ids,
    notes: notesOn(parsed, part, outputs.ids),
    text: newText(parsed, part, { ...options, inputs, outputs: outputs.ids }),
  };
}

function edgesAround(part: Part, id: StepId): readonly NewEdge[] {
  const into = part.incoming.map(({ from, fromPort }): NewEdge => ({ from, fromPort, to: id }));
  const out = part.outgoing.map(({ to, toPort }): NewEdge => ({ from: id, to, toPort }));
  return [...into, ...out];
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The new workflow's text: the steps as they were written, with what they use as input. */
function newText(
  parsed: ParsedWorkflow,
  part: Part,
  options: ExtractOptions & {
    readonly inputs: ReturnType<typeof extractInputs>;
    readonly outputs: readonly StepId[];
  },
): string {
  const { inputs, outputs, find, start } = options;
  const moved = new Set(withInner(part.workflow, part.ids).map(({ step }) => step.id));
  const startId = freeStepId('start', moved);
  const head = headText(parsed, options.name, startId, start.kind);
  const edits: WorkflowEdit[] = [
    { type: 'paste-fragment', text: copyFragment(parsed, [...part.ids]), at: { x: 296, y: 0 } },
    { type: 'connect', edges: part.entries.map(({ id }) => ({ from: startId, to: id })) },
  ];
  for (const { step } of withInner(part.workflow, part.ids)) {
    for (const text of stepTexts(step, find)) {
      const value = inputs.rewritten(text);
      if (value !== text.text) edits.push(textEdit(text, value));
    }
    if (part.workflow.pins.has(step.id)) {
      edits.push({ type: 'set-pin', id: step.id, value: part.workflow.pins.get(step.id) });
    }
  }
  const set = (field: 'input' | 'vars' | 'env' | 'secrets' | 'result', value: JsonValue): void => {
    edits.push({ type: 'set-workflow-field', field, value });
  };
  if (inputs.schema !== undefined) set('input', inputs.schema);
  if (Object.keys(inputs.vars).length > 0) set('vars', inputs.vars);
  if (inputs.env.length > 0) set('env', inputs.env);
  if (inputs.secrets.length > 0) set('secrets', inputs.secrets);
  const result = resultOf(part, find, outputs);
  if (result !== undefined) set('result', result);
  for (const { id: _id, ...breakpoint } of part.workflow.breakpoints) {
    const { target, waitFor } = breakpoint;
    const plain = waitFor === undefined && breakpoint.condition === undefined;
    const stands = (target.type === 'step' || target.type === 'line') && moved.has(target.step);
    if (plain && stands) edits.push({ type: 'set-breakpoint', id: null, breakpoint });
  }
  return applied(head, { type: 'batch', edits });
}

/** The text that an edit makes; throws what refuses it. */
export function applied(text: string, edit: WorkflowEdit): string {
  const planned = planEdit(parseWorkflow(text), edit);
  if (!planned.ok) throw new EditRefused(planned.error);
  return applyTextChanges(text, planned.value);
}

const plainStyle = {
  eol: '\n',
  indent: 2,
  indentLists: true,
  json: false,
  keptBlocks: false,
} as const;

/** How it treats missing keys, limits and the like goes on to hold for the steps. */
function headText(parsed: ParsedWorkflow, name: string, start: StepId, kind: string): string {
  const { root } = parsed.source;
  const kept = (key: string, without: readonly string[] = []): string[] => {
    const node = nodeAt(root ?? undefined, [key]);
    if (node?.type !== 'map') return [];
    const value = Object.fromEntries(
      Object.entries(toJson(node) as JsonObject).filter(([inner]) => !without.includes(inner)),
    );
    return Object.keys(value).length === 0
      ? []
      : emitEntry(key, { value: value as JsonValue, inlineFrom: 0 }, plainStyle, 0);
  };
  return [
    `# yaml-language-server: $schema=${schemaAddress}`,
    'stepwell: 1',
    ...emitEntry('name', { value: name }, plainStyle, 0),
    // A time for the whole run would be one for each call.
    ...kept('settings', ['runTimeout']),
    ...kept('profile'),
    '',
    'steps:',
    `  ${start}:`,
    `    kind: ${kind}`,
    '',
    'layout:',
    `  ${start}: { x: 0, y: 0 }`,
    '',
  ].join('\n');
}

function resultOf(
  part: Part,
  find: FindDefinition,
  outputs: readonly StepId[],
): JsonValue | undefined {
  const from = part.entries.map(({ id }) => id);
  const value = (id: StepId): string => {
    const step = part.graph.steps.get(id);
    const sure = step?.disabled === false && surelyRuns(part.graph, find, from, part.running, id);
    return sure ? `{{ steps.${id} }}` : `{{ steps?.${id} ?? null }}`;
  };
  const [only] = outputs;
  if (only === undefined) return undefined;
  return outputs.length === 1
    ? value(only)
    : Object.fromEntries(outputs.map((id) => [id, value(id)]));
}

interface UsedOutside {
  readonly ids: readonly StepId[];
  /** The same uses, of what the calling step gives. */
  readonly edits: (call: StepId) => readonly WorkflowEdit[];
}

function usedOutside(parsed: ParsedWorkflow, part: Part, find: FindDefinition): UsedOutside {
  const used = new Set<StepId>();
  const texts: StepText[] = [];
  for (const { step, containers } of allScopes(part.workflow).values()) {
    if (part.ids.has(step.id) || containers.some(({ id }) => part.ids.has(id))) continue;
    texts.push(...stepTexts(step, find));
  }
  walkTemplates(part.workflow.result ?? null, ['result'], (text, path) =>
    texts.push({ step: '', path, text, mode: 'template', locals: [] }),
  );
  const concerned = texts.filter((text) => {
    let concerns = false;
    for (const { root, keys } of usesIn(text)) {
      const id = String(keys[0] ?? '');
      if (root !== 'steps' || !part.ids.has(id)) continue;
      used.add(id);
      concerns = true;
    }
    return concerns;
  });
  // In the order of the file, whoever asks first.
  const ids = [...parsed.source.steps.keys()].filter((id) => used.has(id));
  return {
    ids,
    edits: (call) =>
      concerned.map((text) =>
        textEdit(
          text,
          rewriteText(text, ({ root, keys }) => {
            const id = String(keys[0] ?? '');
            if (root !== 'steps' || !used.has(id)) return null;
            return { keys: 1, by: ids.length === 1 ? ['steps', call] : ['steps', call, id] };
          }),
        ),
      ),
  };
}

function notesOn(parsed: ParsedWorkflow, part: Part, outputs: readonly StepId[]): string[] {
  const { workflow } = part;
  const notes: string[] = [];
  const ends = endsOf(part);
  const asked = part.container !== null || workflow.result === undefined;
  const others = [...part.graph.steps.keys()].some(
    (id) => !part.ids.has(id) && !part.graph.edges.some((edge) => edge.from === id),
  );
  if (asked && ends.length > 0 && (others || outputs.length > 0 || ends.length > 1)) {
    const whose = part.container === null ? 'the workflow' : nameIn(workflow, part.container);
    notes.push(
      `${ends.map((id) => nameIn(workflow, id)).join(', ')} ended ${whose}: its output is that of the new step now.`,
    );
  }
  const inside = (id: string): boolean => parsed.source.steps.has(id) && part.ids.has(id);
  const lost = workflow.breakpoints.filter(
    ({ target, condition, waitFor }) =>
      'step' in target && inside(target.step) && (condition ?? waitFor) !== undefined,
  );
  if (lost.length > 0) notes.push('Breakpoints with a condition are not carried over.');
  return notes;
}
