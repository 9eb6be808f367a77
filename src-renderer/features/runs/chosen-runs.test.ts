import { expect, it } from 'vitest';
import type { StepRun } from '@shared/runs/state';
import { chosenRuns } from './chosen-runs';
import { summariseRuns } from './step-index';

function run(iteration: number, status: StepRun['status']): StepRun {
  return { step: 'a', path: [{ step: 'each', iteration }], status, attempt: 1, logCount: 0 };
}

const all = summariseRuns([run(0, 'completed'), run(1, 'failed'), run(2, 'completed')]);

it('keeps all of them, as they are, while nothing is chosen around the step', () => {
  expect(chosenRuns(all, {}, [])).toBe(all);
  expect(chosenRuns(all, { other: 1 }, [])).toBe(all);
});

it('has only those of the chosen iteration', () => {
  expect(chosenRuns(all, { each: 2 }, [])).toMatchObject({ status: 'completed', failed: 0 });
  expect(chosenRuns(all, { each: 1 }, [])).toMatchObject({ status: 'failed', failed: 1 });
  expect(chosenRuns(all, { each: 9 }, [])).toBeUndefined();
});
