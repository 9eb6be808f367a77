import type { JsonValue } from '../../lib/json';
import { isJsonObject } from '../../lib/json';
import type { Recorded } from '../../runs/recorded';
import { pathText } from '../value-diff';
import { html, type Html } from './html-text';

const mostRows = 60;
const longestText = 2_000;

/** A value as a table a person can read: a list of alike objects by columns, all else by places. */
export function valueTable(caption: string, recorded: Recorded | undefined): Html {
  if (recorded === undefined) return html``;
  if ('blob' in recorded) {
    const { bytes, type, count, preview } = recorded.blob;
    const about = `${type} of ${count.toLocaleString('en')}, ${bytes.toLocaleString('en')} bytes; only its beginning is in this report`;
    return html`<p class="muted">${caption}: ${about}</p>
      <div class="table">
        <table>
          <tr>
            <td>${preview}</td>
          </tr>
        </table>
      </div>`;
  }
  const { value } = recorded;
  // An empty map says nothing that a missing one does not.
  if (isJsonObject(value) && Object.keys(value).length === 0) return html``;
  const columns = columnsOf(value);
  return columns === null
    ? placesTable(caption, value)
    : listTable(caption, value as readonly JsonValue[], columns);
}

/** The columns of a list whose items are all objects; null for anything else. */
function columnsOf(value: JsonValue): readonly string[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const items = value as readonly JsonValue[];
  const columns = new Set<string>();
  for (const item of items.slice(0, mostRows)) {
    if (!isJsonObject(item)) return null;
    for (const key of Object.keys(item)) columns.add(key);
  }
  return columns.size === 0 || columns.size > 10 ? null : [...columns];
}

function listTable(caption: string, items: readonly JsonValue[], columns: readonly string[]): Html {
  const head = columns.map((column) => html`<th scope="col">${column}</th>`);
  const rows = items.slice(0, mostRows).map((item) => {
    const cells = columns.map((column) => {
      const value = isJsonObject(item) ? item[column] : undefined;
      return html`<td>${value === undefined ? '' : cellText(value)}</td>`;
    });
    return html`<tr>
      ${cells}
    </tr>`;
  });
  return html`<div class="table">
      <table>
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            ${head}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${moreNote(items.length)}`;
}

function placesTable(caption: string, value: JsonValue): Html {
  const places = placesOf(value);
  const rows = places.slice(0, mostRows).map(
    ([path, text]) =>
      html`<tr>
        <th scope="row">${path}</th>
        <td>${text}</td>
      </tr>`,
  );
  return html`<div class="table">
      <table>
        <caption>
          ${caption}
        </caption>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${moreNote(places.length)}`;
}

function moreNote(count: number): Html {
  return count > mostRows
    ? html`<p class="muted">The first ${mostRows} of ${count.toLocaleString('en')}.</p>`
    : html``;
}

/** Every place in a value that is not itself an object or a list, with its text. */
function placesOf(value: JsonValue): readonly (readonly [string, string])[] {
  const places: (readonly [string, string])[] = [];
  const walk = (at: JsonValue, path: readonly (string | number)[]): void => {
    if (places.length > mostRows * 10) return;
    const parts = Array.isArray(at)
      ? (at as readonly JsonValue[]).map((item, index) => [index, item] as const)
      : isJsonObject(at)
        ? Object.entries(at)
        : null;
    if (parts === null || parts.length === 0 || path.length > 8) {
      places.push([pathText(path) || 'value', cellText(at)]);
      return;
    }
    for (const [key, item] of parts) walk(item, [...path, key]);
  };
  walk(value, []);
  return places;
}

function cellText(value: JsonValue): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
