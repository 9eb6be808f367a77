import type { Breakpoint, BreakpointTarget } from '@shared/debug/breakpoints';

/** The same place; a line is the same line even if its column differs only when both have none. */
export function sameTarget(a: BreakpointTarget, b: BreakpointTarget): boolean {
  return targetKey(a) === targetKey(b);
}

/** A text that two targets share exactly when they are the same place. */
export function targetKey(target: BreakpointTarget): string {
  switch (target.type) {
    case 'step':
      return `step ${target.step}`;
    case 'wire':
      return `wire ${target.edge}`;
    case 'line':
      return `line ${target.step} ${target.line}:${target.column ?? 0}`;
    case 'kind':
      return `kind ${target.kind}`;
    case 'data':
      return `data ${target.path}`;
  }
}

/** The step that a breakpoint belongs to; null for kinds, wires and variables. */
export function stepOfTarget(target: BreakpointTarget): string | null {
  if (target.type === 'step' || target.type === 'line') return target.step;
  if (target.type !== 'data') return null;
  return /^steps\.(\w+)/.exec(target.path)?.[1] ?? null;
}

export function findAt(
  breakpoints: readonly Breakpoint[],
  target: BreakpointTarget,
): Breakpoint | undefined {
  return breakpoints.find((breakpoint) => sameTarget(breakpoint.target, target));
}
