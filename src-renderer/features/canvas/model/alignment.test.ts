import { describe, expect, it } from 'vitest';
import { alignmentGuides } from './alignment';

const box = (x: number, y: number, width = 220, height = 56) => ({ x, y, width, height });

describe('alignmentGuides', () => {
  it('shows nothing while nothing lines up', () => {
    expect(alignmentGuides(box(3, 5, 10, 10), [box(100, 100)])).toEqual([]);
  });

  it('draws one line over all boxes that share it', () => {
    const guides = alignmentGuides(box(0, 400, 100, 40), [box(0, 0, 60, 30), box(0, 200, 50, 30)]);
    expect(guides).toEqual([{ axis: 'x', at: 0, from: 0, to: 440 }]);
  });

  it('sees edges and middles', () => {
    const lines = alignmentGuides(box(300, 0), [box(0, 0)]).map(({ axis, at }) => `${axis}${at}`);
    expect(lines).toEqual(['y0', 'y56', 'y28']);
  });
});
