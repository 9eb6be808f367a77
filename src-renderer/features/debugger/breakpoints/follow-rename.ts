import type { Breakpoint, BreakpointTarget } from '@shared/debug/breakpoints';

/** Breakpoints after a step got another id; the same list when none of them meant it. */
export function followRename(
  breakpoints: readonly Breakpoint[],
  from: string,
  to: string,
): readonly Breakpoint[] {
  let changed = false;
  const next = breakpoints.map((breakpoint) => {
    const target = renamed(breakpoint.target, from, to);
    if (target === breakpoint.target) return breakpoint;
    changed = true;
    return { ...breakpoint, target };
  });
  return changed ? next : breakpoints;
}

function renamed(target: BreakpointTarget, from: string, to: string): BreakpointTarget {
  switch (target.type) {
    case 'step':
    case 'line':
      return target.step === from ? { ...target, step: to } : target;
    case 'wire': {
      const edge = target.edge
        .split(' -> ')
        .map((end) => (end.startsWith(`${from}.`) ? `${to}${end.slice(from.length)}` : end))
        .join(' -> ');
      return edge === target.edge ? target : { ...target, edge };
    }
    case 'data': {
      const prefix = `steps.${from}`;
      const rest = target.path.slice(prefix.length);
      const meant = target.path.startsWith(prefix) && (rest === '' || /^[.[]/.test(rest));
      return meant ? { ...target, path: `steps.${to}${rest}` } : target;
    }
    case 'kind':
      return target;
  }
}

/**
 * The one step that got another id, told from the ids before and after an edit: one is gone, one
 * is new, at the same place in the list. Null when anything else happened.
 */
export function renameOf(
  before: readonly string[],
  after: readonly string[],
): { readonly from: string; readonly to: string } | null {
  if (before.length !== after.length) return null;
  let found: { from: string; to: string } | null = null;
  for (const [at, from] of before.entries()) {
    const to = after[at];
    if (to === undefined || to === from) continue;
    if (found) return null;
    found = { from, to };
  }
  return found && !before.includes(found.to) && !after.includes(found.from) ? found : null;
}
