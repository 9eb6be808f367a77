import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageSize, pagesOf } from './pages';
import type { TreeNode } from './tree-node';

function list(indexed: number): TreeNode {
  return { key: 'list', name: 'list', value: '', reference: 7, indexed };
}

describe('pagesOf', () => {
  it('leaves short lists whole', () => {
    expect([pagesOf(list(0)), pagesOf(list(pageSize))]).toEqual([null, null]);
  });

  it('cuts a list into hundreds', () => {
    expect(pagesOf(list(250))?.map(({ name }) => name)).toEqual([
      '[0…99]',
      '[100…199]',
      '[200…249]',
    ]);
  });

  it('reaches every item exactly once, with no level longer than a page', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60_000 }), (count) => {
        let next = 0;
        const visit = (node: TreeNode): void => {
          const pages = pagesOf(node);
          if (!pages) {
            const { start, count: length } = node.page ?? { start: 0, count };
            expect(start).toBe(next);
            expect(length).toBeLessThanOrEqual(pageSize);
            next += length;
            return;
          }
          expect(pages.length).toBeLessThanOrEqual(pageSize);
          pages.forEach(visit);
        };
        visit(list(count));
        expect(next).toBe(count);
      }),
      { numRuns: 40 },
    );
  });
});
