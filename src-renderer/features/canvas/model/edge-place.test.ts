import { describe, expect, it } from 'vitest';
import { edgePlace } from './edge-place';

const view = { x: 0, y: 0, zoom: 1, width: 800, height: 600 };

describe('edgePlace', () => {
  it('is nowhere while a part of the box is seen', () => {
    expect(edgePlace({ x: 790, y: 10, width: 200, height: 50 }, view)).toBeNull();
    expect(edgePlace({ x: -1_000, y: 0, width: 200, height: 50 }, { ...view, x: 900 })).toBeNull();
  });

  it('is at the edge towards the box', () => {
    const right = edgePlace({ x: 2_000, y: 275, width: 200, height: 50 }, view);
    expect(right).toMatchObject({ x: 752, y: 300 });
    expect(Math.round(right?.angle ?? 99)).toBe(0);
    const above = edgePlace({ x: 300, y: -900, width: 200, height: 100 }, view);
    expect(above).toMatchObject({ x: 400, y: 28, angle: -90 });
  });

  it('says nothing before the canvas has a size', () => {
    expect(
      edgePlace({ x: 0, y: 0, width: 1, height: 1 }, { ...view, width: 0, height: 0 }),
    ).toBeNull();
  });
});
