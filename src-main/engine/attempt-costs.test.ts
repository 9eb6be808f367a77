import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../test/helpers/fake-clock';
import { plotKinds, plotWorkflow, runPlot } from '../../test/helpers/random-workflow';
import { runText } from '../../test/helpers/run-text';
import {
  fakeHash,
  fakeKind,
  kindsOf,
  runWorkflow,
  seededRandom,
  workflowOf,
} from '../../test/helpers/run-workflow';
import { addCost, type CostSum } from '@shared/runs/cost';
import type { RunEvent } from '@shared/runs/events';
import { foldRun } from '@shared/runs/reducer';
import { defaultSettings, type Graph } from '@shared/workflow/model';
import { finalError, retryableError } from './step-error';

const billion = 1_000_000_000;

function costsOf(events: readonly RunEvent[]) {
  return events.flatMap((event) =>
    'cost' in event && event.cost !== undefined && 'step' in event
      ? [[event.type, event.step, event.cost] as const]
      : [],
  );
}

function logsOf(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'step.logged' ? [event.message] : []));
}

describe('what attempts cost', () => {
  it('is an amount, or what an expression makes of the output, and sums up', async () => {
    const { state, events } = await runText(`
steps:
  ask: { kind: transform, with: { value: { tokens: 500 } }, cost: '{{ output.tokens * 0.000002 }}' }
  send: { kind: transform, with: { value: 1 }, cost: 0.02 }
  free: { kind: transform, with: { value: 1 } }
edges: [ask -> send, send -> free]
`);
    expect(costsOf(events)).toEqual([
      ['step.completed', 'ask', { amount: 0.001, currency: 'USD' }],
      ['step.completed', 'send', { amount: 0.02, currency: 'USD' }],
    ]);
    expect(state.cost).toEqual({ amounts: { USD: 0.021 * billion }, unknown: 0 });
    expect(state.steps.get('ask')?.cost).toEqual({ amounts: { USD: 0.001 * billion }, unknown: 0 });
    expect(state.steps.get('free')).not.toHaveProperty('cost');
  });

  it('counts every iteration, in the currency of the workflow', async () => {
    const { state } = await runText(`
settings: { currency: EUR }
steps:
  each:
    kind: loop
    with: { items: [1, 2, 3], item: n }
    cost: 1
    steps:
      ask: { kind: transform, with: { value: '{{ n }}' }, cost: '{{ output * n * vars.price }}' }
vars: { price: 0.1 }
`);
    expect(state.cost).toEqual({ amounts: { EUR: 2.4 * billion }, unknown: 0 });
  });

  it('is absent for a run that costs nothing', async () => {
    const { state, events } = await runText(
      'steps: { a: { kind: transform, with: { value: 1 } } }',
    );
    expect(state).not.toHaveProperty('cost');
    expect(costsOf(events)).toEqual([]);
  });

  it.each([
    ['{{ output.nothing.here }}', /There is no "nothing"|nothing/],
    ['{{ null }}', /gave null/],
    ["{{ '0.5' }}", /gave text/],
    ['{{ -1 }}', /gave -1, which is not from 0/],
    ['{{ 1e9 }}', /which is not from 0 to 1000000/],
  ])(
    'is unknown when %s gives no amount: nothing fails, and the log says why',
    async (cost, why) => {
      const { state, events, output } = await runText(
        `steps: { a: { kind: transform, with: { value: { b: 1 } }, cost: ${JSON.stringify(cost)} } }`,
      );
      expect(output).toEqual({ b: 1 });
      expect(state.cost).toEqual({ amounts: {}, unknown: 1 });
      expect(costsOf(events)).toEqual([
        ['step.completed', 'a', { unknown: expect.stringMatching(why) as string }],
      ]);
      expect(logsOf(events)).toEqual([
        expect.stringMatching(/^What attempt 1 cost is unknown: /) as string,
      ]);
    },
  );

  it('sees no secrets', async () => {
    const { state } = await runText(
      "secrets: [key]\nsteps: { a: { kind: transform, with: { value: 1 }, cost: '{{ secrets.key }}' } }",
    );
    expect(state.cost).toEqual({ amounts: {}, unknown: 1 });
  });

  it('counts nothing for a pin and under a policy that lets nothing happen', async () => {
    const text = 'steps: { a: { kind: transform, with: { value: 1 }, cost: 1 } }\n';
    const pinned = await runText(`${text}pins: { a: 2 }`);
    expect(pinned.state).not.toHaveProperty('cost');
    const mocked = await runText(text, { effects: { policy: 'mock', answers: {} } });
    expect(mocked.state).not.toHaveProperty('cost');
    const recorded = await runText(text, { effects: { policy: 'record' } });
    expect(recorded.state.cost).toEqual({ amounts: { USD: billion }, unknown: 0 });
    const replayed = await runText(text, {
      effects: { policy: 'replay', recording: recorded.events },
    });
    expect(replayed.state.status).toBe('completed');
    expect(replayed.state).not.toHaveProperty('cost');
  });
});

