import { emitEntry, emitItem, emitValue, type NewValue } from './emit';
import { emitKey, type QuoteStyle } from './emit-scalar';
import { columnOf, lineEndOf, lineStartOf, nextLineOf } from './detect-style';
import { contentEnd, type MapEntry, type MapNode, type SeqNode, type SourceNode } from './node';
import { isUntouched, patchedJson, type Added, type PatchNode } from './patch';
import type { Render } from './render';
import { renderFlow } from './render-flow';

// Turns a wanted change of the data into the smallest splices of the text. A function that cannot
// splice at its level says so (false), and the level above writes the whole value anew.

/** Where a value stands: after a colon or dash at `after`, which belongs to column `column`. */
interface Slot {
  readonly node: SourceNode;
  readonly after: number;
  readonly column: number;
  /** A key when absent. */
  readonly belongsTo?: 'dash';
}

export function renderRoot(render: Render, root: MapNode, patch: PatchNode): boolean {
  if (root.flow) return renderFlow(render, root, patch, true);
  return renderBlockMap(render, root, patch);
}

function renderSlot(render: Render, slot: Slot, patch: PatchNode): void {
  if (isUntouched(patch)) return;
  const { node } = slot;
  if (patch.replace?.splices !== undefined) {
    render.changes.push(...patch.replace.splices);
    return;
  }
  if (patch.replace === undefined && patch.children.size === 0 && patch.added.length === 0) return;
  if (patch.replace === undefined && node.alias !== true && node.type !== 'scalar') {
    const mark = render.changes.length;
    if (renderInside(render, node, patch)) return;
    // What was already noted for parts of the value is covered by writing the whole.
    render.changes.length = mark;
  }
  const data = patchedJson(node, patch) ?? null;
  const inlineFrom = patch.replace?.inlineFrom ?? addedDepth(node, patch);
  replaceValue(render, slot, {
    value: data,
    ...(inlineFrom !== undefined && { inlineFrom }),
    ...quotesOf(node),
  });
}

function renderInside(render: Render, node: MapNode | SeqNode, patch: PatchNode): boolean {
  if (node.flow) return renderFlow(render, node, patch, false);
  return node.type === 'map'
    ? renderBlockMap(render, node, patch)
    : renderBlockSeq(render, node, patch);
}

/** Entries that are added to an empty map keep their wish to stand on one line. */
function addedDepth(node: SourceNode, patch: PatchNode): number | undefined {
  const written = node.type === 'map' && !node.flow && node.entries.length > 0;
  const depth = patch.added[0]?.value.inlineFrom;
  return written || depth === undefined ? undefined : depth + 1;
}

function quotesOf(node: SourceNode): { quotes: QuoteStyle } | Record<string, never> {
  const quoted = node.type === 'scalar' && (node.style === 'single' || node.style === 'double');
  return quoted && node.alias !== true ? { quotes: node.style as QuoteStyle } : {};
}

function replaceValue(render: Render, slot: Slot, value: NewValue): void {
  const { text, style, changes } = render;
  const { node, after, column } = slot;
  const { head, lines } = emitValue(value, style, column, slot.belongsTo);
  const end = valueEnd(text, node, after);
  const onOneLine = head !== '' && lines.length === 0;
  const wasInline = node.type === 'scalar' || node.flow || node.alias === true;
  const empty = node.type === 'scalar' && node.empty && node.start === node.from;
  if (onOneLine && wasInline && !empty) {
    changes.push({ from: node.start, to: end, insert: head });
    return;
  }
  changes.push({ from: after, to: empty ? after : end, insert: head === '' ? '' : ` ${head}` });
  if (lines.length > 0) {
    const at = lineEndOf(text, empty ? after : end);
    const last = at === text.length ? style.eol : '';
    const insert = style.eol + lines.join(style.eol) + last;
    changes.push({ from: at, to: at, insert });
  }
}

/** End of a value without the line break that a block scalar ends with. */
function valueEnd(text: string, node: SourceNode, after: number): number {
  let end = Math.max(after, contentEnd(node));
  if (end > after && text[end - 1] === '\n') end -= 1;
  if (end > after && text[end - 1] === '\r') end -= 1;
  return end;
}

