import { focusCanvas } from '../features/canvas/index';
import { documentStore } from '../features/document/index';
import { libraryStore } from '../features/library/index';
import { workbench } from '../features/workbench/index';
import { focusPart } from './commands/focus-part';

// What had the keyboard can go with its screen, panel or row. The browser then gives it to nobody,
// and who works with keys alone would start again at the top of the window.

/** Frames to wait for what comes instead: a dialog has to fade, a workflow to be read. */
const patience = 60;
/** Whoever asked for the change may give the keyboard to something of its own, a frame later. */
const courtesy = 3;

const home = [
  'main :is([data-workflow], [data-run])[tabindex="0"]',
  'nav[aria-label="Home"] [aria-current]',
];

/** Gives the keyboard to what is on screen whenever it was lost; answers how to stop. */
export function keepFocus(): () => void {
  let frame = 0;
  // Nobody has lost what nobody had: the window opens without a ring around anything.
  let used = false;
  const use = () => {
    used = true;
  };
  document.addEventListener('focusin', use, { once: true });
  document.addEventListener('keydown', use, { once: true, capture: true });

  function look(frames: number): void {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      const lost = isLost();
      const covered = isCovered();
      if (!lost && !covered) return;
      if (lost && !covered && frames >= courtesy) giveFocus();
      if (frames < patience) look(frames + 1);
    });
  }

  function changed(): void {
    if (used) look(0);
  }

  const stops = [
    workbench.subscribe(changed),
    libraryStore.subscribe(changed),
    documentStore.subscribe((state, previous) => {
      if (state.id !== previous.id || state.status !== previous.status) changed();
    }),
    () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('focusin', use);
      document.removeEventListener('keydown', use, { capture: true });
    },
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
    if (documentStore.getState().status !== 'open') return;
    if (workbench.getState().centre === 'source') focusPart('centre');
    else focusCanvas();
    return;
  }
  for (const place of home) {
    const found = document.querySelector<HTMLElement>(place);
    if (!found) continue;
    found.focus({ preventScroll: true });
    return;
  }
}
