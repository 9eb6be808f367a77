/** `column 4`, or `line 2, column 4` in a text of several lines. Both count from 1. */
export function placeIn(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const column = `column ${offset - lineStart + 1}`;
  if (!text.includes('\n')) return column;
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < lineStart; at = text.indexOf('\n', at + 1))
    line++;
  return `line ${line}, ${column}`;
}
