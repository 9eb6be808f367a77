import { describe, expect, it } from 'vitest';
import { gridMove } from './grid-move';

// Two rows of three, and a third with one.
const places = [0, 1, 2, 3, 4, 5, 6].map((at) => ({
  left: (at % 3) * 100,
  top: Math.floor(at / 3) * 80,
}));

describe('gridMove', () => {
  it('goes along the row and stops at both ends', () => {
    expect(gridMove('ArrowRight', 2, places)).toBe(3);
    expect(gridMove('ArrowRight', 6, places)).toBe(6);
    expect(gridMove('ArrowLeft', 0, places)).toBe(0);
    expect([gridMove('Home', 4, places), gridMove('End', 4, places)]).toEqual([0, 6]);
  });

  it('goes to the same column of the next row, or the nearest card there', () => {
    expect(gridMove('ArrowDown', 1, places)).toBe(4);
    expect(gridMove('ArrowDown', 5, places)).toBe(6);
    expect(gridMove('ArrowUp', 4, places)).toBe(1);
    expect(gridMove('ArrowUp', 1, places)).toBe(1);
  });

  it('leaves other keys and other elements alone', () => {
    expect(gridMove('a', 1, places)).toBeUndefined();
    expect(gridMove('ArrowUp', -1, places)).toBeUndefined();
  });
});
