import { createStore, useStore } from 'zustand';
import type { BreakpointTarget } from '@shared/debug/breakpoints';
import { MenuItem } from '../../../ui/menu-item';
import { MenuSeparator } from '../../../ui/menu-separator';
import { PointMenu } from '../../../ui/point-menu';
import { editBreakpointAt } from '../breakpoints/breakpoint-editor-store';
import { findAt } from '../breakpoints/target';
import { breakpointsStore, useBreakpoints } from '../debugger';
import type { Point } from '../variables/point';

interface GlyphMenuState {
  readonly target: BreakpointTarget | null;
  readonly at: Point | null;
}

const glyphMenuStore = createStore<GlyphMenuState>(() => ({ target: null, at: null }));

export function openGlyphMenu(target: BreakpointTarget, at: Point): void {
  glyphMenuStore.setState({ target, at });
}

/** Mounted once: the right-click menu of a breakpoint's dot, wherever the dot is. */
export function GlyphMenu() {
  const { target, at } = useStore(glyphMenuStore);
  return (
    <PointMenu at={at} onClose={() => glyphMenuStore.setState({ at: null })}>
      {target && <BreakpointMenuItems target={target} />}
    </PointMenu>
  );
}

function addWords({ type }: BreakpointTarget): string {
  return type === 'wire' ? 'Break on this wire' : 'Add breakpoint';
}

export interface BreakpointMenuItemsProps {
  readonly target: BreakpointTarget;
  /** Part of a longer menu: what is rarer is in the menu of the dot. */
  readonly brief?: boolean;
}

/** What can be done about the breakpoint at a place. */
export function BreakpointMenuItems({ target, brief = false }: BreakpointMenuItemsProps) {
  const known = useBreakpoints((state) => findAt(state.breakpoints, target));
  return (
    <>
      <MenuItem command="debug.toggleBreakpoint" onSelect={() => breakpointsStore.toggle(target)}>
        {known ? 'Remove breakpoint' : addWords(target)}
      </MenuItem>
      {known && (
        <MenuItem onSelect={() => breakpointsStore.setEnabled(known.id, !known.enabled)}>
          {known.enabled ? 'Disable breakpoint' : 'Enable breakpoint'}
        </MenuItem>
      )}
      {!brief && <MenuSeparator />}
      <MenuItem onSelect={() => editBreakpointAt(target, 'condition')}>Conditional…</MenuItem>
      {!brief && (
        <MenuItem onSelect={() => editBreakpointAt(target, 'hitCondition')}>Hit count…</MenuItem>
      )}
      <MenuItem onSelect={() => editBreakpointAt(target, 'logMessage')}>Log point…</MenuItem>
      {!brief && (
        <MenuItem onSelect={() => editBreakpointAt(target, 'waitFor')}>
          Wait for another breakpoint…
        </MenuItem>
      )}
    </>
  );
}
