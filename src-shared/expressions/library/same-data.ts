import { isPlainObject } from '../convert';
import type { Evaluation } from '../evaluation';
import { deepestValue, tooDeep } from '../json-text';
import { isSame } from '../same';

/** Whether two values hold the same data; the order of keys does not matter. */
export function isSameData(evaluation: Evaluation, a: unknown, b: unknown, depth: number): boolean {
  evaluation.charge(1);
  if (depth > deepestValue) throw tooDeep();
  if (isSame(evaluation, a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return (
      a.length === b.length &&
      a.every((item, index) => isSameData(evaluation, item, b[index], depth + 1))
    );
  }
  if (!isPlainObject(a) || !isPlainObject(b)) return Number.isNaN(a) && Number.isNaN(b);
  const keys = Object.keys(a);
  evaluation.charge(keys.length);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSameData(evaluation, a[key], b[key], depth + 1))
  );
}
