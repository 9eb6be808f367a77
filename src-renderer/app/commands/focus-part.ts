import { focusCanvas } from '../../features/canvas/index';
import { workbench } from '../../features/workbench/index';

/** The parts of the window that the keyboard goes to. */
export type WindowPart = 'sidebar' | 'centre' | 'inspector' | 'panel';

const places: Readonly<Record<WindowPart, string>> = {
  sidebar: 'aside[aria-label="Side bar"]',
  centre: '[data-source]',
  inspector: 'aside[aria-label="Inspector"]',
  panel: 'section[aria-label="Panel"]',
};

/** What in a part takes the keyboard: the chosen row or tab first, else whatever comes first. */
const focusable = [
  '[role="tabpanel"]:not([hidden]) [data-run][tabindex="0"]',
  '[role="tabpanel"]:not([hidden]) :is([role="tree"], input, [role="treeitem"][tabindex="0"])',
  '.monaco-editor textarea, .monaco-editor [role="textbox"]',
  '[role="tab"][aria-selected="true"]',
  'button:not([disabled]), input, textarea, [tabindex="0"]',
];

/** Opens a part of the window if need be and gives it the keyboard. */
export function focusPart(part: WindowPart): void {
  if (part === 'sidebar') workbench.setOpen('sidebarOpen', true);
  if (part === 'inspector') workbench.showInspector();
  if (part === 'panel') workbench.setOpen('panelOpen', true);
  if (part === 'centre' && workbench.getState().centre !== 'source') {
    // What lay over it is gone by then.
    requestAnimationFrame(focusCanvas);
    return;
  }
  // After it has been drawn.
  requestAnimationFrame(() => {
    const place = document.querySelector(places[part]);
    for (const selector of focusable) {
      const found = place?.querySelector<HTMLElement>(selector);
      if (!found) continue;
      found.focus();
      return;
    }
  });
}
