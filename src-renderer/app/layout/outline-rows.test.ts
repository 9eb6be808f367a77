import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { describe, expect, it } from 'vitest';
import { outlineMove, outlineRows, rowAfterRemoval } from './outline-rows';

const { workflow } = parseWorkflow(`stepwell: 1
name: Nested
steps:
  start: { kind: manual-start }
  each:
    kind: loop
    with: { items: "{{ input.rows }}" }
    steps:
      first: { kind: log, with: { message: a } }
      second: { kind: log, with: { message: b } }
  end: { kind: log, with: { message: c } }
edges: [start -> each, each -> end]
`);
if (!workflow) throw new Error('The test text does not parse.');
const rows = outlineRows(workflow, new Set());

describe('outlineRows', () => {
  it('lists nested steps below their container, with level and place', () => {
    expect(
      rows.map(({ step, level, position, siblings }) => [step.id, level, position, siblings]),
    ).toEqual([
      ['start', 1, 1, 3],
      ['each', 1, 2, 3],
      ['first', 2, 1, 2],
      ['second', 2, 2, 2],
      ['end', 1, 3, 3],
    ]);
  });

  it('leaves out what is folded', () => {
    const folded = outlineRows(workflow, new Set(['each']));
    expect(folded.map(({ step }) => step.id)).toEqual(['start', 'each', 'end']);
    expect(folded[1]?.expanded).toBe(false);
  });
});

describe('outlineMove', () => {
  it('moves as in any tree', () => {
    expect(outlineMove('ArrowDown', rows, 4)).toEqual({ type: 'go', index: 4 });
    expect(outlineMove('ArrowRight', rows, 1)).toEqual({ type: 'go', index: 2 });
    expect(outlineMove('ArrowLeft', rows, 3)).toEqual({ type: 'go', index: 1 });
    expect(outlineMove('ArrowLeft', rows, 1)).toEqual({ type: 'fold', id: 'each' });
    expect(outlineMove('ArrowLeft', rows, 0)).toBeUndefined();
    const folded = outlineRows(workflow, new Set(['each']));
    expect(outlineMove('ArrowRight', folded, 1)).toEqual({ type: 'unfold', id: 'each' });
    expect(outlineMove('x', rows, 1)).toBeUndefined();
  });
});

describe('rowAfterRemoval', () => {
  it.each([
    ['the one below', 'start', 'each'],
    ['the one below all that goes with it', 'each', 'end'],
    ['the one below, beside or outside', 'second', 'end'],
    ['the one above at the end', 'end', 'second'],
  ])('is %s', (_what, removed, next) => {
    const at = rows.findIndex(({ step }) => step.id === removed);
    expect(rowAfterRemoval(rows, at)?.step.id).toBe(next);
  });

  it('is none where none was chosen', () => {
    expect(rowAfterRemoval(rows, -1)).toBeUndefined();
  });
});
