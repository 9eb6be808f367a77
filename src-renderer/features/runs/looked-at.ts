import type { ScopePath } from '@shared/runs/scope-path';
import type { StepRun } from '@shared/runs/state';
import { chosenRuns } from './chosen-runs';
import { selectStepRun } from './select-step-run';
import type { StepIndex, StepRuns } from './step-index';

// The runs of a step in the iterations that are looked at. Every box, port and wire asks at every change
// of the run, so an answer is kept until something that it depends on has changed.

interface Looking {
  readonly steps: StepIndex;
  readonly iterations: Readonly<Record<string, number>>;
  readonly inside: ScopePath;
}

interface Seen {
  readonly iterations: Looking['iterations'];
  readonly inside: ScopePath;
  readonly runs: StepRuns | undefined;
  /** Null until somebody asks. */
  run: StepRun | undefined | null;
}

const known = new WeakMap<StepRuns, Seen>();

/** All of them together; undefined when none has begun. */
export function runsLookedAt(looking: Looking, step: string): StepRuns | undefined {
  return seen(looking, step)?.runs;
}

/** The one whose values are shown. */
export function runLookedAt(looking: Looking, step: string): StepRun | undefined {
  const found = seen(looking, step);
  if (found === undefined) return undefined;
  const all = looking.steps.get(step)?.runs ?? [];
  if (found.run === null) found.run = selectStepRun(all, looking.iterations, looking.inside);
  return found.run;
}

function seen({ steps, iterations, inside }: Looking, step: string): Seen | undefined {
  const all = steps.get(step);
  if (all === undefined) return undefined;
  const before = known.get(all);
  if (before?.iterations === iterations && before.inside === inside) return before;
  const fresh: Seen = {
    iterations,
    inside,
    runs: chosenRuns(all, iterations, inside),
    run: null,
  };
  known.set(all, fresh);
  return fresh;
}
