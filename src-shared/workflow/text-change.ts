/** Replaces the text between two UTF-16 offsets of the text before the change. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/**
 * Applies changes that all refer to the same text. They must not overlap; several insertions at
 * one offset come out in the order of the list, before a replacement that starts there.
 */
export function applyTextChanges(text: string, changes: readonly TextChange[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const change of inOrder(changes)) {
    if (change.from < at || change.to < change.from || change.to > text.length) {
      throw new RangeError(`Text changes overlap or leave the text at offset ${change.from}`);
    }
    parts.push(text.slice(at, change.from), change.insert);
    at = change.to;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** The changes that take the changed text back to `text`. */
export function invertTextChanges(text: string, changes: readonly TextChange[]): TextChange[] {
  const inverse: TextChange[] = [];
  let shift = 0;
  for (const change of inOrder(changes)) {
    const from = change.from + shift;
    const removed = text.slice(change.from, change.to);
    shift += change.insert.length - removed.length;
    const last = inverse.at(-1);
    if (last !== undefined && last.to === from) {
      // Neighbours become one change: two of them at one offset would lose their order.
      inverse[inverse.length - 1] = {
        from: last.from,
        to: from + change.insert.length,
        insert: last.insert + removed,
      };
    } else {
      inverse.push({ from, to: from + change.insert.length, insert: removed });
    }
  }
  return inverse;
}

function inOrder(changes: readonly TextChange[]): readonly TextChange[] {
  // Sorting is stable: insertions at one offset keep the order of the list.
  return [...changes].sort((a, b) => a.from - b.from || a.to - b.to);
}
