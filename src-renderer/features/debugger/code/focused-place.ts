import type { BreakpointTarget } from '@shared/debug/breakpoints';

/** What a text editor says of its caret while it has the keyboard. */
export interface FocusedPlace {
  readonly target: () => BreakpointTarget | null;
  /** The same with the column; null where there are no inline breakpoints. */
  readonly inlineTarget: () => BreakpointTarget | null;
}

let current: FocusedPlace | null = null;

export function focusedPlace(): FocusedPlace | null {
  return current;
}

/** An editor has the keyboard. It keeps it for commands from menus until another place takes it. */
export function takeFocusedPlace(place: FocusedPlace): void {
  current = place;
}

export function leaveFocusedPlace(place: FocusedPlace): void {
  if (current === place) current = null;
}
