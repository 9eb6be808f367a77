import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../test/helpers/fake-clock';
import {
  asTold,
  containerPlot,
  meaningOf,
  plottedWorkflow,
  type Plot,
} from '../../test/helpers/random-containers';
import { restoreWorkflow } from '../../test/helpers/restore-run';
import { textKinds } from '../../test/helpers/run-text';
import { fakeHash, runWorkflow } from '../../test/helpers/run-workflow';
import type { RunEvent } from '@shared/runs/events';
import { stepRunKey } from '@shared/runs/scope-path';
import { foldRun } from '@shared/runs/reducer';
import type { RunState } from '@shared/runs/state';

const runs = { numRuns: Number(process.env['STEPWELL_PROPERTY_RUNS'] ?? 300) };

function plotted(plot: Plot) {
  const { workflow, others } = plottedWorkflow(plot);
  const kinds = textKinds({
    workflows: {
      load: async (reference) => {
        const called = others.get(reference);
        if (called === undefined) throw new Error(`There is no ${reference}.`);
        const ref = { id: null, hash: fakeHash, name: reference };
        return { workflow: called, ref, folder: null };
      },
    },
  });
  return { workflow, kinds };
}

/** Ids of the values that were made, in the order of the alphabet. */
function madeIn(events: readonly RunEvent[], ids: ReadonlySet<string>): string[] {
  return events
    .flatMap((event) => (event.type === 'step.completed' && ids.has(event.step) ? event.step : []))
    .sort();
}

function expectMeaning(state: RunState, events: readonly RunEvent[], plot: Plot): void {
  const { meaning, made } = meaningOf(plot);
  if (meaning.type === 'ok') {
    const output = state.output && 'value' in state.output ? state.output.value : undefined;
    expect(output === undefined ? state.error : asTold(output)).toEqual(meaning.value);
  } else {
    expect(state.error?.code).toBe(meaning.type === 'fail' ? meaning.code : 'LEAVE_OUTSIDE');
  }
  expect(madeIn(events, new Set(made))).toEqual([...made].sort());
}

describe('nested control structures', () => {
  it('mean what a walk over them tells', async () => {
    await fc.assert(
      fc.asyncProperty(containerPlot, async (plot) => {
        const { workflow, kinds } = plotted(plot);
        const run = runWorkflow(workflow, kinds);
        const state = await run.handle.done;
        expectMeaning(state, run.published, plot);
        expect(foldRun(run.published)).toEqual(state);
      }),
      runs,
    );
  });

  it('mean the same when the process ends in the middle, and do nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(containerPlot, fc.double({ min: 0, max: 1 }), async (plot, share) => {
        const { workflow, kinds } = plotted(plot);
        const whole = runWorkflow(workflow, kinds);
        await whole.handle.done;
        const last = whole.published.length - 1;
        const kept = Math.min(last, 1 + Math.floor((Number.isNaN(share) ? 0 : share) * last));
        const before = whole.published.slice(0, kept);
        const run = restoreWorkflow(workflow, kinds, before, { clock: new FakeClock() });
        const state = await run.handle.done;
        expectMeaning(state, run.log(), plot);
        const ends = run.log().flatMap((event) => {
          if (event.type !== 'step.completed') return [];
          return [stepRunKey(event.path, event.step)];
        });
        expect(ends).toEqual([...new Set(ends)]);
      }),
      runs,
    );
  });
});
