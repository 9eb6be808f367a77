import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffRuns } from '../../../src-shared/debug/run-diff';
import { RunLog } from '../../../src-shared/debug/run-log';
import { diffValues } from '../../../src-shared/debug/value-diff';
import type { JsonValue } from '../../../src-shared/lib/json';
import type { RunEvent } from '../../../src-shared/runs/events';
import { stepRunKey } from '../../../src-shared/runs/scope-path';
import type { Workflow } from '../../../src-shared/workflow/model';
import { finalError } from '../../../src-main/engine/step-error';
import type { ExecutableKind, StepContext } from '../../../src-main/engine/types';
import { FakeClock } from '../../helpers/fake-clock';
import { containerPlot, plottedWorkflow } from '../../helpers/random-containers';
import { textKinds } from '../../helpers/run-text';
import { fakeHash, runWorkflow } from '../../helpers/run-workflow';

/** What is done otherwise in the second run: the nth value of the run becomes another, or fails. */
interface Fault {
  readonly nth: number;
  readonly how: 'value' | 'fail' | 'variable';
}

interface Planted {
  readonly log: RunLog;
  /** The step run in which it was planted; null when the run did not get so far. */
  readonly key: string | null;
}

async function playWith(
  workflow: Workflow,
  others: ReadonlyMap<string, Workflow>,
  fault: Fault | null,
): Promise<Planted> {
  const kinds = new Map(
    textKinds({
      workflows: {
        load: async (reference) => {
          const called = others.get(reference);
          if (called === undefined) throw new Error(reference);
          return {
            workflow: called,
            ref: { id: null, hash: fakeHash, name: reference },
            folder: null,
          };
        },
      },
    }),
  );
  let count = 0;
  let planted: string | null = null;
  const real = kinds.get('transform') as ExecutableKind;
  kinds.set('transform', {
    ...real,
    run: (context: StepContext<never>) => {
      count += 1;
      if (fault === null || count !== fault.nth) return real.run(context);
      planted = context.idempotencyKey;
      if (fault.how === 'fail') {
        throw finalError({ code: 'PLANTED', kind: 'operational', message: 'Planted.' });
      }
      if (fault.how === 'variable') context.setVariable('planted', count);
      return fault.how === 'variable' ? real.run(context) : { output: { planted: count } };
    },
  });
  const run = runWorkflow(workflow, kinds, { clock: new FakeClock() });
  await run.handle.done;
  const started = run.published.find(
    (event): event is Extract<RunEvent, { type: 'step.started' }> =>
      event.type === 'step.started' && event.key === planted,
  );
  return {
    log: RunLog.of(run.published),
    key: started === undefined ? null : stepRunKey(started.path, started.step),
  };
}

const faults = fc.record({
  nth: fc.integer({ min: 1, max: 12 }),
  how: fc.constantFrom<Fault['how']>('value', 'fail', 'variable'),
});

describe('diffRuns', () => {
  it('finds where two runs part: the planted first divergence in 100 of 100 runs', async () => {
    let planted = 0;
    await fc.assert(
      fc.asyncProperty(containerPlot, faults, async (plot, fault) => {
        if (planted === 100) return;
        const { workflow, others } = plottedWorkflow(plot);
        const before = await playWith(workflow, others, null);
        const after = await playWith(workflow, others, fault);
        if (after.key === null) return;
        planted += 1;
        const { first, shared } = diffRuns(before.log, after.log);
        const facts = first?.left ?? first?.right;
        expect(facts?.type === 'attempt' ? facts.key : facts?.id).toBe(after.key);
        expect(shared).toBeLessThan(before.log.length);
      }),
      { numRuns: 1_000, seed: 4 },
    );
    expect(planted).toBe(100);
  });

  it('finds nothing between a run and the same run again', async () => {
    await fc.assert(
      fc.asyncProperty(containerPlot, async (plot) => {
        const { workflow, others } = plottedWorkflow(plot);
        const one = await playWith(workflow, others, null);
        const other = await playWith(workflow, others, null);
        const diff = diffRuns(one.log, other.log);
        expect(diff.different).toEqual([]);
        expect(diff.rows.every(({ left, right }) => left !== null && right !== null)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('diffValues', () => {
  const json = fc.jsonValue() as fc.Arbitrary<JsonValue>;

  it('finds nothing exactly between values that are the same', () => {
    fc.assert(
      fc.property(json, json, (left, right) => {
        expect(diffValues(left, structuredClone(left)).differences).toEqual([]);
        const isSame = diffValues(left, right).differences.length === 0;
        expect(isSame).toBe(JSON.stringify(sorted(left)) === JSON.stringify(sorted(right)));
      }),
    );
  });

  it('stops at its limit and says so', () => {
    const left = Array.from({ length: 500 }, (_, at) => at);
    const right = left.map((item) => item + 1);
    expect(diffValues(left, right, 10)).toMatchObject({ more: true, differences: { length: 10 } });
  });
});

function sorted(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map((item: JsonValue) => sorted(item));
  // -0 and 0 are the same number in JSON.
  if (typeof value !== 'object' || value === null) return value === 0 ? 0 : value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return { object: entries.map(([key, item]) => [key, sorted(item)]) };
}
