import { isJsonObject, type JsonValue } from '@shared/lib/json';

/** A value as a table: one row per item, one column per key that items have. */
export interface TableShape {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (JsonValue | undefined)[])[];
  /** Where a cell's value is in the whole; null for a cell that only names something. */
  readonly pathOf: (row: number, column: number) => readonly (string | number)[] | null;
  /** The key that all items of a column share; null where columns are no keys. */
  readonly keyOf: (column: number) => string | null;
}

/** Keys beyond this many make a table nobody can read; the rest is left to the JSON view. */
const maxColumns = 50;
/** Items looked at to find the columns. */
const columnSample = 200;

/**
 * How a value reads as a table, or undefined when it does not: an array of objects (a row each), an
 * array of plain values (one column), or an object of plain values (key and value).
 */
export function tableShape(value: JsonValue): TableShape | undefined {
  if (Array.isArray(value)) return arrayTable(value as readonly JsonValue[]);
  if (isJsonObject(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) return undefined;
    return {
      columns: ['key', 'value'],
      rows: entries,
      pathOf: (row, column) => (column === 1 ? [entries[row]?.[0] ?? ''] : null),
      keyOf: () => null,
    };
  }
  return undefined;
}

function arrayTable(items: readonly JsonValue[]): TableShape | undefined {
  if (items.length === 0) return undefined;
  if (!items.slice(0, columnSample).every(isJsonObject)) {
    return {
      columns: ['value'],
      rows: items.map((item) => [item]),
      pathOf: (row) => [row],
      keyOf: () => null,
    };
  }
  const columns = new Set<string>();
  for (const item of items.slice(0, columnSample)) {
    for (const key of Object.keys(item as object)) columns.add(key);
  }
  const shown = [...columns].slice(0, maxColumns);
  return {
    columns: shown,
    rows: items.map((item) => shown.map((key) => (isJsonObject(item) ? item[key] : undefined))),
    pathOf: (row, column) => [row, shown[column] ?? ''],
    keyOf: (column) => shown[column] ?? null,
  };
}

/** `items 37`, `keys 4`, `text 120`: what a value is, in a few characters. */
export function describeValue(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return count(value.length, 'item');
  if (isJsonObject(value)) return count(Object.keys(value).length, 'key');
  if (typeof value === 'string') return count(value.length, 'character');
  return typeof value;
}

/** A value in one table cell or tree row. */
export function cellText(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return shortened(value, longestText);
  if (value === null || typeof value !== 'object') return String(value);
  const text = JSON.stringify(value);
  return shortened(text, 200);
}

/** What fits on one line, and then some: a text of a megabyte on a line would stop the window. */
const longestText = 2_000;

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** `items[3].name`: a path as an expression continues it. */
export function pathText(path: readonly (string | number)[]): string {
  return path
    .map((key) => {
      if (typeof key === 'number') return `[${key}]`;
      return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
    })
    .join('');
}

function count(number: number, unit: string): string {
  return `${number.toLocaleString('en')} ${unit}${number === 1 ? '' : 's'}`;
}

/** How a setting reads a whole column of a table: `steps.rows.map(item => item.total)`. */
export function columnExpression(expression: string, key: string): string {
  return `${expression}.map(item => item${pathText([key])})`;
}
