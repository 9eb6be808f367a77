import { SecretRef, SecretText, type ResolvedValue } from '@shared/expressions/types';
import type { JsonValue } from '@shared/lib/json';

/** A resolved setting as output: plain JSON, in which secrets stand as references only. */
export function plainJson(value: ResolvedValue): JsonValue {
  if (value instanceof SecretRef || value instanceof SecretText) {
    // The JSON form of both is plain data.
    return value.toJSON() as JsonValue;
  }
  if (Array.isArray(value)) return value.map((item: ResolvedValue) => plainJson(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, ResolvedValue]) => [key, plainJson(item)]),
  );
}

/** A value as text: text as it is, anything else as JSON. */
export function asText(value: ResolvedValue): string {
  const plain = plainJson(value);
  return typeof plain === 'string' ? plain : JSON.stringify(plain);
}
