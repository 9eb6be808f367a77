import type { StepRun } from '@shared/runs/state';

/**
 * Which of a step's runs to show: the one in the iterations chosen for its containers; where none
 * is chosen, the first that failed, else the last that did something.
 */
export function selectStepRun(
  runs: readonly StepRun[],
  iterations: Readonly<Record<string, number>>,
): StepRun | undefined {
  const matching = runs.filter((run) =>
    run.path.every((segment) => {
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
