import { secretUsed } from './convert';
import { DateValue } from './date-value';
import type { Evaluation } from './evaluation';
import { SecretRef, SecretText } from './types';

/** Equality as `===`; dates are equal when they are the same moment. */
export function isSame(evaluation: Evaluation, a: unknown, b: unknown): boolean {
  if (a === b) {
    if (typeof a === 'string' && a.length > 64) evaluation.chargeText(a.length);
    return true;
  }
  if (typeof a === 'string') {
    if (typeof b === 'string' && a.length === b.length && a.length > 64)
      evaluation.chargeText(a.length);
    return false;
  }
  if (a instanceof DateValue && b instanceof DateValue) return a.time === b.time;
  if (isSecret(a) || isSecret(b)) return refuseComparedSecret(a, b);
  return false;
}

/** A secret is never null, and that is all that may be known of it. */
function refuseComparedSecret(a: unknown, b: unknown): boolean {
  const other = isSecret(a) ? b : a;
  if (other === null || other === undefined) return false;
  throw secretUsed();
}

export function isSecret(value: unknown): boolean {
  return value instanceof SecretRef || value instanceof SecretText;
}
