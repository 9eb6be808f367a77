/** Turns offsets of one text into lines and columns; both count from 1. */
export interface LineIndex {
  readonly place: (offset: number) => { readonly line: number; readonly column: number };
  /** Offset at which a line starts; the end of the text for a line beyond it. */
  readonly lineStart: (line: number) => number;
}

export function createLineIndex(text: string): LineIndex {
  let starts: number[] | undefined;
  const lines = (): number[] => (starts ??= findLineStarts(text));
  return {
    place(offset) {
      const all = lines();
      let low = 0;
      let high = all.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((all[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (all[low] ?? 0) + 1 };
    },
    lineStart: (line) => lines()[line - 1] ?? text.length,
  };
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
