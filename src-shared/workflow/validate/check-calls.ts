import type { JsonValue } from '../../lib/json';
import { isJsonObject } from '../../lib/json';
import { nearestName } from '../../expressions/nearest-name';
import { allScopes } from '../graph/scopes';
import type { Step, Workflow } from '../model';
import { editFix } from './fixes';
import {
  definitionOf,
  nameOfStep,
  reportSetting,
  type FoundWorkflow,
  type Validation,
} from './validation';

/** So many workflows deep are calls followed; a run allows no more either. */
const deepest = 32;

/** Other workflows that steps call: that they exist, take what they are given, and never come round. */
export function checkCalls(validation: Validation): void {
  if (validation.options.resolveWorkflow === undefined) return;
  const search: Search = { clean: new Set(), seen: new Map() };
  for (const { step } of allScopes(validation.workflow).values()) {
    const called = calledBy(validation, step, null);
    if (called === undefined) continue;
    if (called.found.type === 'missing') reportMissing(validation, step, called);
    else {
      checkInput(validation, step, called.input, called.found.workflow);
      checkCircle(validation, step, called.setting, called.found, search);
    }
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
  const reference = step.config[calls.workflow];
  if (typeof reference !== 'string' || reference === '' || reference.includes('{{')) {
    return undefined;
  }
  const found = validation.options.resolveWorkflow?.(reference, from);
  return found && { setting: calls.workflow, input: calls.input, reference, found };
}

function reportMissing(validation: Validation, step: Step, call: Call): void {
  const known = call.found.type === 'missing' ? (call.found.known ?? []) : [];
  const like = nearestName(call.reference, known);
  const { id } = step;
  reportSetting(validation, id, [call.setting], {
    code: 'WORKFLOW_MISSING',
    message: `${nameOfStep(step)} calls "${call.reference.slice(0, 80)}", but there is no such workflow`,
    hint:
      like === undefined
        ? 'Name a workflow of the library, or the path of a file beside this one.'
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

/** Keys that the other workflow needs and that are plainly not among those it is given. */
function checkInput(validation: Validation, step: Step, key: string, called: Workflow): void {
  const given = step.config[key] ?? {};
  const required = called.input?.['required'];
  if (!isJsonObject(given) || !Array.isArray(required)) return;
  const missing = (required as readonly JsonValue[]).map(String).filter((name) => !(name in given));
  if (missing.length === 0) return;
  const names = missing.map((name) => `"${name}"`).join(', ');
  reportSetting(validation, step.id, [key], {
    code: 'CALL_INPUT',
    severity: 'warning',
    message: `"${called.name}" needs ${names} in its input, which ${nameOfStep(step)} does not give`,
    hint: `Add ${missing.length === 1 ? 'it' : 'them'} under \`${key}\`.`,
  });
}

interface Search {
  /** Workflows from which no way leads back. */
  readonly clean: Set<string>;
  readonly seen: Map<string, Workflow>;
}

function checkCircle(
  validation: Validation,
  step: Step,
  setting: string,
  first: Extract<FoundWorkflow, { type: 'found' }>,
  search: Search,
): void {
  const path = wayBack(validation, first, [validation.options.self ?? null], search);
  if (path === null) return;
  const names = path.map((key) =>
    key === null || key === validation.options.self
      ? validation.workflow.name
      : (search.seen.get(key)?.name ?? key),
  );
  reportSetting(validation, step.id, [setting], {
    code: 'INCLUDE_CYCLE',
    message: `Workflows call each other in a circle: ${names.join(' -> ')}`,
    hint: 'Break the circle: repeat with a loop, or put what both need into a third workflow.',
  });
}

/** The keys of workflows on a way that comes to one it has come through; null when there is none. */
function wayBack(
  validation: Validation,
  at: Extract<FoundWorkflow, { type: 'found' }>,
  path: readonly (string | null)[],
  search: Search,
): readonly (string | null)[] | null {
  const back = path.indexOf(at.key);
  if (back >= 0) return [...path.slice(back), at.key];
  if (search.clean.has(at.key) || path.length > deepest) return null;
  search.seen.set(at.key, at.workflow);
  for (const { step } of allScopes(at.workflow).values()) {
    const next = calledBy(validation, step, at.key);
    if (next?.found.type !== 'found') continue;
    const way = wayBack(validation, next.found, [...path, at.key], search);
    if (way !== null) return way;
  }
  search.clean.add(at.key);
  return null;
}
