import { scopeKey, stepRunKey, type ScopePath } from '@shared/runs/scope-path';
import type { RunState, StepRun } from '@shared/runs/state';
import type { Step, Workflow } from '@shared/workflow/model';
import { allScopes } from '@shared/workflow/graph/scopes';

// Iterations of a loop against the steps in it.

export interface Matrix {
  readonly container: string;
  /** Of the container's own step run. */
  readonly path: ScopePath;
  readonly steps: readonly Step[];
  readonly begun: number;
  /** Iterations in which a step was reached, in order. */
  readonly iterations: readonly number[];
  /** Columns, counted from 0, in which something failed. */
  readonly failed: readonly number[];
}

/** Containers of a workflow, outer ones first. */
export function containersOf(workflow: Workflow): readonly Step[] {
  return [...allScopes(workflow).values()].flatMap(({ step }) =>
    step.body === undefined ? [] : [step],
  );
}

/** `path`: which run of the container is meant, where it lies in another one itself. */
export function matrixOf(run: RunState, container: Step, path: ScopePath): Matrix {
  const steps = [...(container.body?.steps.values() ?? [])];
  const iterations: number[] = [];
  const failed: number[] = [];
  const started = run.scopes.get(stepRunKey(path, container.id))?.started ?? 0;
  // Bodies are numbered from 0; those of a container with sections have gaps.
  for (let at = 0, found = 0; found < started && at < started + 1_000; at += 1) {
    const inside = [...path, { step: container.id, iteration: at }];
    const runs = steps.flatMap((step) => run.steps.get(stepRunKey(inside, step.id)) ?? []);
    if (runs.length === 0) continue;
    found += 1;
    if (runs.some((one) => one.status === 'failed')) failed.push(iterations.length);
    iterations.push(at);
  }
  return { container: container.id, path, steps, begun: started, iterations, failed };
}

export function cellOf(
  run: RunState,
  { path, container }: Matrix,
  iteration: number,
  step: string,
): StepRun | undefined {
  return run.steps.get(stepRunKey([...path, { step: container, iteration }], step));
}

/** The runs of a container that there are, by their paths. */
export function pathsOf(run: RunState, container: string, limit = 500): readonly ScopePath[] {
  const found = new Map<string, ScopePath>();
  for (const one of run.steps.values()) {
    if (one.step !== container || found.size >= limit) continue;
    found.set(scopeKey(one.path), one.path);
  }
  return [...found.values()];
}
