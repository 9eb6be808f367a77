import type { JsonObject, JsonValue } from '../../lib/json';
import type { TextChange } from '../text-change';
import { emitBlock, emitDouble, emitInline, emitKey, type QuoteStyle } from './emit-scalar';

/** How the file at hand is written; new text follows it. */
export interface EmitStyle {
  readonly eol: '\n' | '\r\n';
  /** Spaces per level. */
  readonly indent: number;
  /** The dashes of a list stand further right than the key they belong to. */
  readonly indentLists: boolean;
  /** Keys are quoted and everything stands in brackets, as in JSON. */
  readonly json: boolean;
  /**
   * Texts that end in blank lines may be written as blocks. Such a block also takes the blank
   * lines that follow it in the file, so it does not fit everywhere.
   */
  readonly keptBlocks: boolean;
}

/** A value to be written. Maps and lists from depth `inlineFrom` on stand on one line. */
export interface NewValue {
  readonly value: JsonValue;
  readonly inlineFrom?: number;
  readonly quotes?: QuoteStyle;
  /** For a text that exists: its new value differs by these splices of the file only. */
  readonly splices?: readonly TextChange[];
}

/** `head` goes on the line of the key, `lines` below it, indented. */
export interface Emitted {
  readonly head: string;
  readonly lines: readonly string[];
}

/** A value that belongs to a key or dash in column `column`. */
export function emitValue(
  value: NewValue,
  style: EmitStyle,
  column: number,
  belongsTo: 'key' | 'dash' = 'key',
): Emitted {
  const { value: data, inlineFrom = Number.POSITIVE_INFINITY, quotes } = value;
  if (isScalar(data)) return emitScalarValue(data, style, column, quotes);
  if (style.json || inlineFrom <= 0 || isEmpty(data)) {
    return { head: emitFlow(data, style.json), lines: [] };
  }
  if (isList(data)) {
    // Below a dash, dashes in the same column would be further items of the list around it.
    const indented = style.indentLists || belongsTo === 'dash';
    const at = indented ? column + style.indent : column;
    return { head: '', lines: emitItems(data, style, at, inlineFrom - 1) };
  }
  return { head: '', lines: emitEntries(data, style, column + style.indent, inlineFrom - 1) };
}

/** The lines of one entry of a block map whose keys stand in column `column`. */
export function emitEntry(
  key: string,
  value: NewValue,
  style: EmitStyle,
  column: number,
  quotes: QuoteStyle = 'plain',
): string[] {
  const { head, lines } = emitValue(value, style, column);
  const first = `${' '.repeat(column)}${emitKey(key, quotes)}:${head === '' ? '' : ` ${head}`}`;
  return [first, ...lines];
}

/** The lines of one item of a block list whose dashes stand in column `column`. */
export function emitItem(value: NewValue, style: EmitStyle, column: number): string[] {
  const { value: data, inlineFrom = Number.POSITIVE_INFINITY } = value;
  const dash = ' '.repeat(column);
  if (!isScalar(data) && !isEmpty(data) && inlineFrom > 0) {
    const inner = isList(data)
      ? emitItems(data, style, column + 2, inlineFrom - 1)
      : emitEntries(data, style, column + 2, inlineFrom - 1);
    return [`${dash}- ${(inner[0] ?? '').trimStart()}`, ...inner.slice(1)];
  }
  const { head, lines } = emitValue(value, style, column);
  return [`${dash}- ${head}`, ...lines];
}

/** One line: `{ x: 1, y: [2, 3] }`. */
export function emitFlow(value: JsonValue, json: boolean): string {
  if (isScalar(value)) {
    if (typeof value === 'string' && json) return emitDouble(value);
    return emitInline(value, true);
  }
  if (isList(value)) return `[${value.map((item) => emitFlow(item, json)).join(', ')}]`;
  const entries = Object.entries(value).map(
    ([key, item]) => `${emitFlowKey(key, json)}: ${emitFlow(item, json)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

export function emitFlowKey(key: string, json: boolean): string {
  return json ? emitDouble(key) : emitKey(key);
}

function emitEntries(
  data: JsonObject,
  style: EmitStyle,
  column: number,
  inlineFrom: number,
): string[] {
  return Object.entries(data).flatMap(([key, value]) =>
    emitEntry(key, { value, inlineFrom }, style, column),
  );
}

function emitItems(
  data: readonly JsonValue[],
  style: EmitStyle,
  column: number,
  inlineFrom: number,
): string[] {
  return data.flatMap((value) => emitItem({ value, inlineFrom }, style, column));
}

function emitScalarValue(
  data: null | boolean | number | string,
  style: EmitStyle,
  column: number,
  quotes: QuoteStyle | undefined,
): Emitted {
  if (typeof data === 'string') {
    if (style.json) return { head: emitDouble(data), lines: [] };
    const block = emitBlock(data, style.indent, style.keptBlocks);
    if (block !== null) {
      const margin = ' '.repeat(column + style.indent);
      const lines = block.lines.map((line) => (line === '' ? '' : margin + line));
      return { head: block.header, lines };
    }
  }
  return { head: emitInline(data, false, quotes), lines: [] };
}

function isScalar(value: JsonValue): value is null | boolean | number | string {
  return typeof value !== 'object' || value === null;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isEmpty(value: readonly JsonValue[] | JsonObject): boolean {
  return Object.keys(value).length === 0;
}
