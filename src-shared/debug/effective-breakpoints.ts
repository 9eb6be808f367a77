import type { Breakpoint } from './breakpoints';

/**
 * What holds in a workflow: the breakpoints of its file and one's own. An own one with the id of a
 * shared one stands in its place, so that somebody can switch it off without changing the file.
 */
export function effectiveBreakpoints(
  shared: readonly Breakpoint[],
  personal: readonly Breakpoint[],
): readonly Breakpoint[] {
  const own = new Map(personal.map((breakpoint) => [breakpoint.id, breakpoint]));
  const known = new Set(shared.map(({ id }) => id));
  return [
    ...shared.map((breakpoint) => own.get(breakpoint.id) ?? breakpoint),
    ...personal.filter(({ id }) => !known.has(id)),
  ];
}
