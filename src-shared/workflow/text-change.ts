/** Replaces the text between two UTF-16 offsets of the text before the change. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Applies changes that all refer to the same text; they must not overlap. */
export function applyTextChanges(text: string, changes: readonly TextChange[]): string {
  let result = text;
  for (const change of inReverseOrder(changes)) {
    result = result.slice(0, change.from) + change.insert + result.slice(change.to);
  }
  return result;
}

/** The changes that take the changed text back to `text`. */
export function invertTextChanges(text: string, changes: readonly TextChange[]): TextChange[] {
  let shift = 0;
  return [...changes]
    .sort((a, b) => a.from - b.from)
    .map((change) => {
      const from = change.from + shift;
      shift += change.insert.length - (change.to - change.from);
      return {
        from,
        to: from + change.insert.length,
        insert: text.slice(change.from, change.to),
      };
    });
}

function inReverseOrder(changes: readonly TextChange[]): TextChange[] {
  return [...changes].sort((a, b) => b.from - a.from);
}
