import { Circle } from 'lucide-react';
import type { BreakpointTarget } from '@shared/debug/breakpoints';
import type { Command } from '../../../app/commands/command';
import { documentStore } from '../../document/index';
import { type EditorField, editBreakpointAt } from '../breakpoints/breakpoint-editor-store';
import { focusedPlace } from '../code/focused-place';
import { breakpointsStore } from '../debugger';

/** What the keyboard is at: a line of code, a line of the source, a wire or a step. */
export function focusedTarget(): BreakpointTarget | null {
  const place = focusedPlace();
  if (place) return place.target();
  const { steps, edges } = documentStore.getState().selection;
  const step = steps.at(-1);
  if (step !== undefined) return { type: 'step', step };
  const edge = edges.at(-1);
  return edge === undefined ? null : { type: 'wire', edge };
}

function editFocused(field: EditorField): void {
  const target = focusedTarget();
  if (target) editBreakpointAt(target, field);
}

export const breakpointCommands: readonly Command[] = [
  {
    id: 'debug.toggleBreakpoint',
    title: 'Toggle breakpoint',
    group: 'Debug',
    icon: Circle,
    shortcut: 'F9',
    keywords: ['step', 'wire', 'line', 'stop'],
    isEnabled: () => focusedTarget() !== null,
    run: () => {
      const target = focusedTarget();
      if (target) breakpointsStore.toggle(target);
    },
  },
  {
    id: 'debug.inlineBreakpoint',
    title: 'Toggle inline breakpoint at the caret',
    group: 'Debug',
    shortcut: 'Shift+F9',
    keywords: ['column', 'expression'],
    isEnabled: () => (focusedPlace()?.inlineTarget() ?? null) !== null,
    run: () => {
      const target = focusedPlace()?.inlineTarget();
      if (target) breakpointsStore.toggle(target);
    },
  },
  {
    id: 'debug.conditionalBreakpoint',
    title: 'Add conditional breakpoint…',
    group: 'Debug',
    isEnabled: () => focusedTarget() !== null,
    run: () => editFocused('condition'),
  },
  {
    id: 'debug.logPoint',
    title: 'Add log point…',
    group: 'Debug',
    isEnabled: () => focusedTarget() !== null,
    run: () => editFocused('logMessage'),
  },
  {
    id: 'debug.disableBreakpoints',
    title: 'Disable all breakpoints',
    group: 'Debug',
    isEnabled: () => breakpointsStore.getState().breakpoints.some(({ enabled }) => enabled),
    run: () => breakpointsStore.setAllEnabled(false),
  },
  {
    id: 'debug.enableBreakpoints',
    title: 'Enable all breakpoints',
    group: 'Debug',
    isEnabled: () => breakpointsStore.getState().breakpoints.some(({ enabled }) => !enabled),
    run: () => breakpointsStore.setAllEnabled(true),
  },
  {
    id: 'debug.removeBreakpoints',
    title: 'Remove all breakpoints',
    group: 'Debug',
    isEnabled: () => breakpointsStore.getState().breakpoints.length > 0,
    run: () => breakpointsStore.removeAll(),
  },
];
