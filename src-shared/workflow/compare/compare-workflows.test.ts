import { describe, expect, it } from 'vitest';
import { parseWorkflow } from '../parse-workflow';
import { compareWorkflows, isSame } from './compare-workflows';

const before = `stepwell: 1
name: Orders
vars: { seen: 0 }
steps:
  start: { kind: manual-start }
  load: { kind: read-file, title: Load, with: { path: a.csv, limit: 5 } }
  each:
    kind: loop
    with: { items: [1] }
    steps:
      price: { kind: transform, with: { value: 1 } }
  old: { kind: log, with: { message: bye } }
edges:
  - start -> load
  - load -> each
  - each -> old
layout:
  start: { x: 0, y: 0 }
`;

function compare(after: string) {
  const [a, b] = [before, after].map((text) => parseWorkflow(text).workflow);
  if (!a || !b) throw new Error('The test text does not parse.');
  return compareWorkflows(a, b);
}

describe('compareWorkflows', () => {
  it('finds nothing between two texts that mean the same', () => {
    expect(
      isSame(compare(before.replace('{ path: a.csv, limit: 5 }', '{ limit: 5, path: a.csv }'))),
    ).toBe(true);
  });

  it('names added, removed and changed steps, with the keys that differ, in containers too', () => {
    const changes = compare(
      before
        .replace('path: a.csv', 'path: b.csv')
        .replace('title: Load', 'title: Load it')
        .replace(
          '{ value: 1 } }',
          '{ value: 2 } }\n      tax: { kind: transform, with: { value: 3 } }',
        )
        .replace('  old: { kind: log, with: { message: bye } }\n', '')
        .replace('  - each -> old\n', '  - load -> each\n'),
    );
    expect(changes).toEqual({
      added: [{ id: 'tax', title: 'tax' }],
      removed: [{ id: 'old', title: 'old' }],
      changed: [
        { id: 'load', title: 'Load it', keys: ['title', 'with.path'] },
        { id: 'price', title: 'price', keys: ['with.value'] },
      ],
      addedEdges: [],
      removedEdges: ['each -> old'],
      keys: [],
      moved: false,
    });
  });

  it('keeps moved boxes apart from changes, and names keys of the file', () => {
    const changes = compare(before.replace('x: 0', 'x: 40').replace('seen: 0', 'seen: 1'));
    expect([changes.moved, changes.keys, changes.changed]).toEqual([true, ['vars'], []]);
  });

  it('says when a step went into a container', () => {
    const changes = compare(
      before
        .replace('  old: { kind: log, with: { message: bye } }\n', '')
        .replace('      price:', '      old: { kind: log, with: { message: bye } }\n      price:'),
    );
    expect(changes.changed).toEqual([{ id: 'old', title: 'old', keys: ['container'] }]);
  });
});
