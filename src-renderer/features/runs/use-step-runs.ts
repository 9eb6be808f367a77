import { useCallback } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { RunsState } from './runs-store';
import type { StepRuns } from './step-index';
import { useRuns } from './runs';

/** All runs of a step in the shown run; undefined while it has not run. Redraws for its own step only. */
export function useStepRuns(step: string): StepRuns | undefined {
  return useRuns(useCallback((state: RunsState) => state.steps.get(step), [step]));
}

/** The same for several steps, in their order. */
export function useRunsOf(steps: readonly string[]): readonly (StepRuns | undefined)[] {
  return useRuns(useShallow((state) => steps.map((step) => state.steps.get(step))));
}
