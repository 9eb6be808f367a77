import type { JsonValue } from '../../lib/json';
import { lineStartOf, nextLineOf } from '../source/detect-style';
import { contentEnd, type SeqItem, type SeqNode } from '../source/node';
import type { TextChange } from '../text-change';

type Same = (a: JsonValue | undefined, b: JsonValue | undefined) => boolean;

/**
 * The splices that put the items of a list into another order, each with its comments: whole lines
 * change places. Null where that is not all, or where the lines hold more than the items.
 */
export function movedItems(
  text: string,
  node: SeqNode,
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  same: Same,
): readonly TextChange[] | null {
  if (node.flow || before.length !== after.length) return null;
  const order = orderOf(before, after, same);
  if (order === null || order.every((from, to) => from === to)) return null;
  const blocks = node.items.map((item, at) => blockOf(text, item, node.items[at - 1]));
  if (blocks.some((block) => block === null)) return null;
  return blocks.flatMap((block, to) => {
    const from = order[to] ?? to;
    const other = blocks[from];
    if (!block || !other || from === to) return [];
    return [{ from: block.from, to: block.to, insert: text.slice(other.from, other.to) }];
  });
}

/** Which old item stands at each place now; null when there are others. */
function orderOf(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  same: Same,
): readonly number[] | null {
  const taken = new Set<number>();
  const order: number[] = [];
  for (const [at, value] of after.entries()) {
    const candidates = [at, ...before.keys()];
    const from = candidates.find((one) => !taken.has(one) && same(before[one], value));
    if (from === undefined) return null;
    taken.add(from);
    order.push(from);
  }
  return order;
}

interface Block {
  readonly from: number;
  readonly to: number;
}

/** The lines of an item and the comments right above it, as far as they are its alone. */
function blockOf(text: string, item: SeqItem, previous: SeqItem | undefined): Block | null {
  const start = lineStartOf(text, item.mark);
  const indent = text.slice(start, item.mark);
  // Blanks only; and nobody else points at what is moved, or is pointed at.
  if (indent.trim() !== '' || item.value.alias === true || item.value.anchor !== undefined) {
    return null;
  }
  const end = endOf(text, item);
  if (end === null) return null;
  const least = previous === undefined ? start : (endOf(text, previous) ?? start);
  let from = start;
  while (from > least) {
    const line = lineStartOf(text, from - 1);
    if (line < least || !text.slice(line, from).startsWith(`${indent}#`)) break;
    from = line;
  }
  // The first item's comments stand below the key of the list.
  if (previous === undefined) from = withCommentsAbove(text, start, indent);
  return { from, to: end };
}

function withCommentsAbove(text: string, start: number, indent: string): number {
  let from = start;
  while (from > 0) {
    const line = lineStartOf(text, from - 1);
    // Comments left of the dashes belong to what is around the list.
    if (!text.slice(line, from).startsWith(`${indent}#`) || indent === '') break;
    from = line;
  }
  return from;
}

/** Start of the line after an item; null at the end of a text without a last line break. */
function endOf(text: string, item: SeqItem): number | null {
  const end = Math.max(item.mark + 1, contentEnd(item.value));
  if (text[end - 1] === '\n') return end;
  const next = nextLineOf(text, end);
  return text[next - 1] === '\n' ? next : null;
}
