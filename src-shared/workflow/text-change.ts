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

/** One list of changes for two that follow each other: `second` refers to the text after `first`. */
export function composeTextChanges(
  text: string,
  first: readonly TextChange[],
  second: readonly TextChange[],
): TextChange[] {
  const middle = toPieces(text.length, first);
  const pieces: Piece[] = [];
  let at = 0;
  const changes = inOrder(second);
  for (const change of changes) {
    pieces.push(...cutPieces(middle, at, change.from));
    if (change.insert !== '') pieces.push({ insert: change.insert });
    at = change.to;
  }
  pieces.push(...cutPieces(middle, at, Number.POSITIVE_INFINITY));
  return fromPieces(text.length, pieces);
}

/** A part of a changed text: kept from the original, or new. */
type Piece = { readonly from: number; readonly to: number } | { readonly insert: string };

function toPieces(length: number, changes: readonly TextChange[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const change of inOrder(changes)) {
    if (change.from > at) pieces.push({ from: at, to: change.from });
    if (change.insert !== '') pieces.push({ insert: change.insert });
    at = change.to;
  }
  if (at < length) pieces.push({ from: at, to: length });
  return pieces;
}

function cutPieces(pieces: readonly Piece[], from: number, to: number): Piece[] {
  const cut: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const size = 'insert' in piece ? piece.insert.length : piece.to - piece.from;
    const start = Math.max(0, from - at);
    const end = Math.min(size, to - at);
    at += size;
    if (start >= end) continue;
    if ('insert' in piece) cut.push({ insert: piece.insert.slice(start, end) });
    else cut.push({ from: piece.from + start, to: piece.from + end });
  }
  return cut;
}

function fromPieces(length: number, pieces: readonly Piece[]): TextChange[] {
  const changes: TextChange[] = [];
  let at = 0;
  let insert = '';
  for (const piece of pieces) {
    if ('insert' in piece) {
      insert += piece.insert;
      continue;
    }
    if (piece.from > at || insert !== '') changes.push({ from: at, to: piece.from, insert });
    at = piece.to;
    insert = '';
  }
  if (length > at || insert !== '') changes.push({ from: at, to: length, insert });
  return changes;
}
