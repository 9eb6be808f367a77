import type { Callback } from '../compile/closure';
import { describe, isPlainObject, toNumber, toText } from '../convert';
import type { Evaluation } from '../evaluation';
import { fail } from '../expression-error';
import { refuseForbiddenKey } from '../forbidden-names';

// Reads the arguments of functions and methods, with messages that name the parameter.

export function textAt(
  evaluation: Evaluation,
  values: readonly unknown[],
  index: number,
  what: string,
): string {
  const value = values[index];
  if (value === undefined) throw fail('EXPR_TYPE', `The ${what} is missing`);
  return toText(evaluation, value);
}

export function numberAt(values: readonly unknown[], index: number, what: string): number {
  const value = values[index];
  if (value === undefined) throw fail('EXPR_TYPE', `The ${what} is missing`);
  return toNumber(value);
}

/** A whole number as slice and at read it; `fallback` when absent. */
export function integerAt(values: readonly unknown[], index: number, fallback: number): number {
  const value = values[index];
  if (value === undefined) return fallback;
  const number = toNumber(value);
  return Number.isNaN(number) ? 0 : Math.trunc(number);
}

export function callbackAt(values: readonly unknown[], index: number, name: string): Callback {
  const value = values[index];
  // Functions among arguments are callbacks of this language: the compiler refuses all others.
  if (typeof value === 'function') return value as Callback;
  throw fail(
    'EXPR_TYPE',
    `${name}() needs a function, got ${describe(value)}`,
    `For example ${name}(item => item.price).`,
  );
}

/** A function, a key (`'price'`), or nothing for the item itself. */
export function selectorAt(values: readonly unknown[], index: number, name: string): Callback {
  const value = values[index];
  if (value === undefined) return (item) => item;
  if (typeof value === 'function') return value as Callback;
  if (typeof value === 'string') {
    refuseForbiddenKey(value);
    return (item) => keyOf(item, value);
  }
  throw fail(
    'EXPR_TYPE',
    `${name}() needs a function or a key, got ${describe(value)}`,
    `For example ${name}('price') or ${name}(item => item.price).`,
  );
}

function keyOf(item: unknown, key: string): unknown {
  if (!isPlainObject(item)) {
    throw fail(
      'EXPR_TYPE',
      `Cannot read "${key}" of ${describe(item)}`,
      'The list should hold objects.',
    );
  }
  return Object.hasOwn(item, key) ? item[key] : undefined;
}

export function listAt(
  values: readonly unknown[],
  index: number,
  name: string,
): readonly unknown[] {
  const value = values[index];
  if (Array.isArray(value)) return value;
  throw fail(
    'EXPR_TYPE',
    `${name}() needs a list, got ${describe(value)}`,
    'Write value ?? [] when it may be missing.',
  );
}

export function objectAt(
  values: readonly unknown[],
  index: number,
  name: string,
): Record<string, unknown> {
  const value = values[index];
  if (isPlainObject(value)) return value;
  throw fail(
    'EXPR_TYPE',
    `${name}() needs an object, got ${describe(value)}`,
    'Write value ?? {} when it may be missing.',
  );
}

/** `pick('a', 'b')` and `pick(['a', 'b'])` mean the same. */
export function namesFrom(evaluation: Evaluation, values: readonly unknown[]): string[] {
  const flat = values.flatMap((value): readonly unknown[] =>
    Array.isArray(value) ? value : [value],
  );
  evaluation.charge(1 + flat.length);
  return flat.map((value) => toText(evaluation, value));
}

export function orderAt(values: readonly unknown[], index: number): 1 | -1 {
  const value = values[index];
  if (value === undefined || value === 'asc') return 1;
  if (value === 'desc') return -1;
  throw fail('EXPR_TYPE', 'The order must be "asc" or "desc"');
}
