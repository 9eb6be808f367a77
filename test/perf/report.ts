import type { Growth, Row } from './measure';

/** The table for people: one row per area, then how cost grows. */
export function formatReport(rows: readonly Row[], growth: readonly Growth[]): string {
  const header = ['area', 'ours', 'anchor', 'ratio', 'must', 'stretch', 'against'];
  const lines = rows.map((row) => [
    row.area,
    `${formatNumber(row.ours)} ${row.unit}`,
    `${formatNumber(row.anchor)} ${row.unit}`,
    `${ratioOf(row).toFixed(2)}${meets(row) ? '' : ' !'}`,
    row.must,
    row.stretch,
    row.against,
  ]);
  const table = alignColumns([header, ...lines]);
  const grows = growth.map(
    (item) =>
      `${item.area}: ${item.points.map((point) => `${point.at}: ${formatNumber(point.value)}`).join(', ')} ${item.unit}`,
  );
  return [table, ...(grows.length > 0 ? ['', ...grows] : [])].join('\n');
}

export function ratioOf(row: Row): number {
  return row.ours / row.anchor;
}

/** Whether the ratio is on the right side of `must`. */
export function meets(row: Row): boolean {
  const [comparison, bound] = row.must.split(' ');
  const ratio = ratioOf(row);
  return comparison === '<=' ? ratio <= Number(bound) : ratio >= Number(bound);
}

function formatNumber(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value.toPrecision(3);
}

function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
