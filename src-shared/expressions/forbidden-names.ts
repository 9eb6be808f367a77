import { fail } from './expression-error';

// Reads are of own properties only, so these names could not reach anything; they are refused all
// the same, so that a mistake elsewhere does not become a way out.
const forbiddenKeys: ReadonlySet<string> = new Set([
  'constructor',
  'prototype',
  '__proto__',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
]);

export function isForbiddenKey(key: string): boolean {
  return forbiddenKeys.has(key);
}

/** Refuses the key, written or computed. */
export function refuseForbiddenKey(key: string): void {
  if (forbiddenKeys.has(key)) throw forbiddenKey(key);
}

export function forbiddenKey(key: string): Error {
  return fail(
    'EXPR_FORBIDDEN',
    `The name "${key}" is not allowed in expressions`,
    'Expressions read plain data only. Rename the key in a code step if it is part of your data.',
  );
}

/**
 * Writes a key of a fresh object. `__proto__` would set the prototype instead of a key.
 */
export function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  refuseForbiddenKey(key);
  target[key] = value;
}

/** Copies an entry of existing data, where only `__proto__` can do harm. */
export function copyOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') throw forbiddenKey(key);
  target[key] = value;
}
