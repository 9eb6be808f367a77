import { describe, expect, it } from 'vitest';
import type { RunId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';
import { foldRun } from '@shared/runs/reducer';
import {
  fakeHash,
  fakeKind,
  graphOf,
  kindsOf,
  runWorkflow,
  testPorts,
  workflowOf,
} from '../../test/helpers/run-workflow';
import { settle } from '../../test/helpers/fake-clock';
import { forkRun, type ForkEdit, type ForkRequest } from './fork-run';
import type { RunHandle } from './types';

let payments = 0;
const kinds = kindsOf(
  fakeKind('echo', ({ step, config }) => config['value'] ?? step.id),
  fakeKind(
    'pay',
    async ({ config }) => {
      payments += 1;
      await settle();
      return { paid: config['amount'] ?? 0, number: payments };
    },
    { effects: () => 'unsafe' },
  ),
  fakeKind(
    'each',
    async ({ runBody, config }) => {
      const outputs = [];
      for (let at = 0; at < Number(config['times']); at += 1) {
        outputs.push((await runBody(at, { loop: { index: at } })).output);
      }
      return outputs;
    },
    { container: { locals: () => ['loop'] } },
  ),
);
const body = graphOf(
  {
    x: { kind: 'echo', config: { value: '{{ loop.index * vars.factor }}' } },
    y: 'echo',
    z: { kind: 'echo', config: { value: '{{ steps.x }}' } },
  },
  ['x -> y', 'y -> z'],
);
const workflow = workflowOf(
  {
    a: 'echo',
    loop: { kind: 'each', config: { times: 24 }, body },
    p: { kind: 'pay', config: { amount: '{{ steps.loop[1] + vars.factor }}' } },
    end: { kind: 'echo', config: { value: '{{ { paid: steps.p, all: steps.loop } }}' } },
  },
  ['a -> loop', 'loop -> p', 'p -> end'],
  { vars: { factor: 2 } },
);

async function original(): Promise<readonly RunEvent[]> {
  const run = runWorkflow(workflow, kinds);
  await run.handle.done;
  return run.published;
}

interface Forked {
  readonly handle: RunHandle;
  readonly log: readonly RunEvent[];
}

function fork(events: readonly RunEvent[], at: number, rest: Partial<ForkRequest> = {}): Forked {
  const log: RunEvent[] = [];
  const ports = testPorts(kinds, {
    journal: {
      append: (batch) => {
        log.push(...batch);
        return undefined;
      },
    },
  });
  const handle = forkRun(ports, {
    run: 'run_fork' as RunId,
    from: events[0]?.run ?? ('' as RunId),
    at,
    edits: [],
    again: 'reuse',
    workflow,
    workflowRef: { id: null, hash: fakeHash, name: 'Test' },
    input: null,
    startedBy: 'test',
    events,
    ...rest,
  });
  return { handle, log };
}

describe('forkRun', () => {
  it('gives the same output from every event, and pays once in all runs together', async () => {
    payments = 0;
    const events = await original();
    expect(events.length).toBeGreaterThan(190);
    const { output } = foldRun(events);
    for (let at = 1; at <= events.length; at += 1) {
      const { handle, log } = fork(events, at);
      const state = await handle.done;
      expect(state, `at ${at}`).toMatchObject({ status: 'completed', output });
      expect(foldRun(log).output).toEqual(output);
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_event, index) => index + 1));
      expect(log.every(({ run }) => run === 'run_fork')).toBe(true);
    }
    expect(payments).toBe(1);
  }, 60_000);

  it('gives the same from a fork of a fork, which knows what the first run has paid', async () => {
    payments = 0;
    const events = await original();
    const first = fork(events, 20);
    await first.handle.done;
    // The fork's own log says that it took the payment over; before that, only the first run knows.
    const second = fork(first.log, 25, { foreign: [{ events, at: 20 }] });
    expect((await second.handle.done).status).toBe('completed');
    expect(payments).toBe(1);
  });

  it('asks when an unsafe step would happen again with another input, and does it when told', async () => {
    payments = 0;
    const events = await original();
    const edits: ForkEdit[] = [{ type: 'variable', name: 'factor', value: 7 }];
    const asking = fork(events, 10, { edits });
    while (asking.handle.state().steps.get('p')?.status !== 'interrupted') await settle();
    expect(payments).toBe(1);
    expect(asking.handle.state()).toMatchObject({ vars: { factor: 7 }, forkedFrom: { at: 10 } });
    await asking.handle.decide({ path: [], step: 'p' }, 'skip');
    expect((await asking.handle.done).status).toBe('completed');
    const live = fork(events, 10, { edits, again: 'live' });
    expect((await live.handle.done).output).toMatchObject({ value: { paid: { paid: 14 } } });
    expect(payments).toBe(2);
  });

  it('goes on with changed outputs and settings', async () => {
    const events = await original();
    const at = events.findIndex((event) => event.type === 'step.completed' && event.step === 'y');
    const path = [{ step: 'loop', iteration: 0 }];
    const edits: ForkEdit[] = [
      { type: 'output', step: 'x', path, value: 100 },
      { type: 'config', step: 'y', path, config: { value: 'set' } },
    ];
    const { handle } = fork(events, at, { edits });
    await settle();
    // `y` was at work at that event: it stands before it is done again.
    expect(handle.state().stops?.map(({ step, reason }) => [step, reason])).toEqual([
      ['y', 'restart'],
    ]);
  });

  it('refuses an event that is not there, and edits that do not fit', async () => {
    const events = await original();
    expect(() => fork(events, 0)).toThrow('has no event 0');
    expect(() => fork(events, events.length + 1)).toThrow('has no event');
    const edit = (one: ForkEdit) => () => fork(events, 5, { edits: [one] });
    expect(edit({ type: 'output', step: 'end', path: [], value: 1 })).toThrow('has not ended');
    expect(edit({ type: 'input', step: 'a', path: [], value: {} })).toThrow('has ended');
    const nowhere = [{ step: 'loop', iteration: 9 }];
    expect(edit({ type: 'output', step: 'x', path: nowhere, value: 1 })).toThrow('nothing has run');
  });
});
