import type { ScopePath } from '@shared/runs/scope-path';
import type { StepRun } from '@shared/runs/state';
import { chosenRuns } from './chosen-runs';
import { selectStepRun } from './select-step-run';
import type { StepIndex, StepRuns } from './step-index';

// The runs of a step in the iterations that are looked at. Every box, port and wire asks at every change
// of the run, so an answer is kept until something that it depends on has changed.

export interface Looking {
  readonly steps: StepIndex;
  readonly iterations: Readonly<Record<string, number>>;
  readonly inside: ScopePath;
}

/** What is looked at of one step. The same object as long as it is the same. */
export class Look {
  /** All of them together; undefined when none has begun. */
  readonly runs: StepRuns | undefined;
  /** Null until somebody asks. */
  private one: StepRun | undefined | null = null;

  constructor(
    private readonly all: StepRuns,
    readonly iterations: Looking['iterations'],
    readonly inside: ScopePath,
  ) {
    this.runs = chosenRuns(all, iterations, inside);
  }

  /** The one whose values are shown. */
  get run(): StepRun | undefined {
    if (this.one === null) this.one = selectStepRun(this.all.runs, this.iterations, this.inside);
    return this.one;
  }
}

const known = new WeakMap<StepRuns, Look>();

/** Undefined when the step has no runs. */
export function lookAt({ steps, iterations, inside }: Looking, step: string): Look | undefined {
  const all = steps.get(step);
  if (all === undefined) return undefined;
  const before = known.get(all);
  if (before?.iterations === iterations && before.inside === inside) return before;
  const fresh = new Look(all, iterations, inside);
  known.set(all, fresh);
  return fresh;
}

/** The one whose values are shown. */
export function runLookedAt(looking: Looking, step: string): StepRun | undefined {
  return lookAt(looking, step)?.run;
}
