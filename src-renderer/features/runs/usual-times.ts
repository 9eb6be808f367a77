import type { WorkflowId } from '@shared/lib/ids';
import type { RunTimes } from '@shared/runs/run-times';
import { createStore, useStore } from 'zustand';
import { ipc } from '../../ipc/client';
import { runsStore } from './runs';

// What runs of the open workflow usually take: asked anew when a run begins to be shown.

interface UsualTimes {
  readonly workflowId: WorkflowId | null;
  readonly times: RunTimes | null;
}

const store = createStore<UsualTimes>()(() => ({ workflowId: null, times: null }));

export function useUsualTimes(): RunTimes | null {
  return useStore(store, (state) => state.times);
}

/** Follows the shown run; answers how to stop. */
export function followUsualTimes(): () => void {
  return runsStore.subscribe((state, previous) => {
    if (state.shown === previous.shown || state.shown === null) return;
    const { workflowId } = state;
    if (workflowId !== store.getState().workflowId) store.setState({ workflowId, times: null });
    if (workflowId === null) return;
    ipc.runs.times({ workflowId }).then(
      (times) => {
        if (store.getState().workflowId === workflowId) store.setState({ times });
      },
      // Without them nothing is said about the time that is left.
      () => undefined,
    );
  });
}
