import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { Random } from './random';

// Writes data as YAML the way people and other programs do: with all styles of quoting, blocks
// and brackets, comments, blank lines, odd indentation. Independent of the product's own writer.

interface Pen {
  readonly random: Random;
  readonly indent: number;
  readonly indentLists: boolean;
  /** How often brackets, comments and blank lines are used. */
  readonly brackets: number;
  readonly comments: number;
}

export function writeInStyle(data: JsonObject, random: Random): string {
  if (random.chance(0.08)) return `${JSON.stringify(data, null, random.pick([0, 2, 4]))}\n`;
  const pen: Pen = {
    random,
    indent: random.pick([2, 2, 2, 3, 4]),
    indentLists: random.chance(0.7),
    brackets: random.pick([0, 0.15, 0.5]),
    comments: random.pick([0, 0.1, 0.3]),
  };
  const lines: string[] = [];
  if (random.chance(0.3)) lines.push('# yaml-language-server: $schema=https://example.test', '');
  if (random.chance(0.1)) lines.push('---');
  lines.push(...writeEntries(pen, data, 0));
  if (random.chance(0.2)) lines.push('# the end');
  const eol = random.chance(0.2) ? '\r\n' : '\n';
  const text = lines.join(eol) + (random.chance(0.9) ? eol : '');
  return random.chance(0.05) ? `\uFEFF${text}` : text;
}

function writeEntries(pen: Pen, data: JsonObject, column: number): string[] {
  const margin = ' '.repeat(column);
  const lines: string[] = [];
  Object.entries(data).forEach(([key, value], index) => {
    const afterKept = /\|\d?\+/.test(
      lines
        .join('\n')
        .split(/\n(?=\S)/)
        .at(-1) ?? '',
    );
    if (index > 0 && !afterKept && pen.random.chance(pen.comments)) lines.push('');
    if (!afterKept && pen.random.chance(pen.comments)) lines.push(`${margin}# about ${index}`);
    const [head, ...rest] = writeValue(pen, value, column);
    const name = writeKey(pen, key);
    const gap = head === '' ? '' : pen.random.chance(0.05) ? '   ' : ' ';
    lines.push(`${margin}${name}:${gap}${head ?? ''}`, ...rest);
  });
  return lines;
}

/** The first line stands after the key or dash, the others are whole lines. */
function writeValue(pen: Pen, value: JsonValue, column: number): string[] {
  const { random } = pen;
  if (typeof value === 'string') return writeText(pen, value, column);
  if (typeof value !== 'object' || value === null)
    return [withComment(pen, writePlain(pen, value))];
  const size = Object.keys(value).length;
  if (size === 0) return [withComment(pen, Array.isArray(value) ? '[]' : '{}')];
  if (random.chance(pen.brackets)) return writeBrackets(pen, value, column);
  const comment = random.chance(pen.comments) ? ' # below' : '';
  if (!Array.isArray(value)) {
    return [comment.trim(), ...writeEntries(pen, value as JsonObject, column + pen.indent)];
  }
  const at = pen.indentLists ? column + pen.indent : column;
  return [
    comment.trim(),
    ...(value as readonly JsonValue[]).flatMap((item) => writeItem(pen, item, at)),
  ];
}

function writeItem(pen: Pen, item: JsonValue, column: number): string[] {
  const margin = ' '.repeat(column);
  const lines = pen.random.chance(pen.comments) ? [`${margin}# item`] : [];
  const isMap = typeof item === 'object' && item !== null && !Array.isArray(item);
  if (isMap && Object.keys(item).length > 0 && pen.random.chance(0.7)) {
    const quiet = { ...pen, comments: 0 };
    const entries = writeEntries(quiet, item as JsonObject, column + 2);
    return [...lines, `${margin}- ${(entries[0] ?? '').trimStart()}`, ...entries.slice(1)];
  }
  // Inside an item even a list stands further right than the dash.
  const [head, ...rest] = writeValue({ ...pen, indentLists: true }, item, column);
  return [...lines, `${margin}-${head === '' ? '' : ' '}${head ?? ''}`, ...rest];
}

