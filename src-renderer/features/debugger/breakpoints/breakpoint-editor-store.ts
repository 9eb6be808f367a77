import type { Breakpoint, BreakpointTarget } from '@shared/debug/breakpoints';
import { createStore } from 'zustand/vanilla';
import { breakpointsStore } from '../debugger';
import { findAt } from './target';

/** Which field of the dialog has the keyboard first. */
export type EditorField =
  'condition' | 'hitCondition' | 'logMessage' | 'waitFor' | 'iteration' | 'target';

interface EditorState {
  /** Null: nothing is being edited. */
  readonly editing: Breakpoint | null;
  readonly isNew: boolean;
  readonly field: EditorField;
}

export const breakpointEditorStore = createStore<EditorState>(() => ({
  editing: null,
  isNew: false,
  field: 'condition',
}));

/** Opens the dialog for the breakpoint at a place; it is made only when the dialog says so. */
export function editBreakpointAt(target: BreakpointTarget, field: EditorField): void {
  const known = findAt(breakpointsStore.getState().breakpoints, target);
  breakpointEditorStore.setState({
    editing: known ?? { id: breakpointsStore.newId(), target, enabled: true },
    isNew: known === undefined,
    field,
  });
}

export function closeBreakpointEditor(): void {
  breakpointEditorStore.setState({ editing: null });
}
