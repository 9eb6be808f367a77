import type { Edge, StepId } from '@shared/workflow/model';
import { overlaps, type Box, type Point, type Size } from './geometry';
import { roundUp } from './node-size';

// Where steps without a place in the file go: in columns by their longest way from a start, below
// one another in document order. Steps with a place stay. It is quick and stable, not pretty; the
// Tidy command (layout/) is for pretty.

export const columnGap = 80;
export const rowGap = 32;

export interface Placing {
  readonly size: Size;
  /** From the file; undefined when it has no place yet. */
  readonly placed: Point | undefined;
}

export function autoPlace(
  steps: ReadonlyMap<StepId, Placing>,
  outgoing: ReadonlyMap<StepId, readonly Edge[]>,
  origin: Point,
  /** Other boxes on the same ground. */
  avoid: readonly Box[] = [],
): ReadonlyMap<StepId, Point> {
  const result = new Map<StepId, Point>();
  const taken: Box[] = [...avoid];
  for (const [id, step] of steps) {
    if (!step.placed) continue;
    const position = { x: step.placed.x, y: step.placed.y };
    result.set(id, position);
    taken.push({ ...position, ...step.size });
  }
  if (result.size === steps.size) return result;

  const columns = columnsOf(steps, outgoing);
  const widths: number[] = [];
  for (const [id, step] of steps) {
    const column = columns.get(id) ?? 0;
    widths[column] = Math.max(widths[column] ?? 0, step.size.width);
  }
  for (const [id, step] of steps) {
    if (step.placed) continue;
    const column = columns.get(id) ?? 0;
    const x = widths
      .slice(0, column)
      .reduce((sum, width) => sum + roundUp(width) + columnGap, origin.x);
    const box = freeBelow({ x, y: origin.y, ...step.size }, taken);
    taken.push(box);
    result.set(id, { x: box.x, y: box.y });
  }
  return result;
}

/** Moves a box down until it covers none of the others. */
export function freeBelow(box: Box, taken: readonly Box[]): Box {
  let free = box;
  for (;;) {
    const hit = taken.find((other) => overlaps(free, other, rowGap / 2));
    if (!hit) return free;
    free = { ...free, y: roundUp(hit.y + hit.height + rowGap) };
  }
}

/** Longest way from a start; wires of a cycle are not followed twice. */
function columnsOf(
  steps: ReadonlyMap<StepId, Placing>,
  outgoing: ReadonlyMap<StepId, readonly Edge[]>,
): ReadonlyMap<StepId, number> {
  const waiting = new Map<StepId, number>([...steps.keys()].map((id) => [id, 0]));
  for (const id of steps.keys()) {
    for (const edge of outgoing.get(id) ?? []) {
      if (waiting.has(edge.to)) waiting.set(edge.to, (waiting.get(edge.to) ?? 0) + 1);
    }
  }
  const columns = new Map<StepId, number>();
  const ready = [...steps.keys()].filter((id) => waiting.get(id) === 0);
  for (let at = 0; at < ready.length; at += 1) {
    const id = ready[at];
    if (id === undefined) break;
    const column = columns.get(id) ?? 0;
    columns.set(id, column);
    for (const edge of outgoing.get(id) ?? []) {
      if (!steps.has(edge.to)) continue;
      columns.set(edge.to, Math.max(columns.get(edge.to) ?? 0, column + 1));
      const left = (waiting.get(edge.to) ?? 0) - 1;
      waiting.set(edge.to, left);
      if (left === 0) ready.push(edge.to);
    }
  }
  return columns;
}
