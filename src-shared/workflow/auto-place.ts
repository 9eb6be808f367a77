import { topologicalLevels } from './graph/levels';
import type { Graph, LayoutBox, StepId } from './model';

const columnWidth = 296;
const rowHeight = 128;
const margin = 48;
const nodeSize = { width: 220, height: 72 };
const header = 64;

/**
 * A place for every step of a workflow: its own where the file has one, otherwise in layers from
 * left to right in the order of the edges. Places inside a container count from its corner.
 */
export function autoPlace(
  graph: Graph,
  layout: ReadonlyMap<StepId, LayoutBox>,
): ReadonlyMap<StepId, LayoutBox> {
  const placed = new Map<StepId, LayoutBox>();
  place(graph, layout, placed, { x: 0, y: 0 });
  return placed;
}

function place(
  graph: Graph,
  layout: ReadonlyMap<StepId, LayoutBox>,
  placed: Map<StepId, LayoutBox>,
  origin: { readonly x: number; readonly y: number },
): { readonly width: number; readonly height: number } {
  const known: LayoutBox[] = [];
  const sizes = new Map<StepId, { readonly width: number; readonly height: number }>();
  for (const step of graph.steps.values()) {
    const inside = step.body && place(step.body, layout, placed, { x: margin / 2, y: header });
    const size = inside ?? nodeSize;
    const box = layout.get(step.id);
    sizes.set(step.id, { width: box?.width ?? size.width, height: box?.height ?? size.height });
    if (box === undefined) continue;
    const own = step.body === undefined ? box : { ...size, ...box };
    placed.set(step.id, own);
    known.push({ ...size, ...own });
  }
  // What has no place goes below what has one, never on top of it.
  const top = known.reduce(
    (low, box) => Math.max(low, box.y + (box.height ?? 0) + margin),
    origin.y,
  );
  const left = known.length === 0 ? origin.x : Math.min(...known.map((box) => box.x));
  const missing = (id: StepId): boolean => !layout.has(id);
  let x = left;
  for (const level of topologicalLevels(graph)) {
    const ids = level.filter(missing);
    if (ids.length === 0) continue;
    let y = top;
    let width = 0;
    for (const id of ids) {
      const size = sizes.get(id) ?? nodeSize;
      const isContainer = graph.steps.get(id)?.body !== undefined;
      placed.set(id, { x: onGrid(x), y: onGrid(y), ...(isContainer && size) });
      y += Math.max(rowHeight, size.height + margin);
      width = Math.max(width, size.width);
    }
    x += Math.max(columnWidth, width + columnWidth - nodeSize.width);
  }
  return extent(graph, placed, sizes);
}

function extent(
  graph: Graph,
  placed: ReadonlyMap<StepId, LayoutBox>,
  sizes: ReadonlyMap<StepId, { readonly width: number; readonly height: number }>,
): { readonly width: number; readonly height: number } {
  let width = 264;
  let height = 160;
  for (const id of graph.steps.keys()) {
    const box = placed.get(id);
    const size = sizes.get(id) ?? nodeSize;
    if (box === undefined) continue;
    width = Math.max(width, box.x + size.width + margin / 2);
    height = Math.max(height, box.y + size.height + margin / 2);
  }
  return { width: onGrid(width), height: onGrid(height) };
}

function onGrid(value: number): number {
  return Math.round(value / 8) * 8;
}