describe('attempts that do not end well', () => {
  const flaky = fakeKind('flaky', ({ attempt }) => {
    if (attempt < 3) throw retryableError({ code: 'BUSY', kind: 'operational', message: 'Busy.' });
    return { tokens: 7 };
  });
  const bad = fakeKind('bad', () => {
    throw finalError({ code: 'NO', kind: 'operational', message: 'No.' });
  });
  const never = fakeKind('never', () => new Promise(() => undefined));
  const kinds = kindsOf(flaky, bad, never);
  const retry = { attempts: 3, backoff: 'fixed', delay: 5, factor: 1, cap: 5, jitter: 0 } as const;

  it('cost their amount each', async () => {
    const run = runWorkflow(workflowOf({ a: { kind: 'flaky', retry, cost: 0.1 } }, []), kinds);
    await run.clock.advance(20);
    expect(costsOf(run.published).map(([type]) => type)).toEqual([
      'step.retrying',
      'step.retrying',
      'step.completed',
    ]);
    expect(run.handle.state().cost?.amounts).toEqual({ USD: 0.3 * billion });
  });

  it('cost nothing by an expression about the output that they have not given', async () => {
    const step = { kind: 'flaky', retry, cost: '{{ output.tokens }}' };
    const run = runWorkflow(workflowOf({ a: step }, []), kinds);
    await run.clock.advance(20);
    expect(run.handle.state().cost).toEqual({ amounts: { USD: 7 * billion }, unknown: 0 });
    expect(logsOf(run.published)).toEqual([]);
  });

  it('are counted when they fail for good and when they are cancelled', async () => {
    const failed = runWorkflow(workflowOf({ a: { kind: 'bad', cost: 2 } }, []), kinds);
    expect(failed.handle.state().cost?.amounts).toEqual({ USD: 2 * billion });
    const stopped = runWorkflow(workflowOf({ a: { kind: 'never', cost: 3 } }, []), kinds);
    await stopped.handle.cancel('enough');
    expect(costsOf(stopped.published)).toEqual([
      ['step.cancelled', 'a', { amount: 3, currency: 'USD' }],
    ]);
  });

  it('cost nothing when they never began', async () => {
    const config = { value: '{{ steps.nobody }}' };
    const run = runWorkflow(workflowOf({ a: { kind: 'bad', cost: 2, config } }, []), kinds);
    await run.handle.done;
    expect(run.handle.state()).toMatchObject({ status: 'failed' });
    expect(run.handle.state()).not.toHaveProperty('cost');
  });
});

