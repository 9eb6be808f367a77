import type { Box, Point } from './geometry';

export interface ViewBox {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels between the mark and the edge of the canvas. */
const margin = { x: 48, y: 28 };

/**
 * Where at the edge of the canvas to say that a box lies outside of it, and in what direction; null
 * while a part of the box is seen.
 */
export function edgePlace(box: Box, view: ViewBox): (Point & { readonly angle: number }) | null {
  const left = box.x * view.zoom + view.x;
  const top = box.y * view.zoom + view.y;
  const right = left + box.width * view.zoom;
  const bottom = top + box.height * view.zoom;
  if (view.width === 0 || view.height === 0) return null;
  if (right > 0 && left < view.width && bottom > 0 && top < view.height) return null;
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  const from = { x: view.width / 2, y: view.height / 2 };
  const angle = (Math.atan2(middle.y - from.y, middle.x - from.x) * 180) / Math.PI;
  return {
    x: within(middle.x, margin.x, view.width - margin.x),
    y: within(middle.y, margin.y, view.height - margin.y),
    angle,
  };
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
