import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '@shared/lib/json';
import { sortInSlices } from '../lib/sort-in-slices';
import { runStep } from '../lib/test-context';
import { runSort } from './run';

async function sorted(items: readonly JsonValue[], ...by: Record<string, string>[]) {
  const outcome = await runStep('sort', runSort, { items, by });
  return outcome.output;
}

describe('runSort', () => {
  it.each([
    ['natural', ['a10', 'a2', 'A1'], ['A1', 'a2', 'a10']],
    ['natural', [true, 'x', 3, null, 20], [3, 20, 'x', true, null]],
    ['numeric', ['10', 9, '1e1', -1], [-1, 9, '10', '1e1']],
    ['text', ['a10', 'a2', 'B'], ['B', 'a10', 'a2']],
  ])('sorts as %s', async (compare, items, expected) => {
    expect(await sorted(items, { key: '{{ item }}', compare })).toEqual(expected);
  });

  it('keeps nothing last in both directions', async () => {
    const by = { key: '{{ item }}', direction: 'descending' };
    expect(await sorted([1, null, 3], by)).toEqual([3, 1, null]);
  });

  it('breaks ties by the next key and then by the old order', async () => {
    const items = [
      { a: 1, b: 2, at: 0 },
      { a: 0, b: 1, at: 1 },
      { a: 1, b: 1, at: 2 },
      { a: 1, b: 2, at: 3 },
    ];
    const result = await sorted(
      items,
      { key: '{{ item.a }}' },
      { key: '{{ item.b }}', direction: 'descending' },
    );
    expect((result as typeof items).map((item) => item.at)).toEqual([1, 0, 3, 2]);
  });

  it('names the item whose key cannot be sorted', async () => {
    await expect(sorted([1, 'x'], { key: '{{ item }}', compare: 'numeric' })).rejects.toMatchObject(
      {
        code: 'SORT_KEY',
        message: 'A sort key gave text for item 1, but must give a number',
      },
    );
  });
});

describe('sortInSlices', () => {
  it('sorts as the built-in sort does, stable, at any length', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 9_000 }), fc.nat(), async (length, seed) => {
        const items = Array.from({ length }, (_, at) => ({ key: (at * seed) % 97, at }));
        const compare = (a: { key: number }, b: { key: number }) => a.key - b.key;
        const result = await sortInSlices(items, compare, new AbortController().signal);
        expect(result).toEqual(items.toSorted(compare));
      }),
      { numRuns: 25 },
    );
  });
});
