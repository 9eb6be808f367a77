import { nearestName } from '../../expressions/nearest-name';
import type { JsonObject } from '../../lib/json';
import { isJsonObject } from '../../lib/json';
import type { Step, Workflow } from '../model';
import { findEntry, nodeAt } from '../source/node';
import { nameOfStep, reportSetting, type Validation } from './validation';

/** Keys that a called workflow needs and is not given, and keys that it does not know. */
export function checkCallInput(
  validation: Validation,
  step: Step,
  setting: string,
  called: Workflow,
): void {
  const given = step.config[setting] ?? {};
  if (!isJsonObject(given) || called.input === undefined) return;
  checkNeeded(validation, step, setting, called, given);
  checkUnknown(validation, step, setting, called, given);
}

function checkNeeded(
  validation: Validation,
  step: Step,
  setting: string,
  called: Workflow,
  given: JsonObject,
): void {
  const required = called.input?.['required'];
  if (!Array.isArray(required)) return;
  const missing = required.map(String).filter((name) => !Object.hasOwn(given, name));
  if (missing.length === 0) return;
  const names = missing.map((name) => `"${name}"`).join(', ');
  reportSetting(validation, step.id, [setting], {
    code: 'CALL_INPUT',
    severity: 'warning',
    message: `"${called.name}" needs ${names} in its input, which ${nameOfStep(step)} does not give`,
    hint: `Add ${missing.length === 1 ? 'it' : 'them'} under \`${setting}\`.`,
  });
}

/** A schema that lists no keys, or builds them in another way, says nothing about others. */
function checkUnknown(
  validation: Validation,
  step: Step,
  setting: string,
  called: Workflow,
  given: JsonObject,
): void {
  const { properties, additionalProperties } = called.input ?? {};
  if (!isJsonObject(properties ?? null) || hasOtherKeys(called.input)) return;
  const names = Object.keys(properties as JsonObject);
  const free = names.filter((name) => !Object.hasOwn(given, name));
  for (const key of Object.keys(given)) {
    if (names.includes(key)) continue;
    const like = nearestName(key, free);
    // An open schema takes any key: only one that reads like another is a mistake.
    if (additionalProperties !== false && like === undefined) continue;
    reportUnknown(validation, step, [setting, key], called, like);
  }
}

function hasOtherKeys(schema: JsonObject | undefined): boolean {
  const others = ['patternProperties', 'allOf', 'anyOf', 'oneOf', '$ref', 'if', 'propertyNames'];
  return others.some((keyword) => schema?.[keyword] !== undefined);
}

function reportUnknown(
  validation: Validation,
  step: Step,
  path: readonly [string, string],
  called: Workflow,
  like: string | undefined,
): void {
  const [setting, key] = path;
  const finding = {
    code: 'CALL_INPUT_UNKNOWN',
    severity: 'warning',
    message: `"${called.name}" does not know "${key.slice(0, 60)}" in its input, which ${nameOfStep(step)} gives`,
    hint: like === undefined ? 'Remove the key.' : `Did you mean "${like}"?`,
  } as const;
  const source = validation.parsed.source.steps.get(step.id);
  const entry = findEntry(nodeAt(source?.node ?? undefined, ['with', setting]), key);
  if (entry === undefined) {
    reportSetting(validation, step.id, [setting], finding);
    return;
  }
  const place = { from: entry.keyFrom, to: entry.keyTo };
  const insert = like !== undefined && /^[A-Za-z_][\w-]*$/.test(like) ? like : undefined;
  validation.problems.add({
    ...finding,
    ...place,
    step: step.id,
    path,
    fixes:
      insert === undefined
        ? []
        : [{ title: `Rename to "${insert}"`, changes: [{ ...place, insert }] }],
  });
}