function writeBrackets(pen: Pen, value: JsonValue, column: number): string[] {
  const { random } = pen;
  const isList = Array.isArray(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  const parts = isList
    ? (value as readonly JsonValue[]).map((item) => writeInside(pen, item))
    : Object.entries(value as JsonObject).map(
        ([key, item]) => `${writeKey(pen, key)}: ${writeInside(pen, item)}`,
      );
  const comma = random.chance(0.1) ? ',' : '';
  if (random.chance(0.3)) {
    const margin = ' '.repeat(column + pen.indent);
    const lines = parts.map((part, at) => {
      const last = at === parts.length - 1;
      return `${margin}${part}${last ? comma : ','}`;
    });
    return [open, ...lines, withComment(pen, `${' '.repeat(column + 1)}${close}`)];
  }
  const space = random.chance(0.5) ? ' ' : '';
  return [withComment(pen, `${open}${space}${parts.join(', ')}${comma}${space}${close}`)];
}

function writeInside(pen: Pen, value: JsonValue): string {
  if (typeof value === 'string') return quote(pen, value);
  if (typeof value !== 'object' || value === null) return writePlain(pen, value);
  if (Array.isArray(value)) {
    return `[${(value as readonly JsonValue[]).map((item) => writeInside(pen, item)).join(', ')}]`;
  }
  const entries = Object.entries(value).map(
    ([key, item]) => `${writeKey(pen, key)}: ${writeInside(pen, item as JsonValue)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function writePlain(pen: Pen, value: null | boolean | number): string {
  if (value === null) return pen.random.pick(['null', '~', 'Null']);
  if (value === 1e21) return pen.random.pick(['1e+21', '1.0E21']);
  if (value === 42) return pen.random.pick(['42', '0x2a', '+42', '42.0']);
  return String(value);
}

function writeKey(pen: Pen, key: string): string {
  const plain = /^[A-Za-z_][\w.-]*$/.test(key) && !/^(?:null|~)$/.test(key);
  if (plain && pen.random.chance(0.9)) return key;
  return quote(pen, key, true);
}

function writeText(pen: Pen, text: string, column: number): string[] {
  const { random } = pen;
  const printable = /^[\n\t\x20-\x7e\u00a1-\ud7ff\u{10000}-\u{10ffff}]*$/u.test(text);
  const block = text.includes('\n') && printable && /\S/.test(text) && !/\n[ \t]+$/.test(text);
  if (!block || random.chance(0.2)) return [withComment(pen, quote(pen, text))];
  const ends = /\n*$/.exec(text)?.[0].length ?? 0;
  const indent = random.pick([1, 2, 4]) + (column === 0 ? 1 : 0);
  const indicator = /^[ \t]/.test(text) || random.chance(0.1) ? String(indent) : '';
  const header = `|${indicator}${ends === 0 ? '-' : ends === 1 ? '' : '+'}`;
  const body = ends === 0 ? text : text.slice(0, -1);
  const margin = ' '.repeat(column + indent);
  return [header, ...body.split('\n').map((line) => (line === '' ? '' : margin + line))];
}

function quote(pen: Pen, text: string, key = false): string {
  const { random } = pen;
  const bare =
    /^[A-Za-z][\w /.-]*$/.test(text) &&
    !/\s$/.test(text) &&
    !/^(?:true|false|null|yes|no|on|off)$/i.test(text);
  if (bare && !key && random.chance(0.6)) return text;
  const single = /^[\x20-\x7e]*$/.test(text);
  if (single && random.chance(0.5)) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text);
}

function withComment(pen: Pen, text: string): string {
  return pen.random.chance(pen.comments) ? `${text} # why` : text;
}
