import type { EmitStyle } from './emit';
import type { SourceNode } from './node';

/** How a text is written, judged by the first places that show it. */
export function detectStyle(text: string, root: SourceNode): EmitStyle {
  const found: { indent?: number; indentLists?: boolean } = {};
  look(text, root, found, 0);
  return {
    eol: /\r\n/.test(text.slice(0, 20_000)) ? '\r\n' : '\n',
    indent: found.indent ?? 2,
    indentLists: found.indentLists ?? true,
    keptBlocks: true,
    json: root.type === 'map' && root.flow && text[root.entries[0]?.keyFrom ?? -1] === '"',
  };
}

function look(
  text: string,
  node: SourceNode,
  found: { indent?: number; indentLists?: boolean },
  depth: number,
): void {
  if (node.type !== 'map' || node.flow || depth > 4) return;
  for (const { keyFrom, value } of node.entries) {
    if (found.indent !== undefined && found.indentLists !== undefined) return;
    if (value.type === 'scalar' || value.flow || value.alias === true) continue;
    const column = columnOf(text, keyFrom);
    if (value.type === 'map') {
      const first = value.entries[0];
      if (first !== undefined) found.indent ??= columnOf(text, first.keyFrom) - column;
      look(text, value, found, depth + 1);
    } else {
      const first = value.items[0];
      if (first !== undefined) found.indentLists ??= columnOf(text, first.mark) > column;
    }
  }
}

/** 0-based column of an offset. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStartOf(text, offset);
}

export function lineStartOf(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start;
}

/** Offset of the line break that ends the line of `offset`, or the end of the text. */
export function lineEndOf(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end === -1) return text.length;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

/** Offset of the line after that of `offset`, or the end of the text. */
export function nextLineOf(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}
