import { expect, it } from 'vitest';
import { fromMap, mapOf, viewOnMap } from './minimap';
import type { StepNode } from './canvas-node';

function node(id: string, x: number, y: number, more: Partial<StepNode> = {}): StepNode {
  return { id, type: 'step', position: { x, y }, width: 200, height: 100, ...more } as StepNode;
}

const size = { width: 120, height: 70 };

it('draws all boxes of a sort as one shape, inside the map', () => {
  const map = mapOf(
    [
      node('a', 0, 0),
      node('b', 800, 300),
      node('c', 400, 0, { selected: true }),
      node('d', 0, 300, { hidden: true }),
    ],
    size,
  );
  expect(map?.scale).toBe(0.1);
  expect(map?.paths.get('step')).toBe('M10 15h20v10h-20zM90 45h20v10h-20z');
  expect(map?.paths.get('selected')).toBe('M50 15h20v10h-20z');
  expect(mapOf([], size)).toBeNull();
});

it('finds what is in view on the map, and the canvas under a point of it', () => {
  const map = mapOf([node('a', 0, 0), node('b', 800, 400)], size);
  if (map === null) throw new Error('There is no map.');
  expect(viewOnMap(map, [-400, 0, 0.5], { width: 500, height: 250 })).toEqual({
    x: 90,
    y: 10,
    width: 100,
    height: 50,
  });
  expect(fromMap(map, { x: 90, y: 10 })).toEqual({ x: 800, y: 0 });
});
