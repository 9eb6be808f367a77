import type { Breakpoint, BreakpointTarget } from '@shared/debug/breakpoints';
import { findAt } from './target';

// What a click on a glyph means. All of these answer a new list and leave the old one alone.

/** Set, then disabled, then removed. */
export function cycle(
  breakpoints: readonly Breakpoint[],
  target: BreakpointTarget,
  newId: () => string,
): readonly Breakpoint[] {
  const known = findAt(breakpoints, target);
  if (!known) return [...breakpoints, { id: newId(), target, enabled: true }];
  if (known.enabled) return replace(breakpoints, { ...known, enabled: false });
  return remove(breakpoints, known.id);
}

/** F9: there, or not there. */
export function toggle(
  breakpoints: readonly Breakpoint[],
  target: BreakpointTarget,
  newId: () => string,
): readonly Breakpoint[] {
  const known = findAt(breakpoints, target);
  return known
    ? remove(breakpoints, known.id)
    : [...breakpoints, { id: newId(), target, enabled: true }];
}

export function replace(
  breakpoints: readonly Breakpoint[],
  next: Breakpoint,
): readonly Breakpoint[] {
  return breakpoints.map((breakpoint) => (breakpoint.id === next.id ? next : breakpoint));
}

/** Also from those that wait for it: they would never stop again. */
export function remove(breakpoints: readonly Breakpoint[], id: string): readonly Breakpoint[] {
  return breakpoints
    .filter((breakpoint) => breakpoint.id !== id)
    .map((breakpoint) => {
      if (breakpoint.waitFor !== id) return breakpoint;
      const { waitFor: _gone, ...rest } = breakpoint;
      return rest;
    });
}
