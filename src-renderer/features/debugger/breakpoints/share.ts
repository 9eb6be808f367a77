import type { Breakpoint } from '@shared/debug/breakpoints';
import { announce } from '../../../ui/announcer';
import { editDocument } from '../../document/index';
import { breakpointsStore } from '../debugger';

/** Moves a personal breakpoint into the file, for everybody who opens it. */
export function shareBreakpoint({ id, ...breakpoint }: Breakpoint): void {
  const edit = { type: 'set-breakpoint', id: null, breakpoint } as const;
  if (!editDocument(edit, { label: 'Share breakpoint' })) return;
  breakpointsStore.remove(id);
  announce('The breakpoint is in the file now');
}

/** Takes a breakpoint out of the file and keeps it for oneself. */
export function unshareBreakpoint({ id, ...breakpoint }: Breakpoint): void {
  if (!editDocument({ type: 'set-breakpoint', id }, { label: 'Unshare breakpoint' })) return;
  // An own copy that switched the shared one off is no longer about anything.
  breakpointsStore.remove(id);
  breakpointsStore.put({ ...breakpoint, id: breakpointsStore.newId() });
  announce('The breakpoint is yours alone now');
}
