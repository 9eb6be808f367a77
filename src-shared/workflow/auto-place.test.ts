import { describe, expect, it } from 'vitest';
import { autoPlace } from './auto-place';
import { parseWorkflow } from './parse-workflow';

const text = `
stepwell: 1
name: T
steps:
  start: { kind: manual-start }
  left: { kind: log }
  right: { kind: log }
  each:
    kind: loop
    steps:
      one: { kind: log }
      two: { kind: log }
    edges: [one -> two]
  end: { kind: log }
edges: [start -> left, start -> right, left -> each, right -> each, each -> end]
`;

function placesOf(source: string) {
  const { workflow } = parseWorkflow(source);
  if (workflow === null) throw new Error('The text is no workflow');
  return autoPlace(workflow, workflow.layout);
}

describe('autoPlace', () => {
  it('gives every step, nested ones too, a place on the grid', () => {
    const places = placesOf(text);
    expect([...places.keys()].sort()).toEqual(
      ['each', 'end', 'left', 'one', 'right', 'start', 'two'].sort(),
    );
    for (const { x, y } of places.values()) expect([x % 8, y % 8]).toEqual([0, 0]);
  });

  it('keeps steps of one graph apart and in the order of the edges', () => {
    const places = placesOf(text);
    const box = (id: string) => ({
      width: 220,
      height: 72,
      ...places.get(id),
      x: places.get(id)?.x ?? 0,
      y: places.get(id)?.y ?? 0,
    });
    const ids = ['start', 'left', 'right', 'each', 'end'];
    for (const a of ids) {
      for (const b of ids) {
        if (a === b) continue;
        const [p, q] = [box(a), box(b)];
        const apart =
          p.x + p.width <= q.x ||
          q.x + q.width <= p.x ||
          p.y + p.height <= q.y ||
          q.y + q.height <= p.y;
        expect(apart, `${a} and ${b}`).toBe(true);
      }
    }
    expect(box('start').x).toBeLessThan(box('left').x);
    expect(box('each').x + box('each').width).toBeLessThanOrEqual(box('end').x);
  });

  it('leaves what has a place where it is, and puts the rest below', () => {
    const places = placesOf(`${text}layout: { start: { x: 80, y: 160 } }\n`);
    expect(places.get('start')).toEqual({ x: 80, y: 160 });
    expect(places.get('left')?.y).toBeGreaterThanOrEqual(160 + 72);
  });
});
