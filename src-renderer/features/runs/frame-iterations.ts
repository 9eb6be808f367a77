import { stepRunKey } from '@shared/runs/scope-path';
import { useShallow } from 'zustand/react/shallow';
import { runsStore, useRuns } from './runs';
import { selectStepRun } from './select-step-run';

/** The bodies of a container in the run of it that is looked at. */
export interface FrameIterations {
  readonly ended: number;
  readonly started: number;
  /** The one that is looked at; null for all of them together. */
  readonly chosen: number | null;
}

/** Undefined when the container did not run. */
export function useFrameIterations(step: string): FrameIterations | undefined {
  return useRuns(
    useShallow((state) => {
      const { steps, iterations, inside, run } = state;
      const shown = selectStepRun(steps.get(step)?.runs ?? [], iterations, inside);
      const counts = shown && run?.scopes.get(stepRunKey(shown.path, step));
      if (!counts || counts.started === 0) return undefined;
      const { started, completed, failed, cancelled, left } = counts;
      const ended = completed + failed + cancelled + left;
      return { ended, started, chosen: iterations[step] ?? null };
    }),
  );
}

/**
 * Looks at the iteration after the one that is looked at, or before it, in every step of the container
 * at once; beyond the last and the first one, at all of them together.
 */
export function turnIteration(container: string, by: 1 | -1): void {
  const { iterations, selectIteration } = runsStore.getState();
  const known = iterationsIn(container);
  const chosen = iterations[container];
  const at = chosen === undefined ? (by > 0 ? -1 : known.length) : known.indexOf(chosen);
  selectIteration(container, known[at + by] ?? null);
}

/** In the iterations that are chosen around it. */
function iterationsIn(container: string): readonly number[] {
  const { steps, iterations, inside } = runsStore.getState();
  const found = new Set<number>();
  for (const { runs } of steps.values()) {
    for (const { path } of runs) {
      const around = path.slice(inside.length);
      const depth = around.findIndex(({ step }) => step === container);
      const own = around[depth];
      if (own === undefined) continue;
      const fits = around
        .slice(0, depth)
        .every(({ step, iteration }) => (iterations[step] ?? iteration) === iteration);
      if (fits) found.add(own.iteration);
    }
  }
  return [...found].sort((a, b) => a - b);
}
