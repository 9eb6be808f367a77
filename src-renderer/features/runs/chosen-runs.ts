import type { ScopePath } from '@shared/runs/scope-path';
import { type StepRuns, summariseRuns } from './step-index';

/**
 * The runs of a step in the iterations that are chosen for the containers around it: the same ones, as the
 * same object, where none is chosen.
 */
export function chosenRuns(
  runs: StepRuns,
  iterations: Readonly<Record<string, number>>,
  inside: ScopePath,
): StepRuns | undefined {
  if (Object.keys(iterations).length === 0) return runs;
  const fits = runs.runs.filter(({ path }) =>
    path.slice(inside.length).every(({ step, iteration }) => {
      const chosen = iterations[step];
      return chosen === undefined || chosen === iteration;
    }),
  );
  if (fits.length === runs.runs.length) return runs;
  return fits.length === 0 ? undefined : summariseRuns(fits);
}
