import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeWindow, readWindowPlace, type Rectangle, writeWindowPlace } from './window-place';

const usual = { width: 1440, height: 900 };
const laptop = { x: 0, y: 30, width: 1920, height: 1050 };
const beside = { x: 1920, y: 0, width: 2560, height: 1440 };

describe('placeWindow', () => {
  it('opens in the middle of the main screen at first', () => {
    expect(placeWindow(undefined, [laptop, beside], usual)).toEqual({
      bounds: { x: 240, y: 105, width: 1440, height: 900 },
      maximized: false,
    });
  });

  it('opens where it was, on another screen too', () => {
    const place = { bounds: { x: 2000, y: 100, width: 1200, height: 800 }, maximized: true };
    expect(placeWindow(place, [laptop, beside], usual)).toEqual(place);
  });

  it('comes to the main screen, with its size, when its screen is gone', () => {
    const place = { bounds: { x: 2000, y: 100, width: 1200, height: 800 }, maximized: false };
    expect(placeWindow(place, [laptop], usual)).toEqual({
      bounds: { x: 360, y: 155, width: 1200, height: 800 },
      maximized: false,
    });
  });

  it.each<[string, Rectangle]>([
    ['its title bar is above the screen', { x: 100, y: -200, width: 1200, height: 800 }],
    ['its title bar is below the screen', { x: 100, y: 1070, width: 1200, height: 800 }],
    ['only a sliver of it is left', { x: -1150, y: 100, width: 1200, height: 800 }],
  ])('comes back when %s', (_what, bounds) => {
    const placed = placeWindow({ bounds, maximized: false }, [laptop], usual);
    expect(placed.bounds).toEqual({ x: 360, y: 155, width: 1200, height: 800 });
  });

  it('is never larger than its screen', () => {
    const small = { x: 0, y: 0, width: 1366, height: 738 };
    expect(placeWindow(undefined, [small], usual).bounds).toEqual(small);
    const place = { bounds: { x: 10, y: 10, width: 3000, height: 2000 }, maximized: false };
    expect(placeWindow(place, [small], usual).bounds).toEqual(small);
  });

  it('always opens where its title bar can be taken hold of', () => {
    const number = fc.integer({ min: -5000, max: 5000 });
    const length = fc.integer({ min: 200, max: 5000 });
    const area = fc.record({ x: number, y: number, width: length, height: length });
    fc.assert(
      fc.property(area, fc.array(area, { minLength: 1 }), (bounds, screens) => {
        const placed = placeWindow({ bounds, maximized: false }, screens, usual).bounds;
        const seen = screens.some(
          (screen) =>
            placed.y >= screen.y &&
            placed.y < screen.y + screen.height &&
            placed.x < screen.x + screen.width &&
            placed.x + placed.width > screen.x,
        );
        expect(seen).toBe(true);
      }),
    );
  });
});

describe('what is kept', () => {
  it('is read as it was written', () => {
    const place = { bounds: { x: -5, y: 7, width: 1000, height: 700 }, maximized: true };
    expect(readWindowPlace(writeWindowPlace(place))).toEqual(place);
  });

  it.each(['', '{', 'null', '[]', '{}', '{"x":1,"y":2,"width":0,"height":5}', '{"x":"1"}'])(
    'is nothing when it says %s',
    (text) => expect(readWindowPlace(text)).toBeUndefined(),
  );
});
