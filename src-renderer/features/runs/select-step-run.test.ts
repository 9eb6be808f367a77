import { describe, expect, it } from 'vitest';
import type { StepRun } from '@shared/runs/state';
import { selectStepRun } from './select-step-run';

function inLoop(iteration: number, status: StepRun['status']): StepRun {
  return { step: 'parse', path: [{ step: 'each', iteration }], status, attempt: 1, logCount: 0 };
}

describe('selectStepRun', () => {
  const runs = [inLoop(0, 'completed'), inLoop(1, 'failed'), inLoop(2, 'completed')];

  it('prefers the chosen iteration', () => {
    expect(selectStepRun(runs, { each: 2 })).toBe(runs[2]);
  });

  it('shows the first failure when nothing is chosen, else the last', () => {
    expect(selectStepRun(runs, {})).toBe(runs[1]);
    expect(selectStepRun([inLoop(0, 'completed'), inLoop(1, 'completed')], {})?.path).toEqual([
      { step: 'each', iteration: 1 },
    ]);
  });

  it('passes over iterations in which the step was skipped', () => {
    const mixed = [inLoop(0, 'completed'), inLoop(1, 'skipped')];
    expect(selectStepRun(mixed, {})).toBe(mixed[0]);
    expect(selectStepRun(mixed, { each: 1 })).toBe(mixed[1]);
  });

  it('does not take the containers around a call for those of the called workflow', () => {
    const call = [
      { step: 'each', iteration: 4 },
      { step: 'call', iteration: 0 },
    ];
    const called = runs.map((run) => ({ ...run, path: [...call, ...run.path] }));
    expect(selectStepRun(called, { each: 2 }, call)).toBe(called[2]);
  });

  it('has nothing to show for an iteration that did not run', () => {
    expect(selectStepRun(runs, { each: 9 })).toBeUndefined();
  });
});
