import type { JsonValue } from '../lib/json';
import { isJsonObject } from '../lib/json';
import type { Recorded } from '../runs/recorded';

/** One place at which two values differ; undefined: it is not there. */
export interface ValueDifference {
  readonly path: readonly (string | number)[];
  readonly left: JsonValue | undefined;
  readonly right: JsonValue | undefined;
}

export interface ValueDiff {
  readonly differences: readonly ValueDifference[];
  /** There are more than these. */
  readonly more: boolean;
  /** One of them is too large to be in the log: that they differ is all that is known. */
  readonly large: boolean;
}

/** The same value in two runs. */
export interface RecordedPair {
  readonly left: Recorded | undefined;
  readonly right: Recorded | undefined;
}

const same: ValueDiff = { differences: [], more: false, large: false };

/** Where two values differ, deep, at most `limit` places. */
export function diffValues(
  left: JsonValue | undefined,
  right: JsonValue | undefined,
  limit = 200,
): ValueDiff {
  const differences: ValueDifference[] = [];
  // A list instead of recursion: a value may be as deep as it likes.
  const open: ValueDifference[] = [{ path: [], left, right }];
  while (open.length > 0) {
    const next = open.pop();
    if (next === undefined || sameScalar(next.left, next.right)) continue;
    const parts = partsOf(next);
    if (parts !== null) {
      open.push(...parts.reverse());
      continue;
    }
    if (differences.length === limit) return { differences, more: true, large: false };
    differences.push(next);
  }
  return differences.length === 0 ? same : { differences, more: false, large: false };
}

/** The same of two recorded values; large ones are compared by their content's hash. */
export function diffRecorded(
  left: Recorded | undefined,
  right: Recorded | undefined,
  limit = 200,
): ValueDiff {
  if (left !== undefined && 'blob' in left && right !== undefined && 'blob' in right) {
    if (left.blob.hash === right.blob.hash) return same;
    return { differences: [], more: true, large: true };
  }
  if ((left && 'blob' in left) || (right && 'blob' in right)) {
    return { differences: [], more: true, large: true };
  }
  return diffValues(
    left && 'value' in left ? left.value : undefined,
    right && 'value' in right ? right.value : undefined,
    limit,
  );
}

export function isSame(diff: ValueDiff): boolean {
  return diff.differences.length === 0 && !diff.more;
}

/** Whether two recorded values are the same, as cheaply as that can be said. */
export function sameRecorded(left: Recorded | undefined, right: Recorded | undefined): boolean {
  return left === right || isSame(diffRecorded(left, right, 0));
}

function sameScalar(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return left === right || (Number.isNaN(left) && Number.isNaN(right));
}

function partsOf({ path, left, right }: ValueDifference): ValueDifference[] | null {
  if (Array.isArray(left) && Array.isArray(right)) {
    const one = left as readonly JsonValue[];
    const other = right as readonly JsonValue[];
    return Array.from({ length: Math.max(one.length, other.length) }, (_, at) => ({
      path: [...path, at],
      left: one[at],
      right: other[at],
    }));
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return null;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].map((key) => ({
    path: [...path, key],
    left: Object.hasOwn(left, key) ? left[key] : undefined,
    right: Object.hasOwn(right, key) ? right[key] : undefined,
  }));
}

/** `body.items[0].price`; empty for the value itself. */
export function pathText(path: readonly (string | number)[]): string {
  return path
    .map((key, at) => {
      if (typeof key === 'number') return `[${key}]`;
      if (/^[A-Za-z_$][\w$]*$/.test(key)) return at === 0 ? key : `.${key}`;
      return `[${JSON.stringify(key)}]`;
    })
    .join('');
}
