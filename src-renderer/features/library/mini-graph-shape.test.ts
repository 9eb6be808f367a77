import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { describe, expect, it } from 'vitest';
import { miniGraphShape } from './mini-graph-shape';

function shapeOf(text: string) {
  const { workflow } = parseWorkflow(text);
  if (!workflow) throw new Error('The test text does not parse.');
  return miniGraphShape(workflow);
}

describe('miniGraphShape', () => {
  it('draws steps where the file puts them, without notes', () => {
    const shape = shapeOf(`stepwell: 1
name: Two
steps:
  start: { kind: manual-start }
  say: { kind: log, with: { message: hello } }
  remark: { kind: note, with: { text: hello } }
edges:
  - start -> say
layout:
  start: { x: 0, y: 0 }
  say: { x: 320, y: 40 }
  remark: { x: 0, y: 400 }
`);
    expect(shape?.boxes.map(({ id, x, y, category }) => [id, x, y, category])).toEqual([
      ['start', 0, 0, 'trigger'],
      ['say', 320, 40, expect.any(String)],
    ]);
    expect(shape?.wires).toHaveLength(1);
    expect(shape?.viewBox).toBe('-24 -24 588 160');
  });

  it('puts steps without a place into columns by their order', () => {
    const shape = shapeOf(`stepwell: 1
name: Diamond
steps:
  a: { kind: manual-start }
  b: { kind: log, with: { message: b } }
  c: { kind: log, with: { message: c } }
  d: { kind: log, with: { message: d } }
edges: [a -> b, a -> c, b -> d, c -> d]
`);
    expect(shape?.boxes.map(({ id, x, y }) => [id, x, y])).toEqual([
      ['a', 0, 0],
      ['b', 300, 0],
      ['c', 300, 110],
      ['d', 600, 0],
    ]);
  });

  it('ends on a cycle, and has nothing to draw for an empty workflow', () => {
    const cycle = shapeOf(`stepwell: 1
name: Cycle
steps:
  a: { kind: log, with: { message: a } }
  b: { kind: log, with: { message: b } }
edges: [a -> b, b -> a]
`);
    expect(cycle?.boxes).toHaveLength(2);
    expect(shapeOf('stepwell: 1\nname: Empty\nsteps: {}\n')).toBeUndefined();
  });
});
