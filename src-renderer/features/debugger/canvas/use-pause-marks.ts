import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { runsStore } from '../../runs/index';
import { debuggerStore, useDebugger } from '../debugger';
import { isLive, shownStop } from '../session/debugger-state';
import { sessionView } from '../session/session-view';
import { wireName } from '../breakpoints/names';
import { noMarks, type PauseMark, pauseMarks, withSame } from './pause-marks';

/** Worked out once per change, however many steps ask. */
const marksStore = createStore(() => noMarks);

/** Keeps the marks in step with session and document; answers how to stop. */
export function followMarks(): () => void {
  const update = (): void => {
    const frames = runsStore.getState().latest?.frames;
    const next = pauseMarks(
      debuggerStore.getState(),
      sessionView(debuggerStore.getState()),
      (scope) => frames?.has(scope) ?? false,
      wireName,
    );
    const now = marksStore.getState();
    const empty = (marks: typeof next): boolean => marks.steps.size + marks.wires.size === 0;
    if (!(empty(next) && empty(now))) marksStore.setState(withSame(now, next), true);
  };
  const stops = [
    debuggerStore.subscribe((state, before) => {
      if (
        state.moment !== before.moment ||
        state.frame !== before.frame ||
        state.phase !== before.phase ||
        state.stacks !== before.stacks
      ) {
        update();
      }
    }),
    // Another workflow was opened, and perhaps it is one that the run called.
    runsStore.subscribe((state, before) => {
      const opened = state.workflowId !== before.workflowId || state.inside !== before.inside;
      if (opened || state.latest?.frames !== before.latest?.frames) update();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** How a step is marked; undefined where nothing stands. */
export function useStepPause(step: string): PauseMark | undefined {
  return useStore(marksStore, (marks) => marks.steps.get(step));
}

/** The mark that counts among several steps: where one stands before where one is held. */
export function usePauseAmong(steps: readonly string[]): PauseMark | undefined {
  return useStore(marksStore, (marks) => {
    if (marks.steps.size === 0) return undefined;
    const found = steps.flatMap((step) => marks.steps.get(step) ?? []);
    return found.find(({ kind }) => kind === 'paused') ?? found[0];
  });
}

export function useWirePause(edge: string): PauseMark | undefined {
  return useStore(marksStore, (marks) => marks.wires.get(edge));
}

/** Whether the branch that is looked at stands at a step, so that it can be skipped or restarted. */
export function useStandsAt(step: string): boolean {
  const mark = useStepPause(step);
  return useDebugger((state) => {
    const stop = shownStop(state);
    return stop !== undefined && mark?.stop?.id === stop.id && stop.step === step && isLive(state);
  });
}

/** Steps where a branch stands, for what shows where they are off the screen. */
export function usePausedSteps(): readonly (readonly [string, PauseMark])[] {
  const marks = useStore(marksStore);
  return [...marks.steps].filter(([, mark]) => mark.kind === 'paused');
}
