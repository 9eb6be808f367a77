import type { JsonValue } from '@shared/lib/json';

export type Comparison = 'natural' | 'numeric' | 'text';

// A fixed locale: the same list must have the same order on every machine.
const collator = new Intl.Collator('en', { numeric: true });

/** What a key is sorted as; undefined when it cannot be. Null, "nothing", always can. */
export function sortableKey(
  value: JsonValue,
  comparison: Comparison,
): string | number | boolean | null | undefined {
  if (value === null) return null;
  if (typeof value === 'object') return undefined;
  if (comparison === 'text') return String(value);
  if (comparison === 'natural' || typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}

/** Below 0 when `a` goes first, for keys that are not null. */
export function compareKeys(
  a: string | number | boolean,
  b: string | number | boolean,
  comparison: Comparison,
): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') {
    if (comparison === 'natural') return collator.compare(a, b);
    return a < b ? -1 : a > b ? 1 : 0;
  }
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return rank[typeOf(a)] - rank[typeOf(b)];
}

/** Which type comes first where a list mixes them. */
const rank = { number: 0, string: 1, boolean: 2 } as const;

function typeOf(value: string | number | boolean): keyof typeof rank {
  if (typeof value === 'number') return 'number';
  return typeof value === 'string' ? 'string' : 'boolean';
}