describe('a called workflow', () => {
  async function called(currency: string | undefined, own: string | undefined) {
    const settings = (name: string | undefined) => ({
      ...defaultSettings,
      ...(name !== undefined && { currency: name }),
    });
    const inner = workflowOf({ paid: { kind: 'echo', cost: 2 } }, [], {
      settings: settings(currency),
    });
    const call = fakeKind(
      'call',
      async ({ callWorkflow }) => {
        const load = () =>
          Promise.resolve({
            workflow: inner,
            ref: { id: null, hash: fakeHash, name: 'inner' },
            folder: null,
          });
        return (await callWorkflow(0, { load, input: null })).output;
      },
      { calls: { workflow: 'workflow', input: 'input', output: 'output' } },
    );
    const caller = workflowOf({ call: { kind: 'call', cost: 1 } }, [], { settings: settings(own) });
    const run = runWorkflow(
      caller,
      kindsOf(
        call,
        fakeKind('echo', () => 'echo'),
      ),
    );
    return (await run.handle.done).cost?.amounts;
  }

  it('counts in its own currency, in that of its caller, or in dollars', async () => {
    expect(await called(undefined, undefined)).toEqual({ USD: 3 * billion });
    expect(await called(undefined, 'EUR')).toEqual({ EUR: 3 * billion });
    expect(await called('CHF', 'EUR')).toEqual({ CHF: 2 * billion, EUR: billion });
  });
});

describe('a fork', () => {
  it('did not pay for what it took over', async () => {
    const { events } = await runText(
      'steps: { a: { kind: transform, with: { value: 1 }, cost: 1 } }',
    );
    const [first] = events;
    if (first === undefined) throw new Error('no events');
    const seq = events.length + 1;
    const forked = foldRun([
      ...events,
      { type: 'run.forked', run: first.run, seq, time: 9, from: first.run, at: seq - 1 },
    ]);
    expect(forked).not.toHaveProperty('cost');
    expect(forked.steps.get('a')).not.toHaveProperty('cost');
  });
});

const runs = { numRuns: Number(process.env['STEPWELL_PROPERTY_RUNS'] ?? 200) };

const prices = [
  0.1,
  '{{ output === null ? 0.3 : 0.07 }}',
  '{{ output.nothing }}',
  undefined,
  0.000001,
];

function priced(graph: Graph): Graph {
  let at = 0;
  const steps = new Map(
    [...graph.steps].map(([id, step]) => {
      at += 1;
      const cost = prices[at % prices.length];
      return [
        id,
        {
          ...step,
          ...(cost !== undefined && { cost }),
          ...(step.body && { body: priced(step.body) }),
        },
      ];
    }),
  );
  return { steps, edges: graph.edges };
}

describe('in every run', () => {
  it('the sum over its steps is the sum of the run, and of what its log says', async () => {
    await fc.assert(
      fc.asyncProperty(runPlot, async (plot) => {
        const plain = plotWorkflow(plot);
        const clock = new FakeClock();
        const run = runWorkflow({ ...plain, ...priced(plain) }, plotKinds, {
          clock,
          random: seededRandom(plot.seed),
        });
        if (plot.cancelAt >= 0) clock.schedule(plot.cancelAt, () => void run.handle.cancel('plot'));
        await clock.advance(100_000);
        const state = run.handle.state();
        let bySteps: CostSum = { amounts: {}, unknown: 0 };
        for (const { cost } of state.steps.values()) {
          if (cost === undefined) continue;
          bySteps = {
            amounts: { USD: (bySteps.amounts['USD'] ?? 0) + (cost.amounts['USD'] ?? 0) },
            unknown: bySteps.unknown + cost.unknown,
          };
        }
        let byLog: CostSum | undefined;
        for (const [, , cost] of costsOf(run.published)) byLog = addCost(byLog, cost);
        expect(byLog).toEqual(state.cost);
        expect(bySteps.amounts['USD'] ?? 0).toBe(state.cost?.amounts['USD'] ?? 0);
        expect(bySteps.unknown).toBe(state.cost?.unknown ?? 0);
        const started = run.published.filter(({ type }) => type === 'step.started').length;
        expect(costsOf(run.published).length).toBeLessThanOrEqual(started);
      }),
      runs,
    );
  });
});
