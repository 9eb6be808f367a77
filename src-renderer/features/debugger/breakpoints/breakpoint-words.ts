import type { Breakpoint, BreakpointStatus, BreakpointTarget } from '@shared/debug/breakpoints';

// Every glyph has a name in words: colour and shape alone tell some people nothing.

/** What a glyph looks like. */
export type GlyphShape = 'plain' | 'conditional' | 'log' | 'data' | 'kind' | 'triggered';
export type GlyphState = 'enabled' | 'disabled' | 'unverified';

export interface Glyph {
  readonly shape: GlyphShape;
  readonly state: GlyphState;
}

export function glyphOf(breakpoint: Breakpoint, status?: BreakpointStatus): Glyph {
  return { shape: shapeOf(breakpoint), state: stateOf(breakpoint, status) };
}

function shapeOf({ target, logMessage, condition, hitCondition, iteration, waitFor }: Breakpoint) {
  if (logMessage !== undefined) return 'log';
  if (target.type === 'data') return 'data';
  if (target.type === 'kind') return 'kind';
  if (waitFor !== undefined) return 'triggered';
  const narrowed = [condition, hitCondition, iteration].some((part) => part !== undefined);
  return narrowed ? 'conditional' : 'plain';
}

function stateOf({ enabled }: Breakpoint, status: BreakpointStatus | undefined): GlyphState {
  if (!enabled) return 'disabled';
  return status?.verified === false ? 'unverified' : 'enabled';
}

const shapeWords: Readonly<Record<GlyphShape, string>> = {
  plain: 'Breakpoint',
  conditional: 'Conditional breakpoint',
  log: 'Log point',
  data: 'Data breakpoint',
  kind: 'Step kind breakpoint',
  triggered: 'Triggered breakpoint',
};

/** `Conditional breakpoint, disabled`. */
export function glyphWords({ shape, state }: Glyph): string {
  return state === 'enabled'
    ? shapeWords[shape]
    : `${shapeWords[shape]}, ${state === 'disabled' ? 'disabled' : 'not verified'}`;
}

export interface Names {
  /** The title of a step, or its id. */
  readonly step: (id: string) => string;
  /** What a kind is called. */
  readonly kind: (kind: string) => string;
}

/** `Fetch orders`, `Parse, line 12`, `Check (true) → Notify`: what it stands at. */
export function targetWords(target: BreakpointTarget, names: Names): string {
  switch (target.type) {
    case 'step':
      return names.step(target.step);
    case 'line': {
      const column = target.column === undefined ? '' : `:${target.column}`;
      return `${names.step(target.step)}, line ${target.line}${column}`;
    }
    case 'wire':
      return target.edge
        .split(' -> ')
        .map((end) => {
          const [step = '', port = ''] = end.split('.');
          return port === 'in' || port === 'out'
            ? names.step(step)
            : `${names.step(step)} (${port})`;
        })
        .join(' → ');
    case 'kind':
      return `Every ${names.kind(target.kind)}`;
    case 'data':
      return `${target.path} changes`;
  }
}

/** `when total > 5, hit count > 3, only iteration 37`: what narrows it; empty for a plain one. */
export function detailWords(breakpoint: Breakpoint, waitsFor?: string): string {
  const { condition, hitCondition, logMessage, iteration } = breakpoint;
  return [
    logMessage !== undefined && `logs “${logMessage}”`,
    condition !== undefined && `when ${condition}`,
    hitCondition !== undefined && `hit count ${hitCondition}`,
    iteration !== undefined && `only iteration ${iteration + 1}`,
    waitsFor !== undefined && `after ${waitsFor}`,
  ]
    .filter((part) => part !== false)
    .join(', ');
}
