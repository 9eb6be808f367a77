import type { Point } from './geometry';

// The curve of a wire: leaves to the right, arrives from the left, smooth in between.

export interface WirePath {
  readonly d: string;
  readonly middle: Point;
}

/** Room for the arrow head between the curve's end and the target's edge. */
const arrowGap = 2;

export function wirePath(source: Point, target: Point): WirePath {
  const end = { x: target.x - arrowGap, y: target.y };
  const bend = bendOf(source, end);
  const c1 = { x: source.x + bend, y: source.y };
  const c2 = { x: end.x - bend, y: end.y };
  return {
    d: `M${source.x},${source.y} C${c1.x},${c1.y} ${c2.x},${c2.y} ${end.x},${end.y}`,
    middle: pointAt(source, c1, c2, end, 0.5),
  };
}

function bendOf(source: Point, end: Point): number {
  const dx = end.x - source.x;
  const dy = Math.abs(end.y - source.y);
  // Backwards wires swing out further, the more so the higher they climb.
  return dx >= 0 ? Math.max(dx / 2, Math.min(32, dy / 2)) : Math.min(48 + -dx / 4 + dy / 8, 240);
}

function pointAt(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const s = 1 - t;
  const mix = (k: 'x' | 'y'): number =>
    s * s * s * a[k] + 3 * s * s * t * b[k] + 3 * s * t * t * c[k] + t * t * t * d[k];
  return { x: mix('x'), y: mix('y') };
}

/** Shortest distance from a point to the wire, by sampling; good to a few pixels. */
export function distanceToWire(source: Point, target: Point, point: Point): number {
  const bend = bendOf(source, target);
  const c1 = { x: source.x + bend, y: source.y };
  const c2 = { x: target.x - bend, y: target.y };
  let best = Number.POSITIVE_INFINITY;
  const samples = 24;
  for (let at = 0; at <= samples; at += 1) {
    const on = pointAt(source, c1, c2, target, at / samples);
    best = Math.min(best, Math.hypot(on.x - point.x, on.y - point.y));
  }
  return best;
}
