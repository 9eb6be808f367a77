import type { SortConfig } from '@shared/steps/sort/definition';
import type { JsonValue } from '@shared/lib/json';
import type { StepRunner } from '../../engine/types';
import { forEachInSlices } from '../lib/in-slices';
import { itemTypeError } from '../lib/item-errors';
import { sortInSlices } from '../lib/sort-in-slices';
import { compareKeys, sortableKey } from './compare-keys';

interface Entry {
  readonly item: JsonValue;
  readonly keys: readonly (string | number | boolean | null)[];
}

export const runSort: StepRunner<SortConfig> = async ({ config, evaluate, signal }) => {
  const entries: Entry[] = [];
  await forEachInSlices(config.items, signal, (item, index) => {
    const keys = config.by.map(({ key, compare }) => {
      const value = evaluate(key, { item, index });
      const sortable = sortableKey(value, compare);
      if (sortable !== undefined) return sortable;
      const expected = compare === 'numeric' ? 'a number' : 'a number, text, true or false';
      throw itemTypeError('SORT_KEY', 'A sort key', index, expected, value);
    });
    entries.push({ item, keys });
  });
  const sorted = await sortInSlices(entries, (a, b) => compareEntries(a, b, config.by), signal);
  return { output: sorted.map((entry) => entry.item) };
};

function compareEntries(a: Entry, b: Entry, by: SortConfig['by']): number {
  for (const [at, { compare, direction }] of by.entries()) {
    const [x, y] = [a.keys[at] ?? null, b.keys[at] ?? null];
    if (x === null && y === null) continue;
    // Nothing comes last in both directions.
    if (x === null) return 1;
    if (y === null) return -1;
    const order = compareKeys(x, y, compare);
    if (order !== 0) return direction === 'descending' ? -order : order;
  }
  return 0;
}
