import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';
import { textToValue, valueToText } from './field-value';

/** One line of a key-value table, as text. */
export interface KeyValueRow {
  readonly key: string;
  readonly value: string;
}

/** The rows of an object, in its order. */
export function objectToRows(value: JsonValue | undefined, textOnly: boolean): KeyValueRow[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).map(([key, member]) => ({
    key,
    value: valueToText(member, textOnly),
  }));
}

/** The object of the rows. Rows without a key are still being written and are left out. */
export function rowsToObject(rows: readonly KeyValueRow[], textOnly: boolean): JsonObject {
  return Object.fromEntries(
    rows.filter((row) => row.key !== '').map((row) => [row.key, textToValue(row.value, textOnly)]),
  );
}

/** Why the rows are no object yet; null when they are one. */
export function complaintAbout(rows: readonly KeyValueRow[]): string | null {
  const [twice] = duplicateKeys(rows);
  if (twice !== undefined) return `"${twice}" stands here twice; give it one value`;
  // A row without anything is one that was just added.
  const nameless = rows.findIndex((row) => row.key === '' && row.value !== '');
  return nameless < 0 ? null : `The value in row ${nameless + 1} has no name`;
}

export function isRows(value: unknown): value is readonly KeyValueRow[] {
  return Array.isArray(value) && value.every((row) => isJsonObject(row) && 'key' in row);
}

/** Keys that stand in more than one row: only the last one would count. */
export function duplicateKeys(rows: readonly KeyValueRow[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { key } of rows) {
    if (key !== '' && seen.has(key)) twice.add(key);
    seen.add(key);
  }
  return twice;
}
