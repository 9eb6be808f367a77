// A line breakpoint is anchored by the text of its line, so that an edit above it takes it along and
// an edit of the line itself never leaves it at a line that merely has its number.

export interface LineAnchor {
  /** 1-based, where it was set. */
  readonly line: number;
  /** The line as it was then, without the space around it. */
  readonly text?: string | undefined;
}

export type AnchoredLine =
  | { readonly line: number; readonly moved: boolean }
  | { readonly line: null; readonly reason: string };

/**
 * Where the breakpoint stands in the code as it is now. With its text: the line that has it, if it
 * is the only one or the one where it was; else nowhere. Without: the line of its number.
 */
export function anchorLine(code: string, anchor: LineAnchor): AnchoredLine {
  const lines = code.split('\n');
  const wanted = anchor.text === undefined ? undefined : anchorText(anchor.text);
  const here = lines[anchor.line - 1];
  if (wanted === undefined || wanted === '') {
    return here === undefined
      ? { line: null, reason: `the code has ${countOf(lines.length)}, not ${anchor.line}` }
      : { line: anchor.line, moved: false };
  }
  if (here !== undefined && anchorText(here) === wanted) return { line: anchor.line, moved: false };
  const found: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (anchorText(line) === wanted) found.push(index + 1);
    if (found.length > 1) break;
  }
  const [only, another] = found;
  if (only === undefined) {
    return { line: null, reason: `its line "${shorten(wanted)}" is no longer in the code` };
  }
  if (another !== undefined) {
    const reason = `its line "${shorten(wanted)}" is in the code more than once, and not at line ${anchor.line}`;
    return { line: null, reason };
  }
  return { line: only, moved: true };
}

/** What of a line is compared: indenting it does not make it another line. */
export function anchorText(line: string): string {
  return line.trim().slice(0, 1_000);
}

/** The text to anchor a breakpoint by that is set at a line; none at an empty line. */
export function textOfLine(code: string, line: number): string | undefined {
  const text = anchorText(code.split('\n')[line - 1] ?? '');
  return text === '' ? undefined : text;
}

function countOf(lines: number): string {
  return lines === 1 ? '1 line' : `${lines} lines`;
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
