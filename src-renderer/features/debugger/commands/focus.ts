import type { KeyboardEvent } from 'react';
import { places } from '../session/places';

// The keyboard goes along with what is shown: to the values and to the console, and back to the canvas.

/** Milliseconds in which a part that was just shown is drawn. */
const patience = 500;

/** Gives the keyboard to the first element of a selector, once it is there. */
function focusOnceThere(selector: string, otherwise?: string): void {
  const before = document.activeElement;
  const since = performance.now();
  const look = (): void => {
    // Somebody was quicker, and has the keyboard elsewhere.
    if (document.activeElement !== before && document.activeElement !== document.body) return;
    const found =
      document.querySelector<HTMLElement>(selector) ??
      (otherwise === undefined ? null : document.querySelector<HTMLElement>(otherwise));
    if (found) found.focus();
    else if (performance.now() - since < patience) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** The values where the run stands; without a session, what starts one. */
export function focusSideBar(): void {
  focusOnceThere('[data-debug-side] [role="tree"], [data-debug-side] button:not([disabled])');
}

export function focusConsole(): void {
  // Without a session nothing can be asked.
  focusOnceThere(
    '[data-debug-console] textarea:enabled',
    'section[aria-label="Panel"]:has([data-debug-console]) [role="tab"][aria-selected="true"]',
  );
}

/** Escape in a list of the side bar leads back to the workflow. */
export function leaveOnEscape(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  const target = event.target as Element;
  // A field gives up what was typed, and a menu that opened above closes.
  if (target.matches('input, textarea') || !event.currentTarget.contains(target)) return;
  event.preventDefault();
  places().focusCanvas();
}
