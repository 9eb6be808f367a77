import { nearestName } from '../../expressions/nearest-name';
import { callReference } from '../calls/call-references';
import { allScopes } from '../graph/scopes';
import type { Step, Workflow } from '../model';
import { checkCallInput } from './check-call-input';
import { editFix } from './fixes';
import { sureSteps } from './sure-calls';
import {
  definitionOf,
  nameOfStep,
  reportSetting,
  type FoundWorkflow,
  type Validation,
} from './validation';

type Found = Extract<FoundWorkflow, { type: 'found' }>;
type Missing = Extract<FoundWorkflow, { type: 'missing' }>;

/** So many workflows deep are calls followed; a run allows no more either. */
const deepest = 32;

/** Other workflows that steps call: that they exist, can run, take what they are given, and come to an end. */
export function checkCalls(validation: Validation): void {
  if (validation.options.resolveWorkflow === undefined) return;
  const endless: Search = { sureOnly: true, clean: new Set(), seen: new Map() };
  const any: Search = { sureOnly: false, clean: new Set(), seen: new Map() };
  for (const { step } of allScopes(validation.workflow).values()) {
    const call = calledBy(validation, step, null);
    // A pin stands in for the call.
    if (call === undefined || validation.workflow.pins.has(step.id)) continue;
    const { found } = call;
    if (found.type === 'missing') {
      reportMissing(validation, step, call, found);
      continue;
    }
    if (found.broken !== undefined) reportBroken(validation, step, call, found.broken);
    checkCallInput(validation, step, call.input, found.workflow);
    if (checkCircle(validation, step, call.setting, found, endless)) continue;
    checkCircle(validation, step, call.setting, found, any);
  }
}

interface Call {
  /** The setting that names the workflow, and the one that holds its input. */
  readonly setting: string;
  readonly input: string;
  readonly reference: string;
  readonly found: FoundWorkflow;
}

/** Undefined for steps that call nothing, or nothing that is known before a run. */
function calledBy(validation: Validation, step: Step, from: string | null): Call | undefined {
  const calls = definitionOf(validation, step)?.calls;
  if (calls === undefined || step.disabled) return undefined;
  const reference = callReference(step, validation.kinds.find);
  if (reference === undefined) return undefined;
  const found = validation.options.resolveWorkflow?.(reference, from);
  return found && { setting: calls.workflow, input: calls.input, reference, found };
}

function reportMissing(
  validation: Validation,
  step: Step,
  call: Call,
  { known = [], why }: Missing,
): void {
  const like = nearestName(call.reference, known);
  const { id } = step;
  reportSetting(validation, id, [call.setting], {
    code: why?.code ?? 'WORKFLOW_MISSING',
    message: `${calls(step, call)}, but ${why?.message ?? 'there is no such workflow'}`,
    hint:
      like === undefined
        ? (why?.hint ?? 'Name a workflow of the library, or the path of a file beside this one.')
        : `Did you mean "${like}"?`,
    fixes:
      like === undefined
        ? []
        : editFix(validation, `Call "${like}"`, {
            type: 'set-config',
            id,
            path: [call.setting],
            value: like,
          }),
  });
}

function reportBroken(
  validation: Validation,
  step: Step,
  call: Call,
  { message, line }: NonNullable<Found['broken']>,
): void {
  reportSetting(validation, step.id, [call.setting], {
    code: 'WORKFLOW_BROKEN',
    message: `${calls(step, call)}, which cannot run: line ${line}: ${message.slice(0, 160)}`,
    hint: 'Open it and solve what its problems list shows as errors.',
  });
}

function calls(step: Step, { reference }: Call): string {
  return `${nameOfStep(step)} calls "${reference.slice(0, 80)}"`;
}

interface Search {
  /** Follows only calls that every run makes. */
  readonly sureOnly: boolean;
  /** Workflows from which no way leads back. */
  readonly clean: Set<string>;
  readonly seen: Map<string, Workflow>;
}

/**
 * A circle of calls that every run makes has no end. One with a decision in it may well be meant:
 * then it is said, and no more.
 */
function checkCircle(
  validation: Validation,
  step: Step,
  setting: string,
  first: Found,
  search: Search,
): boolean {
  const { workflow, options, kinds } = validation;
  const self = options.self ?? null;
  const path = wayBack(validation, first, [self], search);
  if (path === null) return false;
  const own = path[0] === self;
  if (search.sureOnly && own && !sureSteps(workflow, kinds.find).has(step.id)) return false;
  const names = path.map((key) =>
    key === null || key === self ? workflow.name : (search.seen.get(key)?.name ?? key),
  );
  const circle = `Workflows call each other in a circle: ${names.join(' -> ')}`;
  reportSetting(validation, step.id, [setting], {
    code: 'INCLUDE_CYCLE',
    ...(!search.sureOnly && { severity: 'hint' }),
    message: search.sureOnly ? circle : `${circle}, as long as decisions lead there`,
    hint: search.sureOnly
      ? 'Break the circle: put a decision before the call, repeat with a loop, or put what both need into a third workflow.'
      : `At most ${deepest} workflows call each other in a row; a loop repeats without that limit.`,
  });
  return true;
}

/** The keys of workflows on a way that comes to one it has come through; null when there is none. */
function wayBack(
  validation: Validation,
  at: Found,
  path: readonly (string | null)[],
  search: Search,
): readonly (string | null)[] | null {
  const back = path.indexOf(at.key);
  if (back >= 0) return [...path.slice(back), at.key];
  if (search.clean.has(at.key) || path.length > deepest) return null;
  search.seen.set(at.key, at.workflow);
  const sure = search.sureOnly ? sureSteps(at.workflow, validation.kinds.find) : null;
  for (const { step } of allScopes(at.workflow).values()) {
    if (sure?.has(step.id) === false || at.workflow.pins.has(step.id)) continue;
    const next = calledBy(validation, step, at.key);
    if (next?.found.type !== 'found') continue;
    const way = wayBack(validation, next.found, [...path, at.key], search);
    if (way !== null) return way;
  }
  search.clean.add(at.key);
  return null;
}
