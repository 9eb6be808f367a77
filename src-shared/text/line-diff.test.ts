import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines, diffRows, type LineChange } from './line-diff';

function apply(before: readonly string[], after: readonly string[], changes: LineChange[]) {
  const result: string[] = [];
  let next = 0;
  for (const { from, to, newFrom, newTo } of changes) {
    result.push(...before.slice(next, from), ...after.slice(newFrom, newTo));
    next = to;
  }
  return [...result, ...before.slice(next)];
}

describe('diffLines', () => {
  it('finds what was put in, taken out and changed', () => {
    expect(diffLines(['a', 'b', 'c'], ['a', 'x', 'b', 'c'])).toEqual([
      { from: 1, to: 1, newFrom: 1, newTo: 2 },
    ]);
    expect(diffLines(['a', 'b', 'c', 'd'], ['a', 'c', 'y'])).toEqual([
      { from: 1, to: 2, newFrom: 1, newTo: 1 },
      { from: 3, to: 4, newFrom: 2, newTo: 3 },
    ]);
    expect(diffLines(['a'], ['a'])).toEqual([]);
    expect(diffLines([], ['a'])).toEqual([{ from: 0, to: 0, newFrom: 0, newTo: 1 }]);
  });

  it('makes the new text of the old one, and keeps what both have, for any two texts', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 25 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = diffLines(before, after);
        expect(apply(before, after, changes)).toEqual(after);
        // No change is larger than it must be: its ends differ, and none touches the next.
        changes.forEach((change, at) => {
          expect(change.to > change.from || change.newTo > change.newFrom).toBe(true);
          const next = changes[at + 1];
          if (next) expect(next.from - change.to).toBeGreaterThan(0);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('gives two texts without anything in common as one block, however long they are', () => {
    const before = Array.from({ length: 9_000 }, (_, at) => `old ${at}`);
    const after = Array.from({ length: 9_000 }, (_, at) => `new ${at}`);
    expect(diffLines(before, after)).toEqual([{ from: 0, to: 9_000, newFrom: 0, newTo: 9_000 }]);
  });
});

describe('diffRows', () => {
  it('shows changes with a few lines around them and says how many are left out', () => {
    const before = Array.from({ length: 12 }, (_, at) => `line ${at + 1}`);
    const after = before.with(5, 'changed');
    expect(diffRows(before.join('\n'), after.join('\n'), 1)).toEqual([
      { type: 'gap', count: 4 },
      { type: 'same', line: 5, text: 'line 5' },
      { type: 'removed', line: 6, text: 'line 6' },
      { type: 'added', line: 6, text: 'changed' },
      { type: 'same', line: 7, text: 'line 7' },
      { type: 'gap', count: 5 },
    ]);
    expect(diffRows('same', 'same')).toEqual([]);
  });
});
