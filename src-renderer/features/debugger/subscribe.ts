import type { WorkflowId } from '@shared/lib/ids';
import type { RunState } from '@shared/runs/state';
import { ipc } from '../../ipc/client';
import { documentStore } from '../document/index';
import { runsStore } from '../runs/index';
import { settingsStore } from '../settings/index';
import { workbench } from '../workbench/index';
import { renameOf } from './breakpoints/follow-rename';
import { followMarks } from './canvas/use-pause-marks';
import {
  breakpointsStore,
  debuggerStore,
  forgetSessionBreakpoints,
  watchKeyOf,
  watchStore,
} from './debugger';
import { leaveCode } from './session/follow';
import { sessionView } from './session/session-view';
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
        // The code that is open beside the canvas is that of a step of the workflow before.
        workbench.showCode(null);
        // In a session, watches are those of the workflow that it is about.
        if (debuggerStore.getState().phase === 'off') restoreWatches(state.id);
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
    // What was set there before counts as soon as it has been read.
    breakpointsStore.subscribe((state, before) => {
      if (state.status === 'ready' && before.status !== 'ready') sendIfCalled();
    }),
    runsStore.subscribe((state, before) => {
      if (state.run && state.run.frames !== before.run?.frames) callsChanged(state.run, before.run);
    }),
    debuggerStore.subscribe((state, before) => {
      // A fork goes on in another run: canvas and panels show that one.
      if (state.runId !== before.runId && state.runId !== null && before.runId !== null) {
        void runsStore.getState().show(state.runId);
      }
      if (state.phase === before.phase) return;
      if (state.phase === 'off') {
        breakpointsStore.clearStatuses();
        leaveCode(state);
        forgetLaunched();
        forgetSessionBreakpoints();
        const { id } = documentStore.getState();
        if (id !== before.workflowId) restoreWatches(id);
        void watchStore.evaluate(null);
      }
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function restoreWatches(id: WorkflowId | null): void {
  const kept = id && settingsStore.getState().view[watchKeyOf(id)];
  watchStore.restore(
    Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : [],
  );
}

function sendIfCalled(): void {
  const { phase, workflowId } = debuggerStore.getState();
  if (phase === 'off' || breakpointsStore.getState().workflowId === workflowId) return;
  if (sessionView(debuggerStore.getState()) !== null) void debuggerStore.sendBreakpoints();
}

/** A workflow that was not called before may have breakpoints of its own. */
function callsChanged(run: RunState, before: RunState | null): void {
  const { phase, runId } = debuggerStore.getState();
  if (phase === 'off' || run.run !== runId) return;
  const known = new Set(before?.run === run.run ? idsOf(before) : []);
  if (idsOf(run).some((id) => !known.has(id))) void debuggerStore.sendBreakpoints();
}

function idsOf(run: RunState): (string | null)[] {
  return [...run.frames.values()].map((frame) => frame.workflow.id);
}
