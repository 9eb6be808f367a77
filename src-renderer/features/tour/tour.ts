import { breakpointCount, breakpointsStore, debuggerStore } from '../debugger/index';
import { showToast } from '../../ui/toast';
import { documentStore } from '../document/index';
import { runsStore } from '../runs/index';
import { settingsStore, useSettings } from '../settings/index';
import { startFromTemplate } from '../templates/index';
import { advance, readProgress, type TourProgress, type TourView } from './tour-steps';

const viewKey = 'tour';

export function useTour(): TourProgress {
  const remembered = useSettings((settings) => settings.view[viewKey]);
  return readProgress(remembered);
}

function progress(): TourProgress {
  return readProgress(settingsStore.getState().view[viewKey]);
}

function remember(next: TourProgress): void {
  settingsStore.setView(viewKey, { ...next });
}

/** Starts the tour, or goes on where it was left. */
export async function startTour(): Promise<void> {
  remember({ state: 'running', step: 0 });
  await startFromTemplate('licence-audit');
}

export function skipTour(): void {
  remember({ ...progress(), state: 'skipped' });
}

function look(): TourView {
  const { run, steps } = runsStore.getState();
  const { selection, status } = documentStore.getState();
  return {
    open: status === 'open',
    completed: run?.status === 'completed',
    looking: selection.steps.some((step) => steps.has(step)),
    breakpoints: breakpointCount(),
    paused: run?.status === 'paused',
  };
}

function sayGoodbye(): void {
  showToast('That was the tour', 'success', {
    description:
      'You ran a workflow, looked at its values and stopped it where you wanted. The library has more templates, and the command palette finds whatever you look for.',
    duration: 12_000,
  });
}

/** Looks again whenever something may have been done; answers how to stop. */
export function followTour(): () => void {
  const check = () => {
    const before = progress();
    const next = advance(before, look());
    if (next === before) return;
    remember(next);
    if (next.state === 'done') sayGoodbye();
  };
  const stops = [
    documentStore.subscribe(check),
    runsStore.subscribe(check),
    debuggerStore.subscribe(check),
    breakpointsStore.subscribe(check),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
