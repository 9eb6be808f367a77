import { DateValue } from './date-value';
import type { Evaluation } from './evaluation';
import { fail } from './expression-error';
import { writeJson } from './json-text';
import { RegexValue } from './regex-value';
import { SecretRef, SecretText } from './types';

// Conversions between the types of the language. They follow JavaScript for primitives and are
// stricter for the rest: a list or object never turns into "[object Object]" or NaN.

export type TypeName =
  | 'undefined'
  | 'null'
  | 'boolean'
  | 'number'
  | 'text'
  | 'list'
  | 'object'
  | 'date'
  | 'pattern'
  | 'secret'
  | 'function';

export function typeName(value: unknown): TypeName {
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
    case 'boolean':
    case 'undefined':
    case 'function':
      return typeof value as TypeName;
    default:
      if (value === null) return 'null';
      if (Array.isArray(value)) return 'list';
      if (value instanceof DateValue) return 'date';
      if (value instanceof RegexValue) return 'pattern';
      if (value instanceof SecretRef || value instanceof SecretText) return 'secret';
      return 'object';
  }
}

/** For messages: `a list`, `an object`, `null`. */
export function describe(value: unknown): string {
  const name = typeName(value);
  if (name === 'undefined' || name === 'null') return name;
  return `${name === 'object' ? 'an' : 'a'} ${name}`;
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && typeName(value) === 'object';
}

export function secretUsed(): Error {
  return fail(
    'EXPR_SECRET',
    'A secret cannot be read inside an expression',
    'Use it as it is ({{ secrets.name }}) or inside text (Bearer {{ secrets.name }}); only the step that receives it sees its value.',
  );
}

/** Text as `String(value)` gives it; lists and objects become JSON. */
export function toText(evaluation: Evaluation, value: unknown): string {
  if (typeof value === 'string') return value;
  if (
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    value === null ||
    value === undefined
  )
    return String(value);
  if (value instanceof DateValue) return value.toISOString();
  if (value instanceof RegexValue) return value.toString();
  if (typeof value === 'function') throw functionUsed();
  return writeJson(evaluation, value);
}

/** A number as arithmetic sees it. */
export function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return Number(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === null) return 0;
  if (value === undefined) return Number.NaN;
  if (value instanceof DateValue) return value.time;
  if (value instanceof SecretRef || value instanceof SecretText) throw secretUsed();
  if (typeof value === 'function') throw functionUsed();
  throw fail(
    'EXPR_TYPE',
    `Expected a number, got ${describe(value)}`,
    Array.isArray(value)
      ? 'Use .length, .sum() or an index.'
      : 'Name the key that holds the number.',
  );
}

/** Truth as in JavaScript. */
export function toBoolean(value: unknown): boolean {
  if (typeof value === 'function') throw functionUsed();
  return Boolean(value);
}

/** A property key as in `object[key]`. */
export function toKey(value: unknown): string {
  if (typeof value === 'string') return value;
  if (
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    value === null ||
    value === undefined
  )
    return String(value);
  if (value instanceof DateValue) return value.toISOString();
  if (value instanceof SecretRef || value instanceof SecretText) throw secretUsed();
  throw fail('EXPR_TYPE', `A key must be text or a number, got ${describe(value)}`);
}

function functionUsed(): Error {
  return fail(
    'EXPR_TYPE',
    'A function cannot be used as a value',
    'Functions go directly into methods such as map, filter or sort.',
  );
}
