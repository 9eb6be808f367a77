import { ipc } from '../../ipc/client';
import { documentStore } from '../document/index';
import { runsStore } from '../runs/index';
import { settingsStore } from '../settings/index';
import { renameOf } from './breakpoints/follow-rename';
import { followMarks } from './canvas/use-pause-marks';
import { breakpointsStore, debuggerStore, watchKeyOf, watchStore } from './debugger';
import { forgetLaunched } from './session/launched';
import { type Places, setPlaces } from './session/places';

/** Main's events and the open document into the debugger; called once. Answers how to stop. */
export function subscribeToDebugger(places: Places): () => void {
  setPlaces(places);
  const stops = [
    followMarks(),
    ipc.breakpoints.onChanged(({ workflowId, ...stored }) =>
      breakpointsStore.changed(workflowId, stored),
    ),
    documentStore.subscribe((state, before) => {
      if (state.id !== before.id) {
        void breakpointsStore.openWorkflow(state.id);
        const kept = state.id && settingsStore.getState().view[watchKeyOf(state.id)];
        watchStore.restore(
          Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : [],
        );
      }
      if (state.workflow === before.workflow) return;
      breakpointsStore.setShared(state.workflow?.breakpoints ?? []);
      if (state.id !== before.id || !state.parsed || !before.parsed) return;
      const rename = renameOf(
        [...before.parsed.source.steps.keys()],
        [...state.parsed.source.steps.keys()],
      );
      if (rename) breakpointsStore.stepRenamed(rename.from, rename.to);
    }),
    debuggerStore.subscribe((state, before) => {
      // A fork goes on in another run: canvas and panels show that one.
      if (state.runId !== before.runId && state.runId !== null && before.runId !== null) {
        void runsStore.getState().show(state.runId);
      }
      if (state.phase === before.phase) return;
      if (state.phase === 'off') {
        breakpointsStore.clearStatuses();
        forgetLaunched();
        void watchStore.evaluate(null);
      }
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
