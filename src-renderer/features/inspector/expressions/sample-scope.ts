import { resolveValue } from '@shared/expressions/resolve';
import { type ExpressionScope, SecretRef } from '@shared/expressions/types';
import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';
import { findStepDefinition } from '@shared/steps';
import type { RunState } from '@shared/runs/state';
import { allScopes, visibleSteps } from '@shared/workflow/graph/scopes';
import type { Step, Workflow } from '@shared/workflow/model';
import { ownOutput } from '@shared/workflow/typing/own-output';

/** Data to try an expression on, and where it is from. */
export interface SampleScope {
  readonly scope: ExpressionScope;
  readonly source: string;
  /** Steps whose output is at hand. */
  readonly known: ReadonlySet<string>;
}

export interface SampleSources {
  readonly workflow: Workflow;
  /** The run that is shown, if any. */
  readonly run: RunState | null;
  /** A step's output in that run; undefined when it has none or it is too large. */
  readonly outputOf: (step: string) => JsonValue | undefined;
  /** What a container gave to a step in it in that run, such as `loop`; undefined when it did not. */
  readonly localsOf?: (container: string, step: string) => JsonObject | undefined;
}

/** What an expression of a step would see, from the shown run, pins and the first sample input. */
export function sampleScope(
  { workflow, run, outputOf, localsOf }: SampleSources,
  stepId: string | null,
  locals: readonly string[],
): SampleScope | null {
  const input = run && 'value' in run.input ? run.input.value : workflow.samples[0]?.input;
  const steps: Record<string, JsonValue> = {};
  for (const id of stepId === null ? [...workflow.steps.keys()] : visibleSteps(workflow, stepId)) {
    const output = workflow.pins.get(id) ?? outputOf(id) ?? triggerOutput(workflow, id, input);
    if (output !== undefined) steps[id] = output;
  }
  if (!run && input === undefined && Object.keys(steps).length === 0) return null;
  const roots: Record<string, unknown> = {
    input: input ?? null,
    steps,
    vars: run?.vars ?? workflow.vars,
    env: {},
    trigger: input ?? null,
    run: { id: run?.run ?? '', workflow: workflow.name },
    secrets: Object.fromEntries(workflow.secrets.map((name) => [name, new SecretRef(name)])),
  };
  const scope = stillScope(roots, workflow);
  addContainerLocals(workflow, stepId, scope, roots, localsOf);
  const step = stepId === null ? undefined : allScopes(workflow).get(stepId)?.step;
  if (step && locals.length > 0) addLazyLocals(step, locals, scope, roots);
  if (step && locals.includes(ownOutput)) {
    const given = workflow.pins.get(step.id) ?? outputOf(step.id);
    if (given !== undefined) roots[ownOutput] = given;
  }
  const [sample] = workflow.samples;
  const source = run ? 'the shown run' : sample ? `sample "${sample.name}"` : 'pinned outputs';
  return { scope, source, known: new Set(Object.keys(steps)) };
}

/** Where a run starts, the output is its input: known before any run. */
function triggerOutput(
  workflow: Workflow,
  id: string,
  input: JsonValue | undefined,
): JsonValue | undefined {
  const kind = allScopes(workflow).get(id)?.step.kind;
  return kind !== undefined && findStepDefinition(kind)?.trigger === true ? input : undefined;
}

/** Time and chance stand still, so that a preview does not flicker. */
function stillScope(roots: Record<string, unknown>, workflow: Workflow): ExpressionScope {
  const now = Date.now();
  return {
    roots,
    missing: workflow.settings.missing,
    now: () => now,
    random: () => 0.5,
    uuid: () => '00000000-0000-4000-8000-000000000000',
  };
}

/** Inside a loop: the item that is looked at, else its first one, under the loop's own names. */
function addContainerLocals(
  workflow: Workflow,
  stepId: string | null,
  scope: ExpressionScope,
  roots: Record<string, unknown>,
  localsOf: SampleSources['localsOf'],
): void {
  const containers = stepId === null ? [] : (allScopes(workflow).get(stepId)?.containers ?? []);
  for (const container of containers) {
    const { config } = container;
    const given = stepId === null ? undefined : localsOf?.(container.id, stepId);
    for (const [name, value] of Object.entries(given ?? {})) roots[name] = value;
    const round = isJsonObject(given?.['loop']) ? given['loop'] : undefined;
    const item = round ? round['item'] : firstItem(config['items'], scope);
    if (item === undefined) continue;
    const index = round?.['index'] ?? 0;
    if (!round) roots['loop'] = { item, index };
    roots[nameOr(config['item'], 'item')] = item;
    roots[nameOr(config['index'], 'index')] = index;
  }
}

/** Settings that are evaluated per item see the first one. */
function addLazyLocals(
  step: Step,
  locals: readonly string[],
  scope: ExpressionScope,
  roots: Record<string, unknown>,
): void {
  const item = firstItem(step.config['items'], scope);
  const names = {
    item: nameOr(step.config['item'], 'item'),
    index: nameOr(step.config['index'], 'index'),
  };
  if (locals.includes(names.item) && item !== undefined) roots[names.item] = item;
  if (locals.includes(names.index)) roots[names.index] = 0;
  if (locals.includes('loop') && item !== undefined) roots['loop'] = { item, index: 0 };
  if (locals.includes('value')) roots['value'] = tryResolve(step.config['value'], scope) ?? null;
}

function firstItem(items: JsonValue | undefined, scope: ExpressionScope): unknown {
  const list = tryResolve(items, scope);
  return Array.isArray(list) ? (list[0] as unknown) : undefined;
}

function tryResolve(value: JsonValue | undefined, scope: ExpressionScope): unknown {
  if (value === undefined) return undefined;
  try {
    return resolveValue(value, scope, { budget: previewBudget });
  } catch {
    // What cannot be worked out yet is simply not at hand.
    return undefined;
  }
}

function nameOr(value: JsonValue | undefined, fallback: string): string {
  return typeof value === 'string' && value !== '' && !isJsonObject(value) ? value : fallback;
}

/** Small: a preview must never be felt. */
export const previewBudget = { operations: 50_000, depth: 48, size: 100_000 };
