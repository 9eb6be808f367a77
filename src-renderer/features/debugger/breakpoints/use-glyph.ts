import type { BreakpointTarget } from '@shared/debug/breakpoints';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { breakpointsStore } from '../debugger';
import { allBreakpoints, type BreakpointsState } from './breakpoints-store';
import { type Glyph, glyphOf } from './breakpoint-words';
import { targetKey } from './target';

type ByPlace = ReadonlyMap<string, BreakpointsState['breakpoints'][number]>;

let groupedFrom: readonly [unknown, unknown] = [null, null];
let grouped: ByPlace = new Map();

/** Breakpoints by place; grouped once per change, however many steps and wires ask. */
function byPlace(state: BreakpointsState): ByPlace {
  const { breakpoints, shared } = state;
  if (groupedFrom[0] === breakpoints && groupedFrom[1] === shared) return grouped;
  groupedFrom = [breakpoints, shared];
  grouped = new Map(allBreakpoints(state).map((one) => [targetKey(one.target), one]));
  return grouped;
}

/** The glyph at a place; undefined where no breakpoint is. */
export function useGlyphAt(target: BreakpointTarget): Glyph | undefined {
  const key = targetKey(target);
  const breakpoint = useStore(breakpointsStore, (state) => byPlace(state).get(key));
  const status = useStore(breakpointsStore, (state) =>
    breakpoint ? state.statuses.get(breakpoint.id) : undefined,
  );
  return useMemo(() => breakpoint && glyphOf(breakpoint, status), [breakpoint, status]);
}

/** How many breakpoints lie on several steps, their ports and their lines. */
export function useBreakpointsIn(steps: readonly string[]): number {
  return useStore(breakpointsStore, (state) => {
    const all = allBreakpoints(state);
    if (all.length === 0) return 0;
    const wanted = new Set(steps);
    return all.filter(({ target }) => 'step' in target && wanted.has(target.step)).length;
  });
}
