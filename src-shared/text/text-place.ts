/** A place of a text as editors count: lines and columns from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

export function placeInText(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  return {
    line: before.split('\n').length,
    column: offset - (before.lastIndexOf('\n') + 1) + 1,
  };
}
