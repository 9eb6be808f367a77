import { secretUsed, toText, typeName } from '../convert';
import { DateValue } from '../date-value';
import type { Evaluation } from '../evaluation';

const rank: Readonly<Record<string, number>> = {
  boolean: 0,
  number: 1,
  date: 2,
  text: 3,
  list: 4,
  object: 5,
  null: 6,
  undefined: 7,
};

/** The order of sortBy, min and max: numbers by size, text by its characters, nothing last. */
export function compareNaturally(evaluation: Evaluation, a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'string' && typeof b === 'string') {
    if (a.length > 64 && b.length > 64) evaluation.chargeText(Math.min(a.length, b.length));
    return a < b ? -1 : a > b ? 1 : 0;
  }
  if (a instanceof DateValue && b instanceof DateValue) return a.time - b.time;
  const typeA = typeName(a);
  const typeB = typeName(b);
  if (typeA === 'secret' || typeB === 'secret') throw secretUsed();
  if (typeA !== typeB) return (rank[typeA] ?? 9) - (rank[typeB] ?? 9);
  if (typeA === 'boolean') return Number(a) - Number(b);
  if (typeA === 'null' || typeA === 'undefined') return 0;
  const textA = toText(evaluation, a);
  const textB = toText(evaluation, b);
  return textA < textB ? -1 : textA > textB ? 1 : 0;
}

export function isNothing(value: unknown): boolean {
  return value === null || value === undefined;
}

/** Something equal values share and others do not: for unique, difference and groups. */
export function identityOf(evaluation: Evaluation, value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value !== 'object' || value === null) return value;
  // The mark keeps the object {"a":1} apart from the text '{"a":1}'.
  return `\u0000${toText(evaluation, value)}`;
}
