import { defaultCurrency } from '../../runs/cost';
import { refuse } from '../edit/edit-context';
import { endSteps, entrySteps, graphIndex } from '../graph/graph-index';
import { allScopes, containerOf, graphOf } from '../graph/scopes';
import { sameJson } from '../../lib/same-json';
import type { Edge, Step, StepId, Workflow } from '../model';
import type { ParsedWorkflow } from '../parse-workflow';
import { nameIn } from './extract-check';
import { alwaysRuns } from './flow-facts';
import type { FindDefinition } from './step-texts';

// When the steps of a called workflow may stand where the call stands.

export interface Called {
  readonly workflow: Workflow;
  /** Where it starts; its triggers do not come along. */
  readonly triggers: ReadonlySet<StepId>;
  /** Steps that begin once it starts. */
  readonly entries: readonly Step[];
  readonly ends: readonly StepId[];
}

/** What a step says about itself that holds for the call as a whole, and for no single step of it. */
const wholePolicies = [
  ['retry', 'is tried again as a whole when it fails'],
  ['timeout', 'has a time limit of its own'],
  ['rateLimit', 'has a rate limit'],
  ['circuitBreaker', 'has a circuit breaker'],
  ['skipWhen', 'is skipped under a condition'],
  ['cost', 'has a cost of its own'],
] as const;

export function checkCaller(workflow: Workflow, id: StepId): void {
  const step = allScopes(workflow).get(id)?.step;
  if (step === undefined) {
    refuse('STEP_MISSING', `There is no step "${id}"`, 'It may have been removed or renamed.');
  }
  const name = nameIn(workflow, id);
  for (const [key, words] of wholePolicies) {
    if (step[key] === undefined) continue;
    refuse(
      'INLINE_POLICY',
      `${name} ${words}, which its steps by themselves would not be`,
      `Take \`${key}\` away first, or keep the call.`,
    );
  }
  if (step.onError !== 'fail') {
    refuse(
      'INLINE_POLICY',
      `${name} goes on in its own way when something in it fails, which its steps would not`,
      'Set what happens on an error to "fail" first, or keep the call.',
    );
  }
  if (step.disabled) {
    refuse('INLINE_POLICY', `${name} is disabled`, 'Enable it first.');
  }
  if (workflow.pins.has(id)) {
    refuse('INLINE_POLICY', `The output of ${name} is pinned`, 'Unpin it first.');
  }
}

export function checkCalled(
  workflow: Workflow,
  call: StepId,
  parsed: ParsedWorkflow,
  find: FindDefinition,
): Called {
  const called = parsed.workflow;
  const broken = parsed.problems.find(({ severity }) => severity === 'error');
  if (called === null || broken !== undefined) {
    refuse(
      'INLINE_BROKEN',
      `The called workflow has an error: ${broken?.message ?? 'it is no workflow'}`,
      'Repair it first.',
    );
  }
  const name = `"${called.name}"`;
  if (!sameJson(called.profile ?? null, workflow.profile ?? null)) {
    refuse('INLINE_PROFILE', `${name} has another semantics profile`, 'Keep the call.');
  }
  if (called.settings.missing !== workflow.settings.missing) {
    refuse(
      'INLINE_PROFILE',
      `${name} treats missing keys in another way than this workflow`,
      'Make `settings.missing` the same in both first.',
    );
  }
  checkCurrency(workflow, called);
  checkReturns(called, find);
  const triggers = new Set(
    [...called.steps.values()].filter(({ kind }) => find(kind)?.trigger).map(({ id }) => id),
  );
  const index = graphIndex(called);
  const isStart = (id: StepId): boolean =>
    triggers.size > 0
      ? index.incoming(id).some((edge) => triggers.has(edge.from))
      : index.incoming(id).length === 0;
  const runs = (id: StepId): boolean => {
    const kind = called.steps.get(id)?.kind ?? '';
    return !triggers.has(id) && find(kind)?.annotation !== true;
  };
  const entries = [...called.steps.values()].filter(({ id }) => runs(id) && isStart(id));
  if (entries.length === 0) {
    refuse('INLINE_EMPTY', `${name} has no steps that run`, 'Remove the call instead.');
  }
  const reached = reachedFrom(called, entries);
  const draft = entrySteps(called).find((id) => runs(id) && !reached.has(id));
  if (draft !== undefined) {
    refuse(
      'INLINE_DRAFT',
      `Nothing leads to ${nameIn(called, draft)} in ${name}, so it does not run; here it would`,
      'Connect or remove it there first.',
    );
  }
  checkSettled(workflow, call, called, find);
  return { workflow: called, triggers, entries, ends: endSteps(called).filter(runs) };
}

/** Amounts would silently become amounts of another currency. */
function checkCurrency(workflow: Workflow, called: Workflow): void {
  const [of, here] = [called.settings.currency, workflow.settings.currency ?? defaultCurrency];
  if (of === undefined || of === here) return;
  if (![...allScopes(called).values()].some(({ step }) => step.cost !== undefined)) return;
  refuse(
    'INLINE_CURRENCY',
    `The costs of "${called.name}" are in ${of}, those of this workflow in ${here}`,
    'Make `settings.currency` the same in both first, or keep the call.',
  );
}

/** A step that runs whatever happened before it would run even when the call would not. */
function checkSettled(
  workflow: Workflow,
  call: StepId,
  called: Workflow,
  find: FindDefinition,
): void {
  const settled = [...called.steps.values()].find(({ join }) => join === 'settled');
  const graph = graphOf(workflow, containerOf(workflow, call));
  if (settled === undefined || graph === undefined || alwaysRuns(graph, find, call)) return;
  refuse(
    'INLINE_SETTLED',
    `${nameIn(called, settled.id)} runs even when nothing that leads to it did, so here it would run without the call`,
    `Set the join of ${nameIn(called, settled.id)} to "any" first, or keep the call.`,
  );
}

function reachedFrom(workflow: Workflow, entries: readonly Step[]): ReadonlySet<StepId> {
  const { outgoing } = graphIndex(workflow);
  const seen = new Set<StepId>();
  const open = entries.map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...outgoing(id).map((edge: Edge) => edge.to));
  }
  return seen;
}

function checkReturns(called: Workflow, find: FindDefinition): void {
  for (const { step, containers } of allScopes(called).values()) {
    const leaves = find(step.kind)?.leaves;
    if (leaves === undefined || step.disabled) continue;
    if (containers.some(({ kind }) => find(kind)?.container?.absorbs?.includes(leaves))) continue;
    refuse(
      'INLINE_LEAVES',
      `${nameIn(called, step.id)} ends "${called.name}" early; here it would end this workflow`,
      'Let a condition go around the rest instead, or keep the call.',
    );
  }
}
