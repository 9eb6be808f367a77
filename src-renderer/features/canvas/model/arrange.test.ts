import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align, distribute, type NamedBox } from './arrange';

const box = (id: string, x: number, y: number, width = 224, height = 56): NamedBox => ({
  id,
  box: { x, y, width, height },
});

describe('align', () => {
  it('lines up edges and middles with the outermost box', () => {
    const boxes = [box('a', 0, 0), box('b', 80, 160, 224, 88), box('c', 160, 320)];
    expect(align(boxes, 'left')).toEqual([
      { id: 'b', box: { x: 0, y: 160 } },
      { id: 'c', box: { x: 0, y: 320 } },
    ]);
    expect(align(boxes, 'right')[0]).toEqual({ id: 'a', box: { x: 160, y: 0 } });
    expect(align(boxes, 'centre')[0]).toEqual({ id: 'a', box: { x: 80, y: 0 } });
    expect(align(boxes, 'bottom')[0]).toEqual({ id: 'a', box: { x: 0, y: 320 } });
    expect(align([box('a', 0, 0), box('b', 0, 0, 224, 120)], 'middle')).toEqual([
      { id: 'a', box: { x: 0, y: 32 } },
    ]);
  });

  it('moves nothing that lines up already', () => {
    expect(align([box('a', 0, 0), box('b', 0, 80)], 'left')).toEqual([]);
    expect(align([], 'top')).toEqual([]);
  });
});

describe('distribute', () => {
  it('leaves the same gap between neighbours and the ends where they are', () => {
    const boxes = [box('a', 0, 0), box('c', 800, 0), box('b', 240, 0)];
    expect(distribute(boxes, 'horizontal')).toEqual([{ id: 'b', box: { x: 400, y: 0 } }]);
  });

  it('needs three boxes', () => {
    expect(distribute([box('a', 0, 0), box('b', 500, 0)], 'vertical')).toEqual([]);
  });

  it('keeps the order and everything on the grid', () => {
    const places = fc.array(
      fc.record({ x: fc.integer({ min: -50, max: 50 }), y: fc.integer({ min: -50, max: 50 }) }),
      { minLength: 3, maxLength: 12 },
    );
    fc.assert(
      fc.property(places, (points) => {
        const boxes = points.map(({ x, y }, at) => box(`s${at}`, x * 8, y * 8));
        const after = new Map(boxes.map(({ id, box: { x } }) => [id, x]));
        for (const { id, box: at } of distribute(boxes, 'horizontal')) {
          after.set(id, at.x);
          expect(at.x % 8 === 0 && at.y % 8 === 0).toBe(true);
        }
        const order = [...boxes]
          .sort((a, b) => a.box.x - b.box.x)
          .map(({ id }) => after.get(id) ?? Number.NaN);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
    );
  });
});
