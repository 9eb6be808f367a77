import type { Breakpoint, BreakpointTarget } from '@shared/debug/breakpoints';
import { findAt } from './target';

/** Several places as one dot: all set, then all disabled, then all removed. */
export function cycleAll(
  breakpoints: readonly Breakpoint[],
  targets: readonly BreakpointTarget[],
  newId: () => string,
): readonly Breakpoint[] {
  const known = targets.flatMap((target) => findAt(breakpoints, target) ?? []);
  const ids = new Set(known.map(({ id }) => id));
  if (known.length < targets.length) {
    const missing = targets.filter((target) => !findAt(breakpoints, target));
    return [...breakpoints, ...missing.map((target) => ({ id: newId(), target, enabled: true }))];
  }
  if (known.some(({ enabled }) => enabled)) {
    return breakpoints.map((one) => (ids.has(one.id) ? { ...one, enabled: false } : one));
  }
  return breakpoints.filter(({ id }) => !ids.has(id));
}
