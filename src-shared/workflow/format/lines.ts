import { columnOf, lineStartOf } from '../source/detect-style';
import type { ScalarNode, SourceNode } from '../source/node';
import type { TextChange } from '../text-change';

const step = 2;

interface Line {
  readonly from: number;
  /** Without the line break. */
  readonly to: number;
  /** After the line break. */
  readonly next: number;
  /** Column of the first character that is no blank; -1 on a blank line. */
  readonly column: number;
  readonly comment: boolean;
}

/** Indentation, blanks at the ends of lines, and blank lines: at most one, none at the end. */
export function lineChanges(
  text: string,
  root: SourceNode,
  reindent: boolean,
): readonly TextChange[] {
  const lines = linesOf(text);
  const inside = new Set<number>();
  const columns = new Map<number, number>();
  const texts = new Map<number, number>();
  place(text, root, 0, { inside, columns, texts, lists: listsIndented(text, root) });
  const changes: TextChange[] = [];
  let shift = 0;
  let blanks = 0;
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  for (const [at, line] of lines.entries()) {
    const fixed = inside.has(line.from);
    if (line.column === -1 && !fixed) {
      blanks += 1;
      const last = lines.slice(at).every(({ column }) => column === -1);
      const surplus = blanks > 1 || last || line.from === start;
      if (surplus) changes.push({ from: line.from, to: line.next, insert: '' });
      else if (line.to > line.from) changes.push({ from: line.from, to: line.to, insert: '' });
      continue;
    }
    blanks = 0;
    if (reindent) {
      const wanted = columns.get(line.from);
      const content = texts.get(line.from);
      if (wanted !== undefined) shift = wanted - line.column;
      else if (content !== undefined) shift = content - line.column;
      else if (line.comment && !fixed) shift = shiftOfNext(lines, at, columns, inside) ?? shift;
      indent(text, line, shift, changes);
    }
    if (!fixed) trimEnd(text, line, changes);
  }
  const last = lines.findLast(({ column }) => column !== -1);
  if (last && last.next === last.to && text.length > 0 && !inside.has(last.from)) {
    changes.push({ from: last.to, to: last.to, insert: text.includes('\r\n') ? '\r\n' : '\n' });
  }
  return changes;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let from = text.startsWith('\uFEFF') ? 1 : 0;
  while (from < text.length) {
    const found = text.indexOf('\n', from);
    const next = found === -1 ? text.length : found + 1;
    let to = found === -1 ? text.length : found;
    if (to > from && text[to - 1] === '\r') to -= 1;
    const column = text.slice(from, to).search(/[^ \t]/);
    lines.push({ from, to, next, column, comment: column !== -1 && text[from + column] === '#' });
    from = next;
  }
  return lines;
}

interface Places {
  /** Starts of lines that lie inside of a text or a bracket over several lines: moved as they are. */
  readonly inside: Set<number>;
  /** The column that a line should begin in, by its start. */
  readonly columns: Map<number, number>;
  /** The column of the first line of a block text, by its start. */
  readonly texts: Map<number, number>;
  readonly lists: boolean;
}

/** Notes the columns of the lines that a block begins; `column` is that of its first character. */
function place(text: string, node: SourceNode, column: number, places: Places): void {
  if (node.type === 'scalar' || node.flow || node.alias === true) {
    for (let at = text.indexOf('\n', node.from); at !== -1 && at + 1 < node.to;) {
      places.inside.add(at + 1);
      at = text.indexOf('\n', at + 1);
    }
    if (node.type === 'scalar' && node.alias !== true) placeText(text, node, column, places);
    return;
  }
  if (node.type === 'map') {
    for (const { keyFrom, value, colonTo } of node.entries) {
      note(text, keyFrom, column, places);
      const below = startsItsLine(text, value.start);
      const list = value.type === 'seq' && !value.flow;
      const inner = below ? column + (list && !places.lists ? 0 : step) : column + step;
      // A value of a key on a line of its own, such as a text in brackets.
      if (below && value.start > colonTo && isFlat(value)) note(text, value.start, inner, places);
      place(text, value, inner, places);
    }
    return;
  }
  for (const { mark, value } of node.items) {
    note(text, mark, column, places);
    // What follows the dash on its line keeps its distance from it.
    const distance = startsItsLine(text, value.start) ? step : value.start - mark;
    place(text, value, column + distance, places);
  }
}

/** A block text stands one level deeper than its key, unless its head says how deep. */
function placeText(text: string, node: ScalarNode, column: number, { texts }: Places): void {
  if (node.style !== 'literal' && node.style !== 'folded') return;
  const head = /^[|>](\S*)[^\n]*\n(?:[ \t]*\r?\n)*/.exec(text.slice(node.from, node.to));
  if (!head || /\d/.test(head[1] ?? '')) return;
  texts.set(node.from + head[0].length, column);
}

function isFlat(node: SourceNode): boolean {
  return (node.type !== 'scalar' || !node.empty) && (node.type === 'scalar' || node.flow);
}

function note(text: string, offset: number, column: number, { columns }: Places): void {
  if (startsItsLine(text, offset)) columns.set(lineStartOf(text, offset), column);
}

function startsItsLine(text: string, offset: number): boolean {
  return text.slice(lineStartOf(text, offset), offset).trim() === '';
}

/** Whether the dashes of the first list stand further right than its key. */
function listsIndented(text: string, node: SourceNode): boolean {
  return firstList(text, node, 0) ?? true;
}

function firstList(text: string, node: SourceNode, depth: number): boolean | undefined {
  if (node.type !== 'map' || node.flow || depth > 8) return undefined;
  for (const { keyFrom, value } of node.entries) {
    if (value.type === 'seq' && !value.flow) {
      const first = value.items[0];
      if (first) return columnOf(text, first.mark) > columnOf(text, keyFrom);
    }
    const inner = firstList(text, value, depth + 1);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** Comments go with the line they stand above. */
function shiftOfNext(
  lines: readonly Line[],
  at: number,
  columns: ReadonlyMap<number, number>,
  inside: ReadonlySet<number>,
): number | undefined {
  const line = lines[at];
  const next = lines.slice(at + 1).find(({ column, comment }) => column !== -1 && !comment);
  const wanted = next && columns.get(next.from);
  if (!line || !next || wanted === undefined || inside.has(next.from)) return undefined;
  // One that stands further right or left of it belongs to what is above.
  return next.column === line.column ? wanted - next.column : undefined;
}

function indent(text: string, line: Line, shift: number, changes: TextChange[]): void {
  if (shift === 0 || line.column === -1) return;
  const width = Math.max(0, line.column + shift);
  const to = line.from + line.column;
  // Tabs in front of a comment are no indentation that can be counted.
  if (text.slice(line.from, to).includes('\t')) return;
  changes.push({ from: line.from, to, insert: ' '.repeat(width) });
}

function trimEnd(text: string, line: Line, changes: TextChange[]): void {
  const content = text.slice(line.from, line.to).trimEnd().length;
  if (content > 0 && line.from + content < line.to) {
    changes.push({ from: line.from + content, to: line.to, insert: '' });
  }
}
