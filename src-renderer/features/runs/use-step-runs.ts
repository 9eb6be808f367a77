import { useCallback, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { chosenRuns } from './chosen-runs';
import type { RunsState } from './runs-store';
import type { StepRuns } from './step-index';
import { useRuns } from './runs';

/** All runs of a step in the shown run; undefined while it has not run. Redraws for its own step only. */
export function useStepRuns(step: string): StepRuns | undefined {
  return useRuns(useCallback((state: RunsState) => state.steps.get(step), [step]));
}

/** The same, in the iterations that are looked at. */
export function useChosenRuns(step: string): StepRuns | undefined {
  const runs = useStepRuns(step);
  const iterations = useRuns(iterationsOf);
  const inside = useRuns(insideOf);
  return useMemo(() => runs && chosenRuns(runs, iterations, inside), [runs, iterations, inside]);
}

/** The same for several steps, in their order. */
export function useRunsOf(steps: readonly string[]): readonly (StepRuns | undefined)[] {
  const runs = useRuns(useShallow((state) => steps.map((step) => state.steps.get(step))));
  const iterations = useRuns(iterationsOf);
  const inside = useRuns(insideOf);
  return useMemo(
    () => runs.map((one) => one && chosenRuns(one, iterations, inside)),
    [runs, iterations, inside],
  );
}

const iterationsOf = ({ iterations }: RunsState) => iterations;
const insideOf = ({ inside }: RunsState) => inside;
