import type { SpanRow, SpanRows } from '@shared/debug/spans';

export const rowHeight = 22;
export const rulerHeight = 24;
const laneGap = 6;

export interface PlacedRow {
  readonly row: SpanRow;
  readonly top: number;
  /** The first of its lane. */
  readonly first: boolean;
  readonly name: string;
}

export interface Layout {
  readonly rows: readonly PlacedRow[];
  readonly height: number;
}

/** The rows of all lanes below each other. */
export function layoutOf(rows: SpanRows, titleOf: (step: string) => string): Layout {
  const placed: PlacedRow[] = [];
  let top = 4;
  let lane = 0;
  for (const row of rows.all) {
    const first = row.lane !== lane;
    if (first && placed.length > 0) top += laneGap;
    lane = row.lane;
    const step = rows.lanes.all[row.lane - 1]?.step ?? null;
    placed.push({ row, top, first, name: step === null ? 'Main' : titleOf(step) });
    top += rowHeight;
  }
  return { rows: placed, height: top + laneGap };
}

export function rowAt(layout: Layout, y: number): PlacedRow | undefined {
  return layout.rows.find(({ top }) => y >= top && y < top + rowHeight);
}
