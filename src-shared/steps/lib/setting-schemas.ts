import { z } from 'zod';
import { SecretRef, SecretText, type ResolvedValue } from '../../expressions/types';
import { parseDuration } from '../../lib/duration';
import type { JsonValue } from '../../lib/json';
import { typeName } from '../../lib/type-name';

// Building blocks for the settings of step kinds. Each says in words what it expects, and carries
// the JSON type that the form and the editors show (`meta` ends up in the JSON Schema).

/** Text in which secrets may stand; the runner asks `context.reveal` for it. */
export type SecretableText = string | number | SecretRef | SecretText;

function isSecretable(value: unknown): value is SecretableText {
  return (
    typeof value === 'string' ||
    typeof value === 'number' ||
    value instanceof SecretRef ||
    value instanceof SecretText
  );
}

export function secretableText() {
  return z.custom<SecretableText>(isSecretable, { error: 'must be text' }).meta({ type: 'string' });
}

/** Any value; missing is not a value. */
export function anyValue() {
  return z.custom<ResolvedValue>((value) => value !== undefined, { error: 'is required' });
}

/** A list of anything. Items are not walked, so a long list costs nothing to check. */
export function listOfItems() {
  return z
    .custom<readonly JsonValue[]>((value) => Array.isArray(value), {
      error: (issue) =>
        issue.input === undefined
          ? 'is required: bind it to a list, such as {{ steps.load.content }}'
          : `must be a list, but is ${typeName(issue.input)}`,
    })
    .meta({ type: 'array' });
}

/** A value with bindings that the runner resolves itself, item by item. */
export function lazyValue() {
  return z.custom<JsonValue>((value) => value !== undefined, { error: 'is required' });
}

/** `30s`, `5m` or whole milliseconds; stays as written, see `parseDuration`. */
export function duration() {
  return z
    .custom<string | number>((value) => parseDuration(value) !== undefined, {
      error: 'must be a duration such as 500ms, 30s, 5m, 2h or 1d',
    })
    .meta({ type: ['string', 'integer'], examples: ['30s'] });
}

/** A name that expressions can use. */
export function identifier() {
  return z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, {
      error: 'must be a name of letters, digits and _, not starting with a digit',
    })
    .refine((name) => !forbiddenNames.has(name), { error: 'is a reserved name' });
}

const forbiddenNames: ReadonlySet<string> = new Set([
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
]);
