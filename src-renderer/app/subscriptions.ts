import { toErrorData } from '@shared/errors/app-error';
import type { RunId, WorkflowId } from '@shared/lib/ids';
import { subscribeToCalls } from '../features/calls/index';
import { focusCanvas, showStep } from '../features/canvas/index';
import { revealLine, subscribeToDebugger } from '../features/debugger/index';
import { documentStore } from '../features/document/index';
import { flushPendingEdits } from '../features/editors/index';
import { inboxStore, subscribeToInbox } from '../features/inbox/index';
import { followRenames } from '../features/inspector/index';
import { libraryStore, openWorkflow } from '../features/library/index';
import { speakProblems } from '../features/problems/index';
import { showRun, subscribeToRunList } from '../features/run-list/index';
import {
  followStaleness,
  followUsualTimes,
  speakRuns,
  subscribeToRuns,
} from '../features/runs/index';
import { settingsStore } from '../features/settings/index';
import { revealInSource } from '../features/source/index';
import { subscribeToStorage } from '../features/storage/index';
import { showOrigin, subscribeToTime } from '../features/time/index';
import { workbench } from '../features/workbench/index';
import { followTour } from '../features/tour/index';
import { setNavigation, subscribeToTypes } from '../features/types/index';
import { ipc } from '../ipc/client';
import { showErrorToast } from '../ui/error-toast';
import { commands } from './commands/commands';
import { keepFocus } from './keep-focus';

/** Every event of main that the window listens to starts here; answers how to stop. */
export function subscribe(): () => void {
  setNavigation({ step: showStep, source: revealInSource });
  const stops = [
    ipc.app.onCommand(({ command }) => commands.run(command)),
    ipc.app.onClosing(() => void prepareToClose()),
    ipc.library.onChanged(() => libraryStore.changed()),
    ipc.library.onOpen(({ id, run }) => void (run ? showRunOf(id, run) : openWorkflow(id))),
    ipc.documents.onFileChanged(({ id, text, trusted }) =>
      documentStore.fileChanged(id, text, trusted),
    ),
    ipc.documents.onFileMissing(({ id, missing }) => documentStore.fileMissing(id, missing)),
    ipc.documents.onTrustChanged(({ id, trusted }) => documentStore.trustChanged(id, trusted)),
    ipc.settings.onChanged((settings) => settingsStore.accept(settings)),
    subscribeToRuns(),
    subscribeToRunList(),
    followUsualTimes(),
    followStaleness(),
    speakRuns(),
    speakProblems(),
    followTour(),
    subscribeToDebugger({ showStep, showCode, showOrigin, focusCanvas }),
    subscribeToTime(),
    subscribeToInbox(),
    subscribeToStorage(),
    subscribeToCalls(),
    subscribeToTypes(),
    followRenames(),
    keepFocus(),
    documentStore.subscribe((state, previous) => {
      if (state.workflow !== previous.workflow || state.dirty !== previous.dirty) nameWindow();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** A run that the desktop has told of, with the inbox over it when it asks for something. */
async function showRunOf(
  workflowId: WorkflowId,
  run: { readonly id: RunId; readonly asks: boolean },
): Promise<void> {
  if (!(await showRun({ id: run.id, workflowId })) || !run.asks) return;
  await inboxStore.load();
  const { items } = inboxStore.getState();
  const asked = items.find(({ key }) => key.startsWith(`${run.id} `));
  // It may have been answered elsewhere meanwhile.
  if (asked) inboxStore.show(asked.key);
}

/** Opens the code of a step beside the canvas, at a line. */
function showCode(step: string, line: number): void {
  documentStore.select({ steps: [step], edges: [] });
  workbench.showCode(step);
  revealLine(step, line);
  // The canvas has less room now: once it knows, the step may have to move into it.
  requestAnimationFrame(() => requestAnimationFrame(() => showStep(step)));
}

/** Puts the last keystrokes into the journal, then lets main close the window. */
async function prepareToClose(): Promise<void> {
  flushPendingEdits();
  settingsStore.flush();
  try {
    await documentStore.flush();
  } finally {
    await ipc.app.closeReady({});
  }
}

function nameWindow(): void {
  const { workflow, dirty, status } = documentStore.getState();
  const name = status === 'open' ? workflow?.name : undefined;
  document.title = name ? `${dirty ? '● ' : ''}${name} - Stepwell` : 'Stepwell';
}

/** What nobody caught is shown, not swallowed. */
export function showUncaughtErrors(target: Window): void {
  target.addEventListener('error', (event) => {
    // The browser reports a layout that settles in two rounds as an error; it is none.
    if (event.message.startsWith('ResizeObserver loop')) return;
    showErrorToast(toErrorData(event.error ?? event.message), 'Something went wrong');
  });
  target.addEventListener('unhandledrejection', (event) => {
    showErrorToast(toErrorData(event.reason), 'Something went wrong');
  });
}
