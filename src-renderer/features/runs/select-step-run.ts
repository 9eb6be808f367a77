import type { ScopePath } from '@shared/runs/scope-path';
import type { StepRun } from '@shared/runs/state';

/**
 * Which of a step's runs to show: the one in the iterations chosen for its containers; where none
 * is chosen, the first that failed, else the last that did something. What lies around a called
 * workflow (`inside`) is the same for all its steps; its containers may have the same names.
 */
export function selectStepRun(
  runs: readonly StepRun[],
  iterations: Readonly<Record<string, number>>,
  inside: ScopePath = [],
): StepRun | undefined {
  const matching = runs.filter((run) =>
    run.path.slice(inside.length).every((segment) => {
      const chosen = iterations[segment.step];
      return chosen === undefined || chosen === segment.iteration;
    }),
  );
  return (
    matching.find((run) => run.status === 'failed') ??
    matching.findLast((run) => run.status !== 'skipped') ??
    matching.at(-1)
  );
}
