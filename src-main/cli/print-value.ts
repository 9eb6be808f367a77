import { stringify } from 'yaml';
import type { JsonValue } from '@shared/lib/json';
import { printable, type Terminal } from './terminal';

/** A result: YAML for people on a screen, JSON for whatever reads a pipe. */
export function printValue(terminal: Terminal, value: JsonValue): void {
  terminal.out(
    terminal.outIsScreen
      ? printable(stringify(value, { lineWidth: terminal.width }))
      : `${JSON.stringify(value, null, 2)}\n`,
  );
}

/** Rows as aligned columns under a heading. */
export function formatColumns(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const all = [heading, ...rows];
  const widths = heading.map((_, column) =>
    Math.max(...all.map((row) => row[column]?.length ?? 0)),
  );
  return all
    .map((row) =>
      row
        .map((cell, column) => printable(cell).padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
