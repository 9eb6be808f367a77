import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceToWire, wirePath } from './wire-path';

const point = fc.record({
  x: fc.integer({ min: -5_000, max: 5_000 }),
  y: fc.integer({ min: -5_000, max: 5_000 }),
});

describe('wirePath', () => {
  it('starts at the source, ends just before the target and never holds a NaN', () => {
    fc.assert(
      fc.property(point, point, (source, target) => {
        const { d, middle } = wirePath(source, target);
        expect(d.startsWith(`M${source.x},${source.y} C`)).toBe(true);
        expect(d.endsWith(`${target.x - 2},${target.y}`)).toBe(true);
        expect(d).not.toContain('NaN');
        expect(Number.isFinite(middle.x) && Number.isFinite(middle.y)).toBe(true);
      }),
    );
  });

  it('puts the label in the middle of a straight wire', () => {
    expect(wirePath({ x: 0, y: 10 }, { x: 102, y: 10 }).middle).toEqual({ x: 50, y: 10 });
  });
});

describe('distanceToWire', () => {
  it('is small on the wire and large away from it', () => {
    const source = { x: 0, y: 0 };
    const target = { x: 200, y: 100 };
    expect(distanceToWire(source, target, { x: 100, y: 50 })).toBeLessThan(1);
    expect(distanceToWire(source, target, { x: 100, y: 300 })).toBeGreaterThan(100);
  });
});
