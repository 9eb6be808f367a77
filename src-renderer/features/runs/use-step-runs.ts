import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { type Look, lookAt } from './looked-at';
import type { RunsState } from './runs-store';
import type { StepRuns } from './step-index';
import { runsStore, useRuns } from './runs';
import { createStepLooks } from './step-looks';

const looks = createStepLooks({
  nextFrame(callback) {
    const frame = requestAnimationFrame(callback);
    return () => cancelAnimationFrame(frame);
  },
  draw: (change) => flushSync(change),
  now: () => performance.now(),
});

runsStore.subscribe((state, before) => {
  const { steps, iterations, inside, cursor } = state;
  const chosen = iterations !== before.iterations || inside !== before.inside;
  if (steps === before.steps && !chosen) return;
  // A moment of the past is one picture, and so is an iteration that somebody chose; and a window that
  // nobody sees has no frames.
  const still = cursor !== null || before.cursor !== null || document.hidden;
  const sameRun = state.shown === before.shown;
  looks.show((step) => lookAt(state, step), still || (chosen && sameRun));
});

/** All runs of a step in the shown run; undefined while it has not run. Redraws for its own step only. */
export function useStepRuns(step: string): StepRuns | undefined {
  return useRuns(useCallback((state: RunsState) => state.steps.get(step), [step]));
}

/** The same, in the iterations that are looked at; in a burst of changes when the turn of its box has come. */
export function useChosenRuns(step: string): StepRuns | undefined {
  return useLooks(
    useMemo(() => [step], [step]),
    (of) => of(step)?.runs,
  );
}

/** The same for several steps, in their order. */
export function useRunsOf(steps: readonly string[]): readonly (StepRuns | undefined)[] {
  return useLooks(steps, (of) => steps.map((step) => of(step)?.runs), sameList);
}

/** What `read` makes of the looks of some steps; redraws when that is another one by `same`. */
export function useLooks<T>(
  steps: readonly string[],
  read: (of: (step: string) => Look | undefined) => T,
  same: (a: T, b: T) => boolean = Object.is,
): T {
  const last = useRef<{ readonly value: T } | null>(null);
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = steps.map((step) => looks.subscribe(step, listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    [steps],
  );
  return useSyncExternalStore(subscribe, () => {
    const value = read(looks.get);
    if (last.current === null || !same(last.current.value, value)) last.current = { value };
    return last.current.value;
  });
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}
