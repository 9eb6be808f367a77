import { documentStore } from '../features/document/index';
import { libraryStore } from '../features/library/index';
import { workbench } from '../features/workbench/index';
import { focusPart } from './commands/focus-part';

// What had the keyboard can go with its screen, panel or row. The browser then gives it to nobody,
// and who works with keys alone would start again at the top of the window.

/** Frames to wait for what comes instead: a dialog has to fade, a workflow to be read. */
const patience = 60;

const home = [
  'main :is([data-workflow], [data-run])[tabindex="0"]',
  'nav[aria-label="Home"] [aria-current]',
];

/** Gives the keyboard to what is on screen whenever it was lost; answers how to stop. */
export function keepFocus(): () => void {
  let frame = 0;

  function look(left: number): void {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (!isLost()) return;
      if (!isCovered()) giveFocus();
      if (left > 0) look(left - 1);
    });
  }

  const stops = [
    workbench.subscribe(() => look(patience)),
    libraryStore.subscribe(() => look(patience)),
    documentStore.subscribe((state, previous) => {
      if (state.id !== previous.id || state.status !== previous.status) look(patience);
    }),
    () => cancelAnimationFrame(frame),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** Something lies above the window; it has the keyboard, or is about to give it back. */
function isCovered(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
}

function giveFocus(): void {
  if (workbench.getState().screen === 'workflow') {
    if (documentStore.getState().status === 'open') focusPart('centre');
    return;
  }
  for (const place of home) {
    const found = document.querySelector<HTMLElement>(place);
    if (!found) continue;
    found.focus({ preventScroll: true });
    return;
  }
}
