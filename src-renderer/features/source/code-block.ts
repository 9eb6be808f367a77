import { yamlContext } from './yaml-context';

/** Text that is written as a value of the source, such as the code of a step. */
export interface WrittenBlock {
  /** Keys from the root to the value. */
  readonly path: readonly (string | number)[];
  readonly text: string;
  /** Where an offset of the source stands in the text. */
  readonly inText: (offset: number) => number;
  /** Where a character of the text stands in the source. */
  readonly inSource: (at: number) => number;
}

const header = /^[|][+-]?[1-9]?[+-]?\s*(#.*)?$/;

/**
 * The block text (`key: |`) or the plain text after a key that holds the offset: found from the lines
 * alone, because while somebody types in it the text as a whole may not be readable.
 */
export function blockAt(source: string, offset: number): WrittenBlock | null {
  const lines = source.split('\n');
  const starts = startsOf(lines);
  const at = lineOf(starts, offset);
  const head = headerAbove(lines, at, depthAt(lines, at, offset - (starts[at] ?? 0)));
  if (head !== null) return blockUnder(source, lines, starts, head);
  return valueAfterKey(source, lines[at] ?? '', starts[at] ?? 0, offset);
}

function startsOf(lines: readonly string[]): readonly number[] {
  const starts: number[] = [];
  let start = 0;
  for (const line of lines) {
    starts.push(start);
    start += line.length + 1;
  }
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How far in a line is; a blank one as far as its caret or what comes next. */
function depthAt(lines: readonly string[], at: number, column: number): number {
  if (!isBlank(lines[at])) return indentOf(lines[at]);
  return Math.max(column, indentOf(lines.slice(at + 1).find((line) => !isBlank(line))));
}

/** The line with the `|` of the block that a line is in; each line between is further in than it. */
function headerAbove(lines: readonly string[], at: number, depth: number): number | null {
  let limit = depth;
  for (let index = at - 1; index >= 0 && limit > 0; index -= 1) {
    const line = lines[index];
    if (isBlank(line) || indentOf(line) >= limit) continue;
    limit = indentOf(line);
    const value = /^[^#]*?:\s+([|].*)$/.exec((line ?? '').trimEnd())?.[1];
    if (value !== undefined && header.test(value)) return index;
  }
  return null;
}

function blockUnder(
  source: string,
  lines: readonly string[],
  starts: readonly number[],
  head: number,
): WrittenBlock | null {
  const first = lines.slice(head + 1).find((line) => !isBlank(line));
  const indent = first === undefined ? 0 : indentOf(first);
  if (indent <= indentOf(lines[head])) return null;
  const own: { readonly text: string; readonly from: number; readonly start: number }[] = [];
  let length = 0;
  for (let index = head + 1; index < lines.length; index += 1) {
    const line = (lines[index] ?? '').replace(/\r$/, '');
    if (!isBlank(line) && indentOf(line) < indent) break;
    const text = line.slice(indent);
    own.push({ text, from: (starts[index] ?? 0) + Math.min(indent, line.length), start: length });
    length += text.length + 1;
  }
  const context = yamlContext(source, (starts[head] ?? 0) + (lines[head] ?? '').indexOf('|'));
  if (!context || context.key === null) return null;
  return {
    path: [...context.path, context.key],
    text: own.map(({ text }) => text).join('\n'),
    inText(offset) {
      const line = own.findLast(({ from }) => from <= offset) ?? own[0];
      if (!line) return 0;
      return line.start + Math.min(Math.max(0, offset - line.from), line.text.length);
    },
    inSource(position) {
      const line = own.findLast(({ start }) => start <= position) ?? own[0];
      return line ? line.from + position - line.start : 0;
    },
  };
}

/** `code: return 1`: only what stands without quotes is written as it is meant. */
function valueAfterKey(
  source: string,
  line: string,
  start: number,
  offset: number,
): WrittenBlock | null {
  const found = /^(\s*(?:- +)*[\w-]+:\s+)([^\s|>"'{[&*!#][^#]*)$/.exec(line.replace(/\r$/, ''));
  const [, lead = '', value = ''] = found ?? [];
  const from = start + lead.length;
  if (!found || offset < from) return null;
  const context = yamlContext(source, from);
  if (!context || context.key === null) return null;
  return {
    path: [...context.path, context.key],
    text: value.trimEnd(),
    inText: (at) => Math.min(Math.max(0, at - from), value.length),
    inSource: (at) => from + at,
  };
}

function isBlank(line: string | undefined): boolean {
  return (line ?? '').trim() === '';
}

function indentOf(line: string | undefined): number {
  return /^ */.exec(line ?? '')?.[0].length ?? 0;
}
