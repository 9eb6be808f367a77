import type { z } from 'zod';
import type { TextPlaces } from '@shared/expressions/resolve';
import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';
import type { Recorded } from '@shared/runs/recorded';
import { plainIssue } from '@shared/steps/config-issue';
import type { StepDefinition } from '@shared/steps/define-step';
import type { SemanticsProfile, Step } from '@shared/workflow/model';
import { finalError, type StepError } from './step-error';
import { textPlacesOf } from './text-places';

/** A step's settings for one attempt: what its runner gets and what the log keeps. */
export interface ReadyConfig {
  readonly config: unknown;
  readonly input: Recorded;
  /** Times, numbers and ids that its expressions drew; absent when there were none. */
  readonly draws?: readonly (number | string)[];
}

/** What can be known of a step's settings before a run. */
export interface ConfigPlan {
  /** The file's `with:` block as it stands. */
  readonly written: JsonObject;
  /** The part of it whose bindings the engine resolves; null when there are none. */
  readonly bound: JsonObject | null;
  /** Settings without bindings, checked once for all runs. */
  readonly fixed: ReadyConfig | null;
  /** A reference to a secret may come out of it, so it needs the longer way into the log. */
  readonly namesSecrets: boolean;
  /** An expression may pick up `steps` as a whole, so it must be one that nobody changes later. */
  readonly wantsAllSteps: boolean;
  /** Where bindings always give text, as the workflow's profile says. */
  readonly text?: TextPlaces;
  /** Parses resolved settings by the kind's schema. Throws STEP_CONFIG. */
  readonly parse: (resolved: unknown) => unknown;
}

export function compileConfig(
  step: Step,
  definition: StepDefinition | undefined,
  profile?: SemanticsProfile,
): ConfigPlan {
  const written = step.config;
  const untouched = new Set(definition?.verbatim);
  for (const setting of definition?.lazy ?? []) untouched.add(setting.key);
  const bound = Object.entries(written).filter(
    ([key, value]) => !untouched.has(key) && hasBinding(value),
  );
  const parse = (resolved: unknown): unknown => parseConfig(step, definition, resolved);
  return {
    written,
    bound: bound.length === 0 ? null : Object.fromEntries(bound),
    fixed: bound.length === 0 ? tryFixed(written, parse) : null,
    namesSecrets: bound.some(([, value]) => mentions(value, /secrets/)),
    wantsAllSteps: bound.some(([, value]) => mentions(value, allSteps)),
    ...(profile?.interpolation === 'text' && { text: textPlacesOf(definition) }),
    parse,
  };
}

/** Wrong settings are told when the step runs, with the step's name, and not to every run before. */
function tryFixed(written: JsonObject, parse: ConfigPlan['parse']): ReadyConfig | null {
  try {
    return { config: freeze(parse(written)), input: { value: written } };
  } catch {
    // The same call at run time throws again, there where the step can fail with it.
    return null;
  }
}

export function hasBinding(value: JsonValue): boolean {
  return mentions(value, /\{\{/);
}

/** `steps` without the name of a step after it; an escape could spell it in another way. */
const allSteps = /\bsteps\b(?!\s*\??\.\s*[A-Za-z_])|\\u/;

function mentions(value: JsonValue, text: RegExp): boolean {
  if (typeof value === 'string') return text.test(value);
  if (Array.isArray(value)) return value.some((item: JsonValue) => mentions(item, text));
  if (isJsonObject(value)) return Object.values(value).some((item) => mentions(item, text));
  return false;
}

/** All runs share it, so a runner that changed it would change the next run. */
function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return value;
  Object.freeze(value);
  for (const item of Object.values(value)) freeze(item);
  return value;
}

function parseConfig(
  step: Step,
  definition: StepDefinition | undefined,
  resolved: unknown,
): unknown {
  if (definition === undefined) return resolved;
  const parsed = definition.config.safeParse(resolved);
  if (parsed.success) return parsed.data;
  throw configError(step, parsed.error.issues, resolved);
}

function configError(step: Step, issues: z.core.$ZodIssue[], resolved: unknown): StepError {
  const problems = issues.map((issue) => {
    const { path, text } = plainIssue(issue, (at) => valueAt(resolved, at));
    const setting = path.map(String).join('.');
    return setting === '' ? text : `${setting} ${text}`;
  });
  return finalError({
    code: 'STEP_CONFIG',
    kind: 'user',
    message: `Step "${step.id}" cannot run with these settings. ${problems.join('; ')}.`,
    hint: 'Correct the setting, or the value that its binding gives.',
    details: { step: step.id, problems },
  });
}

function valueAt(config: unknown, path: readonly (string | number)[]): JsonValue | undefined {
  let value = config;
  for (const key of path) value = (value as Record<string | number, unknown> | null)?.[key];
  return value as JsonValue | undefined;
}
