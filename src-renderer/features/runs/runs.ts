import { useStore } from 'zustand';
import { toErrorData } from '@shared/errors/app-error';
import type { WorkflowId } from '@shared/lib/ids';
import { ipc } from '../../ipc/client';
import { showErrorToast } from '../../ui/error-toast';
import { showToast } from '../../ui/toast';
import { documentStore } from '../document/index';
import { createEventInbox } from './event-inbox';
import { createRunsStore, type RunsActions, type RunsState, type SeenRun } from './runs-store';

/** The studio's one runs store. */
export const runsStore = createRunsStore({
  port: ipc.runs,
  newKey: () => crypto.randomUUID(),
  onError: (error) => showErrorToast(toErrorData(error)),
});

function recoveredText(runs: number): string {
  const which = runs === 1 ? '1 run was' : `${runs.toLocaleString('en')} runs were`;
  return `${which} continued after Stepwell had ended`;
}

/** Subscribes a component to a part of it; the selector should be module-level. */
export function useRuns<T>(selector: (state: RunsState & RunsActions) => T): T {
  return useStore(runsStore, selector);
}

/**
 * Main's events and the open document into the store; called once, from app/subscriptions.
 * Returns how to stop.
 */
export function subscribeToRuns(): () => void {
  const inbox = createEventInbox({
    take: (runId, events) => runsStore.getState().receiveEvents(runId, events),
    schedule(milliseconds, callback) {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
    now: () => performance.now(),
  });
  const seen = new Map<WorkflowId, SeenRun>();
  const stops = [
    documentStore.subscribe((state, previous) => {
      if (state.id === previous.id) return;
      const { workflowId, shown, cursor, inside, loading } = runsStore.getState();
      // A workflow that comes back shows what it showed; one left before its runs came does not.
      if (workflowId !== null && shown !== null && !loading)
        seen.set(workflowId, { shown, cursor, inside });
      void runsStore.getState().openWorkflow(state.id, state.id ? seen.get(state.id) : undefined);
    }),
    ipc.runs.onEvents(({ runId, events }) => inbox.add(runId, events)),
    () => inbox.close(),
    ipc.runs.onRecovered(({ runs }) => showToast(recoveredText(runs), 'info')),
    ipc.runs.onChanged(({ run }) => runsStore.getState().receiveSummary(run)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
