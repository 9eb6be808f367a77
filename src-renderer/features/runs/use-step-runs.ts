import { useCallback } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { runsLookedAt } from './looked-at';
import type { RunsState } from './runs-store';
import type { StepRuns } from './step-index';
import { useRuns } from './runs';

/** All runs of a step in the shown run; undefined while it has not run. Redraws for its own step only. */
export function useStepRuns(step: string): StepRuns | undefined {
  return useRuns(useCallback((state: RunsState) => state.steps.get(step), [step]));
}

/** The same, in the iterations that are looked at. */
export function useChosenRuns(step: string): StepRuns | undefined {
  return useRuns(useCallback((state: RunsState) => runsLookedAt(state, step), [step]));
}

/** The same for several steps, in their order. */
export function useRunsOf(steps: readonly string[]): readonly (StepRuns | undefined)[] {
  return useRuns(useShallow((state) => steps.map((step) => runsLookedAt(state, step))));
}
