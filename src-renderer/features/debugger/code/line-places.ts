import type { Breakpoint } from '@shared/debug/breakpoints';

// A breakpoint on a line of code is that line, not that number: it moves with its text.

/** Breakpoints of a step after its code was edited, by the lines their marks have moved to. */
export function movedLines(
  breakpoints: readonly Breakpoint[],
  step: string,
  /** The line where the mark is now; null: its text was removed. */
  lineNow: (breakpoint: Breakpoint) => number | null,
  textOf: (line: number) => string,
): readonly Breakpoint[] {
  let changed = false;
  const next = breakpoints.map((breakpoint) => {
    const { target } = breakpoint;
    if (target.type !== 'line' || target.step !== step) return breakpoint;
    const line = lineNow(breakpoint) ?? target.line;
    const text = textOf(line);
    if (line === target.line && text === target.text) return breakpoint;
    changed = true;
    return { ...breakpoint, target: { ...target, line, text } };
  });
  return changed ? next : breakpoints;
}
