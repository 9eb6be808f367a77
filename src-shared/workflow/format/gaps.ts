import type { MapNode, SeqNode, SourceNode } from '../source/node';
import type { TextChange } from '../text-change';

/** One blank between a key, a dash or a bracket and what follows; none before a comma. */
export function gapChanges(text: string, root: SourceNode): readonly TextChange[] {
  const changes: TextChange[] = [];
  walk(text, root, changes);
  return changes;
}

function walk(text: string, node: SourceNode, changes: TextChange[]): void {
  if (node.type === 'scalar' || node.alias === true) return;
  if (node.flow) flowGaps(text, node, changes);
  if (node.type === 'map') {
    for (const { colonTo, keyTo, value, unusual } of node.entries) {
      if (!unusual && colonTo > keyTo) {
        gap(text, keyTo, colonTo - 1, '', changes);
        if (hasContent(value)) gap(text, colonTo, value.start, ' ', changes);
      }
      walk(text, value, changes);
    }
    return;
  }
  for (const { mark, value } of node.items) {
    // The first key of an item that is a map stands in its column: moving it moves all lines.
    if (!node.flow && hasContent(value) && value.type === 'scalar') {
      gap(text, mark + 1, value.start, ' ', changes);
    }
    walk(text, value, changes);
  }
}

function hasContent(node: SourceNode): boolean {
  return node.type !== 'scalar' || !node.empty;
}

/** `{ a: 1, b: [1, 2] }`, where the whole stands on one line. */
function flowGaps(text: string, node: MapNode | SeqNode, changes: TextChange[]): void {
  if (/[\r\n]/.test(text.slice(node.from, node.to))) return;
  const starts =
    node.type === 'map'
      ? node.entries.map(({ keyFrom, unusual, value, keyTo }) => ({
          from: unusual ? -1 : keyFrom,
          to: Math.max(keyTo, value.to),
        }))
      : node.items.map(({ value }) => ({ from: value.start, to: value.to }));
  const first = starts[0];
  const last = starts.at(-1);
  if (!first || !last || starts.some(({ from }) => from < 0)) return;
  const padding = node.type === 'map' ? ' ' : '';
  gap(text, node.from + 1, first.from, padding, changes);
  gap(text, last.to, node.to - 1, padding, changes);
  for (const [at, { from }] of starts.entries()) {
    const before = starts[at - 1];
    if (!before) continue;
    const comma = text.indexOf(',', before.to);
    if (comma === -1 || comma >= from) continue;
    gap(text, before.to, comma, '', changes);
    gap(text, comma + 1, from, ' ', changes);
  }
}

/** Only where nothing but blanks stands between, on one line. */
function gap(text: string, from: number, to: number, insert: string, changes: TextChange[]): void {
  if (to < from || !/^[ \t]*$/.test(text.slice(from, to))) return;
  if (text.slice(from, to) !== insert) changes.push({ from, to, insert });
}