function renderBlockMap(render: Render, node: MapNode, patch: PatchNode): boolean {
  const { text, changes } = render;
  const first = node.entries[0];
  if (first === undefined) return false;
  const column = columnOf(text, first.keyFrom);
  const removed = new Map<MapEntry, { from: number; to: number }>();
  let left = patch.added.length;
  const seen = new Set<string>();
  for (const entry of node.entries) {
    const child = seen.has(entry.key) ? undefined : patch.children.get(entry.key);
    seen.add(entry.key);
    if (child === undefined || !isGone(entry.value, child)) left += 1;
    if (child === undefined || isUntouched(child)) continue;
    if (entry.unusual) return false;
    if (isGone(entry.value, child)) {
      if (!startsItsLine(text, entry.keyFrom)) return false;
      const lines = entryLines(text, entry.keyFrom, entryEnd(entry), {
        comments: true,
        first: entry === first,
      });
      removed.set(entry, lines);
    }
  }
  if (left === 0) return false;
  seen.clear();
  for (const entry of node.entries) {
    const child = seen.has(entry.key) ? undefined : patch.children.get(entry.key);
    seen.add(entry.key);
    const gone = removed.get(entry);
    if (gone !== undefined) changes.push({ ...gone, insert: '' });
    else if (child !== undefined) renderEntry(render, entry, child, column);
  }
  for (const added of patch.added) addEntry(render, node, added, column, removed);
  return true;
}

function renderEntry(render: Render, entry: MapEntry, child: PatchNode, column: number): void {
  const { text, changes } = render;
  if (child.rename !== undefined) {
    const insert = emitKey(child.rename, quoteStyleAt(text, entry.keyFrom));
    changes.push({ from: entry.keyFrom, to: entry.keyTo, insert });
  }
  renderSlot(render, { node: entry.value, after: entry.colonTo, column }, child);
}

function isGone(node: SourceNode, patch: PatchNode): boolean {
  if (patch.remove === true) return true;
  // Nothing else makes it go, and what is in a map of thousands need not be looked at.
  if (patch.replace !== undefined || patch.dropWhenEmpty !== true) return false;
  return !isUntouched(patch) && patchedJson(node, patch) === undefined;
}

function addEntry(
  render: Render,
  node: MapNode,
  added: Added,
  column: number,
  removed: ReadonlyMap<MapEntry, { from: number; to: number }>,
): void {
  const { text, style, changes } = render;
  const next = node.entries.findIndex(
    (entry) => added.before?.includes(entry.key) === true && !removed.has(entry),
  );
  const index = next === -1 ? node.entries.length - 1 : next - 1;
  const previous = node.entries[index];
  const first = node.entries[0];
  const quotes = first === undefined ? 'plain' : quoteStyleAt(text, first.keyFrom);
  const lines =
    added.lines?.map((line) => (line === '' ? '' : ' '.repeat(column) + line)) ??
    emitEntry(added.key ?? '', added.value, style, column, quotes);
  if (previous === undefined) {
    // In front of the very first entry: on the line of its comments.
    const at = lineStartOf(text, first?.keyFrom ?? 0);
    changes.push({ from: at, to: at, insert: lines.join(style.eol) + style.eol });
    return;
  }
  const gap = blankBetween(text, node, index) ? [''] : [];
  const gone = removed.get(previous);
  insertLines(render, gone?.to ?? afterLine(text, entryEnd(previous)), [...gap, ...lines]);
}

/** Entries that stand apart by blank lines stay so. A kept block scalar would swallow the line. */
function blankBetween(text: string, node: MapNode, index: number): boolean {
  const previous = node.entries[index];
  if (previous === undefined || endsKept(text, previous.value)) return false;
  const next = node.entries[index + 1];
  const [upper, lower] =
    next === undefined ? [node.entries[index - 1], previous] : [previous, next];
  if (upper === undefined) return false;
  return /^[ \t]*\r?\n/.test(text.slice(afterLine(text, entryEnd(upper)), lower.keyFrom));
}

