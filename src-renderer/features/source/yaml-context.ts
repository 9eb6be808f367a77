// Where the caret stands in a YAML text that may be broken, because somebody is typing it: found
// from indentation alone, line by line upwards.

export interface YamlContext {
  /** Keys from the root to the map or list the caret is in; list items are numbers. */
  readonly path: readonly (string | number)[];
  /** The key whose value is being written; null while a key (or a list item) is written. */
  readonly key: string | null;
  /** What stands between the start of the word and the caret. */
  readonly prefix: string;
  /** Where the word starts. */
  readonly from: number;
  /** Keys that the map has already. */
  readonly siblings: ReadonlySet<string>;
  /** The caret stands in a list item's text: `- a -> |`. */
  readonly inItem: boolean;
}

interface Line {
  readonly indent: number;
  readonly dash: boolean;
  readonly key: string | null;
  readonly value: string;
  readonly start: number;
  readonly blank: boolean;
}

const keyPattern =
  /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#:,[\]{}"'&*!|>%@`-][^#:]*?|-[^\s#:][^#:]*?)\s*:(?:\s+(.*)|$)/;

/** Null inside comments and block texts, where there is nothing to offer. */
export function yamlContext(text: string, offset: number): YamlContext | null {
  const lines = linesUpTo(text, offset);
  const current = lines.at(-1);
  if (!current) return null;
  const lineText = text.slice(current.start, offset);
  if (isComment(lineText)) return null;
  const at = lines.length - 1;
  const indent = current.blank ? lineText.length : current.indent;
  if (insideBlockText(lines, at, indent)) return null;
  const path = pathTo(lines, at, indent);
  const body = lineText.slice(Math.min(indent, lineText.length));
  const key = current.key;
  const word = key === null ? body : current.value;
  const prefix = word.trimStart();
  return {
    path,
    key,
    prefix,
    from: offset - prefix.length,
    siblings: siblingsOf(text, lines, at, indent),
    inItem: current.dash && key === null,
  };
}

function linesUpTo(text: string, offset: number): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const raw of text.slice(0, offset).split('\n')) {
    lines.push(readLine(raw, start));
    start += raw.length + 1;
  }
  return lines;
}

function readLine(raw: string, start: number): Line {
  const text = raw.replace(/\r$/, '');
  const lead = /^ */.exec(text)?.[0].length ?? 0;
  const dashes = /^(?:- +|-$)+/.exec(text.slice(lead))?.[0].length ?? 0;
  const indent = lead + dashes;
  const body = text.slice(indent);
  const match = keyPattern.exec(body);
  return {
    indent,
    dash: dashes > 0,
    key: match?.[1] === undefined ? null : unquote(match[1]),
    value: match?.[2] ?? '',
    start,
    blank: body.trim() === '' && dashes === 0,
  };
}

/** Keys above the line, from the outside in. */
function pathTo(lines: readonly Line[], at: number, indent: number): (string | number)[] {
  const path: (string | number)[] = [];
  let limit = indent;
  let index = at;
  while (index >= 0 && limit > 0) {
    const line = lines[index];
    if (!line) break;
    if (line.dash && line.indent === limit) {
      path.unshift(itemNumber(lines, index));
      limit = dashColumn(line);
      // A list may stand at the indentation of its key.
      index = ownerOfList(lines, index, limit);
      const owner = lines[index];
      if (!owner || owner.key === null) break;
      path.unshift(owner.key);
      limit = owner.dash ? owner.indent : owner.indent;
      if (owner.dash) continue;
      index -= 1;
      continue;
    }
    if (index !== at && !line.blank && line.indent < limit && line.key !== null) {
      path.unshift(line.key);
      limit = line.indent;
      if (line.dash) continue;
    }
    index -= 1;
  }
  return path;
}

function dashColumn(line: Line): number {
  return Math.max(0, line.indent - 2);
}

function itemNumber(lines: readonly Line[], at: number): number {
  const column = lines[at]?.indent ?? 0;
  let count = 0;
  for (let index = at - 1; index >= 0; index -= 1) {
    const line = lines[index];
    if (!line || line.blank || line.indent > column) continue;
    if (line.dash && line.indent === column) count += 1;
    else if (line.indent < column) break;
  }
  return count;
}

function ownerOfList(lines: readonly Line[], at: number, column: number): number {
  for (let index = at - 1; index >= 0; index -= 1) {
    const line = lines[index];
    if (!line || line.blank || line.key === null || line.value !== '') continue;
    if (line.indent <= column && !(line.dash && line.indent === column + 2)) return index;
  }
  return -1;
}

/** The caret is in the lines of a `|` or `>` text. */
function insideBlockText(lines: readonly Line[], at: number, indent: number): boolean {
  let limit = indent;
  for (let index = at - 1; index >= 0 && limit > 0; index -= 1) {
    const line = lines[index];
    if (!line || line.blank || line.indent >= limit) continue;
    if (/^[|>][+-]?\d*[+-]?\s*(#.*)?$/.test(line.value)) return true;
    // Lines of code are indented, too: whether these are some is told further up.
    limit = line.indent;
  }
  return false;
}

function siblingsOf(text: string, lines: readonly Line[], at: number, indent: number): Set<string> {
  const found = new Set<string>();
  for (let index = at - 1; index >= 0; index -= 1) {
    const line = lines[index];
    if (!line || line.blank || line.indent > indent) continue;
    if (line.indent < indent) break;
    if (line.key !== null) found.add(line.key);
    if (line.dash) break;
  }
  const after = text.indexOf('\n', lines[at]?.start ?? 0);
  if (after < 0 || (lines[at]?.start ?? 0) > after) return found;
  for (const raw of text.slice(after + 1).split('\n')) {
    const line = readLine(raw, 0);
    if (line.blank || line.indent > indent) continue;
    if (line.indent < indent || line.dash) break;
    if (line.key !== null) found.add(line.key);
  }
  return found;
}

function isComment(line: string): boolean {
  return /^\s*#|\s#/.test(line);
}

function unquote(key: string): string {
  return /^["']/.test(key) ? key.slice(1, -1) : key;
}
