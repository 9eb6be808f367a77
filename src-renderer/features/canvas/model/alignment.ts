import type { Box } from './geometry';

/** A line to draw while a step is dragged: it lines up with another box there. */
export interface Guide {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The edges and middles of `moving` that coincide with those of other boxes. Positions are on the
 * grid already, so exact coincidence is easy to hit and the guides never pull a box off the grid.
 */
export function alignmentGuides(moving: Box, others: readonly Box[]): Guide[] {
  const guides = new Map<string, Guide>();
  for (const other of others) {
    for (const at of sharedLines(moving.x, moving.width, other.x, other.width)) {
      extend(guides, 'x', at, [
        moving.y,
        moving.y + moving.height,
        other.y,
        other.y + other.height,
      ]);
    }
    for (const at of sharedLines(moving.y, moving.height, other.y, other.height)) {
      extend(guides, 'y', at, [moving.x, moving.x + moving.width, other.x, other.x + other.width]);
    }
  }
  return [...guides.values()];
}

/** Edges meet edges and middles meet middles: a middle on an edge lines up with nothing one sees. */
function sharedLines(mine: number, mySize: number, theirs: number, theirSize: number): number[] {
  const edges = [mine, mine + mySize].filter((line) =>
    [theirs, theirs + theirSize].some((other) => isSame(line, other)),
  );
  const middle = mine + mySize / 2;
  return isSame(middle, theirs + theirSize / 2) ? [...edges, middle] : edges;
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.5;
}

function extend(
  guides: Map<string, Guide>,
  axis: 'x' | 'y',
  at: number,
  ends: readonly number[],
): void {
  const key = `${axis}${at}`;
  const known = guides.get(key);
  guides.set(key, {
    axis,
    at,
    from: Math.min(...ends, known?.from ?? Number.POSITIVE_INFINITY),
    to: Math.max(...ends, known?.to ?? Number.NEGATIVE_INFINITY),
  });
}