/** Whether it is a `|+` text. */
export function isKept(node: SourceNode, text: string): boolean {
  if (node.type !== 'scalar' || node.alias === true) return false;
  if (node.style !== 'literal' && node.style !== 'folded') return false;
  const head = text.slice(node.from, lineEndOf(text, node.from));
  return (/^[|>]\S*/.exec(head)?.[0] ?? head).includes('+');
}

/** Whether a value ends with a `|+` text, to which blank lines after it belong. */
function endsKept(text: string, node: SourceNode): boolean {
  if (node.alias === true) return false;
  if (node.type === 'scalar') return isKept(node, text);
  const last = node.type === 'map' ? node.entries.at(-1) : node.items.at(-1);
  return last !== undefined && endsKept(text, last.value);
}

function renderBlockSeq(render: Render, node: SeqNode, patch: PatchNode): boolean {
  const { text, style, changes } = render;
  const first = node.items[0];
  if (first === undefined) return false;
  const column = columnOf(text, first.mark);
  const touched = node.items
    .map((item, index) => ({ item, child: patch.children.get(index) }))
    .filter(({ child }) => child !== undefined && !isUntouched(child));
  const gone = touched.filter(({ item, child }) => child && isGone(item.value, child));
  if (gone.length === node.items.length && patch.added.length === 0) return false;
  if (gone.some(({ item }) => !startsItsLine(text, item.mark))) return false;
  let deletedTo = 0;
  for (const { item, child } of touched) {
    if (child === undefined) continue;
    if (isGone(item.value, child)) {
      const lines = entryLines(text, item.mark, itemEnd(item.mark, item.value), {
        comments: false,
        first: item === first,
      });
      changes.push({ ...lines, insert: '' });
      deletedTo = lines.to;
    } else {
      renderSlot(
        render,
        { node: item.value, after: item.mark + 1, column, belongsTo: 'dash' },
        child,
      );
    }
  }
  const last = node.items.at(-1) ?? first;
  const end = Math.max(deletedTo, afterLine(text, itemEnd(last.mark, last.value)));
  const lines = patch.added.flatMap((added) => emitItem(added.value, style, column));
  if (lines.length > 0) insertLines(render, end, lines);
  return true;
}

function insertLines(render: Render, at: number, lines: readonly string[]): void {
  const { text, style, changes } = render;
  const body = lines.join(style.eol);
  const open = at === text.length && at > 0 && text[at - 1] !== '\n';
  // Two additions at the end of a text without a last line break both start with one.
  changes.push({ from: at, to: at, insert: open ? style.eol + body : body + style.eol });
}

function entryEnd(entry: MapEntry): number {
  return Math.max(entry.colonTo, contentEnd(entry.value));
}

function itemEnd(mark: number, value: SourceNode): number {
  return Math.max(mark + 1, contentEnd(value));
}

/** Start of the line after the one on which the content before `end` stands. */
function afterLine(text: string, end: number): number {
  return text[end - 1] === '\n' ? end : nextLineOf(text, end);
}

function startsItsLine(text: string, offset: number): boolean {
  return text.slice(lineStartOf(text, offset), offset).trim() === '';
}

/** The lines of an entry, with comments right above it and one of the blank lines around it. */
function entryLines(
  text: string,
  mark: number,
  end: number,
  which: { readonly comments: boolean; readonly first: boolean },
): { from: number; to: number } {
  let from = lineStartOf(text, mark);
  const column = mark - from;
  while (which.comments && from > 0) {
    const start = lineStartOf(text, from - 1);
    const line = text.slice(start, from);
    if (!/^[ \t]*#/.test(line) || line.length - line.trimStart().length !== column) break;
    if (start === 0) break;
    from = start;
  }
  let to = afterLine(text, end);
  const before = text.slice(from === 0 ? 0 : lineStartOf(text, from - 1), from);
  if (which.first || (before.trim() === '' && from > 0)) {
    while (to < text.length && text.slice(to, nextLineOf(text, to)).trim() === '') {
      to = nextLineOf(text, to);
    }
  }
  return { from, to };
}

function quoteStyleAt(text: string, offset: number): QuoteStyle {
  if (text[offset] === '"') return 'double';
  return text[offset] === "'" ? 'single' : 'plain';
}
