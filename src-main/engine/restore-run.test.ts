import { describe, expect, it } from 'vitest';
import { restoreWorkflow } from '../../test/helpers/restore-run';
import {
  fakeKind,
  graphOf,
  kindsOf,
  runWorkflow,
  workflowOf,
  type TestRun,
} from '../../test/helpers/run-workflow';
import type { RunEvent } from '@shared/runs/events';
import { foldRun } from '@shared/runs/reducer';
import { defaultSettings, type RetryPolicy } from '@shared/workflow/model';
import { finalError, retryableError } from './step-error';

const later = (milliseconds: number, kind: string, effects: 'pure' | 'idempotent' | 'unsafe') =>
  fakeKind(
    kind,
    async ({ clock, step, idempotencyKey, attempt, config }) => {
      await new Promise<void>((resolve) => clock.schedule(milliseconds, resolve));
      return { step: step.id, key: idempotencyKey, attempt, config };
    },
    { effects: () => effects },
  );

const each = fakeKind(
  'each',
  async ({ config, runBody }) => {
    const outputs = [];
    for (let at = 0; at < Number(config.count); at += 1) {
      const outcome = await runBody(at, { item: at });
      if (outcome.status === 'failed') throw retryableError(outcome.error ?? refused);
      outputs.push(outcome.output);
    }
    return outputs;
  },
  { container: { locals: () => ['item'] } },
);

const refused = { code: 'REFUSED', kind: 'operational', message: 'No.' } as const;

const kinds = kindsOf(
  fakeKind('now', ({ step, config }) => ({ step: step.id, ...config })),
  later(10, 'slow', 'idempotent'),
  later(10, 'unsafe', 'unsafe'),
  fakeKind('pause', async ({ waitUntil, clock }) => {
    await waitUntil(clock.now() + 1_000, 'pause');
    return 'waited';
  }),
  fakeKind('ask', async ({ waitFor }) => {
    const answer = await waitFor({
      for: { type: 'approval', title: 'May I?' },
      reason: 'waits for a person',
      until: null,
      accepts: (signal) => signal !== 'nonsense',
    });
    return answer.type === 'signal' ? answer.value : 'timeout';
  }),
  each,
);

const retry: RetryPolicy = {
  attempts: 3,
  backoff: 'fixed',
  delay: 100,
  factor: 1,
  cap: 100,
  jitter: 0,
};

function eventsOf<Type extends RunEvent['type']>(run: TestRun, type: Type) {
  return run.events(type);
}

describe('a run that goes on after its process ended', () => {
  it('keeps what was finished, does the attempt that was at work again with its key, and goes on', async () => {
    const workflow = workflowOf(
      { a: 'now', b: { kind: 'slow', config: { from: '{{ steps.a.step }}' } }, c: 'now' },
      ['a -> b', 'b -> c'],
    );
    const first = runWorkflow(workflow, kinds);
    await first.clock.advance(5);
    const [, started] = eventsOf(first, 'step.started');
    const second = restoreWorkflow(workflow, kinds, first.published);
    await second.clock.advance(50);
    expect(second.steps()).toEqual(['started b', 'completed b', 'started c', 'completed c']);
    expect(second.published[0]).toMatchObject({ type: 'run.resumed', reason: 'recovery' });
    expect(second.events('step.started')[0]).toMatchObject({
      attempt: 1,
      key: started?.key,
      input: { value: { from: 'a' } },
      recovered: true,
    });
    const state = await second.handle.done;
    expect(state).toMatchObject({ status: 'completed', output: { value: { step: 'c' } } });
    expect(foldRun(second.log())).toEqual(state);
    expect(second.log().map(({ seq }) => seq)).toEqual(second.log().map((_, at) => at + 1));
  });

  it('begins a run of which only its creation was kept', async () => {
    const workflow = workflowOf({ a: 'now' }, []);
    const first = runWorkflow(workflow, kinds);
    const second = restoreWorkflow(workflow, kinds, first.published.slice(0, 1));
    expect((await second.handle.done).status).toBe('completed');
    expect(second.published.map(({ type }) => type).slice(0, 2)).toEqual([
      'run.resumed',
      'run.started',
    ]);
  });

  it('adds nothing to a run that had ended', async () => {
    const workflow = workflowOf({ a: 'now' }, []);
    const first = runWorkflow(workflow, kinds);
    const second = restoreWorkflow(workflow, kinds, first.published);
    expect(await second.handle.done).toEqual(foldRun(first.published));
    expect(second.published).toEqual([]);
  });

  it('waits for a retry until the time that was recorded', async () => {
    const flaky = fakeKind('flaky', ({ attempt }) => {
      if (attempt < 3) throw retryableError(refused);
      return attempt;
    });
    const all = new Map([...kinds, ['flaky', flaky]]);
    const workflow = workflowOf({ a: { kind: 'flaky', retry } }, []);
    const first = runWorkflow(workflow, all);
    await first.clock.advance(40);
    const second = restoreWorkflow(workflow, all, first.published, { clock: first.clock });
    await second.clock.advance(59);
    expect(second.steps()).toEqual([]);
    await second.clock.advance(1);
    expect(second.steps()).toEqual(['started a', 'retrying a']);
    expect(second.events('step.started')[0]).not.toHaveProperty('recovered');
    await second.clock.advance(100);
    expect((await second.handle.done).output).toEqual({ value: 3 });
  });

  it('goes on waiting until the time that was recorded, also when that has passed', async () => {
    const workflow = workflowOf({ a: 'pause', b: 'now' }, ['a -> b']);
    const first = runWorkflow(workflow, kinds);
    await first.clock.advance(400);
    const [waiting] = eventsOf(first, 'step.waiting');
    const second = restoreWorkflow(workflow, kinds, first.published, { clock: first.clock });
    expect(second.events('step.waiting')[0]?.until).toBe(waiting?.until);
    expect(second.handle.state().status).toBe('waiting');
    await second.clock.advance(599);
    expect(second.events('step.resumed')).toEqual([]);
    await second.clock.advance(1);
    expect((await second.handle.done).status).toBe('completed');
    const third = restoreWorkflow(workflow, kinds, second.log().slice(0, -4), {
      clock: second.clock,
    });
    await third.clock.advance(0);
    expect((await third.handle.done).status).toBe('completed');
  });

  it('takes an answer that comes before the step has come to its wait again, once', async () => {
    const workflow = workflowOf({ a: { kind: 'ask' } }, []);
    const first = runWorkflow(workflow, kinds);
    await first.clock.advance(0);
    const second = restoreWorkflow(workflow, kinds, first.published);
    const address = { path: [], step: 'a' };
    const deliveries = [
      second.handle.signal(address, 'nonsense'),
      second.handle.signal(address, 'yes'),
      second.handle.signal(address, 'no'),
    ];
    expect(await Promise.all(deliveries)).toEqual(['refused', 'accepted', 'not-waiting']);
    expect((await second.handle.done).output).toEqual({ value: 'yes' });
    // The answer was kept, the end was not.
    const log = second.log();
    const cut = log.findIndex(({ type }) => type === 'step.resumed') + 1;
    const third = restoreWorkflow(workflow, kinds, log.slice(0, cut));
    expect((await third.handle.done).output).toEqual({ value: 'yes' });
    expect(third.events('step.waiting')).toEqual([]);
  });

  it('asks what became of an unsafe attempt, and of no other', async () => {
    const workflow = workflowOf({ a: 'unsafe', b: 'slow', c: 'now' }, ['a -> c']);
    const first = runWorkflow(workflow, kinds);
    await first.clock.advance(5);
    const second = restoreWorkflow(workflow, kinds, first.published);
    await second.clock.advance(100);
    expect(second.steps()).toEqual(['interrupted a', 'started b', 'completed b']);
    expect(second.handle.state().status).toBe('waiting');
    const third = restoreWorkflow(workflow, kinds, second.log());
    await third.clock.advance(100);
    expect(third.steps()).toEqual([]);
    expect(third.handle.state().status).toBe('waiting');
    expect(await third.handle.decide({ path: [], step: 'b' }, 'retry')).toBe('not-waiting');
    const decided = third.handle.decide({ path: [], step: 'a' }, 'done', { by: 'hand' });
    expect(await decided).toBe('accepted');
    expect(await third.handle.decide({ path: [], step: 'a' }, 'done')).toBe('not-waiting');
    const state = await third.handle.done;
    expect(third.steps()).toEqual(['decided a', 'completed a', 'started c', 'completed c']);
    expect(state.steps.get('a')?.output).toEqual({ value: { by: 'hand' } });
  });

  it('does an unsafe attempt again with a fresh key when somebody says so', async () => {
    const workflow = workflowOf({ a: 'unsafe' }, []);
    const first = runWorkflow(workflow, kinds);
    await first.clock.advance(5);
    const second = restoreWorkflow(workflow, kinds, first.published, {
      ids: { ...first.clock, key: () => 'fresh' } as never,
    });
    await second.handle.decide({ path: [], step: 'a' }, 'retry');
    await second.clock.advance(50);
    const [started] = second.events('step.started');
    expect(started).toMatchObject({ attempt: 2, key: 'fresh' });
    expect((await second.handle.done).status).toBe('completed');
  });

  it('passes over an unsafe attempt when somebody says so: what follows it runs', async () => {
    const workflow = workflowOf({ a: 'unsafe', b: 'now' }, ['a -> b']);
    const first = runWorkflow(workflow, kinds);
    await first.clock.advance(5);
    const second = restoreWorkflow(workflow, kinds, first.published);
    await second.handle.decide({ path: [], step: 'a' }, 'skip');
    const state = await second.handle.done;
    expect(state.steps.get('a')).toMatchObject({ status: 'skipped', skipReason: 'decision' });
    expect(state.steps.get('b')?.status).toBe('completed');
  });

  it('does an unsafe attempt again with its key when its step says so', async () => {
    const workflow = workflowOf({ a: { kind: 'unsafe', onInterrupt: 'retry' } }, []);
    const first = runWorkflow(workflow, kinds);
    await first.clock.advance(5);
    const second = restoreWorkflow(workflow, kinds, first.published);
    await second.clock.advance(50);
    const [before] = eventsOf(first, 'step.started');
    expect(second.events('step.started')[0]).toMatchObject({ key: before?.key, recovered: true });
  });

  it('goes on inside a container, and runs none of its finished bodies again', async () => {
    const body = graphOf({ x: { kind: 'slow', config: { item: '{{ item }}' } }, y: 'now' }, [
      'x -> y',
    ]);
    const workflow = workflowOf({ all: { kind: 'each', config: { count: 3 }, body } }, []);
    const first = runWorkflow(workflow, kinds);
    await first.clock.advance(15);
    expect(first.steps().at(-1)).toBe('started all[1]/x');
    const second = restoreWorkflow(workflow, kinds, first.published);
    await second.clock.advance(100);
    expect(second.steps().slice(0, 5)).toEqual([
      'started all',
      'started all[1]/x',
      'completed all[1]/x',
      'started all[1]/y',
      'completed all[1]/y',
    ]);
    expect(second.steps().filter((word) => word.includes('all[0]'))).toEqual([]);
    expect((await second.handle.done).output).toEqual({
      value: [{ step: 'y' }, { step: 'y' }, { step: 'y' }],
    });
  });
});

describe('a run that goes on after it had failed', () => {
  const workflow = workflowOf({ a: 'now', b: { kind: 'flaky', retry }, c: 'now', d: 'slow' }, [
    'a -> b',
    'b -> c',
    'a -> d',
  ]);
  const withFlaky = (works: () => boolean) =>
    new Map([
      ...kinds,
      [
        'flaky',
        fakeKind('flaky', ({ attempt }) => {
          if (!works()) throw retryableError(refused);
          return attempt;
        }),
      ],
    ]);

  it('keeps what was finished and tries what had failed again, with all its attempts', async () => {
    let works = false;
    const all = withFlaky(() => works);
    const first = runWorkflow(workflow, all);
    await first.clock.advance(1_000);
    expect((await first.handle.done).status).toBe('failed');
    const second = restoreWorkflow(workflow, all, first.published, {}, { reason: 'retry' });
    expect(second.handle.state()).toMatchObject({ status: 'running' });
    expect(second.handle.state().error).toBeUndefined();
    await second.clock.advance(110);
    expect(second.steps()).toEqual(['started b', 'retrying b', 'started b', 'retrying b']);
    works = true;
    await second.clock.advance(1_000);
    const state = await second.handle.done;
    expect(second.steps().slice(4)).toEqual([
      'started b',
      'completed b',
      'started c',
      'completed c',
    ]);
    expect(state).toMatchObject({ status: 'completed' });
    expect(state.steps.get('b')).toMatchObject({ attempt: 6, output: { value: 6 } });
    expect(foldRun(second.log())).toEqual(state);
  });

  it('refuses a run that has completed', () => {
    const first = runWorkflow(workflowOf({ a: 'now' }, []), kinds);
    expect(() =>
      restoreWorkflow(
        workflowOf({ a: 'now' }, []),
        kinds,
        first.published,
        {},
        { reason: 'retry' },
      ),
    ).toThrow('nothing to go on with');
  });

  it('begins what was cancelled again', async () => {
    const first = runWorkflow(workflowOf({ a: 'slow', b: 'now' }, ['a -> b']), kinds);
    await first.clock.advance(5);
    await first.handle.cancel('enough');
    const second = restoreWorkflow(
      workflowOf({ a: 'slow', b: 'now' }, ['a -> b']),
      kinds,
      first.published,
      {},
      { reason: 'retry' },
    );
    await second.clock.advance(50);
    expect(second.events('step.started')[0]).toMatchObject({ attempt: 2 });
    expect((await second.handle.done).status).toBe('completed');
  });

  it('goes on in a loop with the iterations that had failed or never begun', async () => {
    let broken = true;
    const ran: string[] = [];
    const all = new Map([
      ...kinds,
      [
        'work',
        fakeKind('work', ({ config }) => {
          if (broken && config.item === 1) throw finalError(refused);
          ran.push(`work ${String(config.item)}`);
          return config.item as number;
        }),
      ],
      [
        'before',
        fakeKind('before', ({ config }) => {
          ran.push(`before ${String(config.item)}`);
          return null;
        }),
      ],
    ]);
    const item = { item: '{{ item }}' };
    const body = graphOf(
      { x: { kind: 'before', config: item }, y: { kind: 'work', config: item } },
      ['x -> y'],
    );
    const loop = workflowOf({ all: { kind: 'each', config: { count: 3 }, body } }, []);
    const first = runWorkflow(loop, all);
    await first.clock.advance(1);
    expect((await first.handle.done).status).toBe('failed');
    broken = false;
    const second = restoreWorkflow(loop, all, first.published, {}, { reason: 'retry' });
    await second.clock.advance(1);
    const state = await second.handle.done;
    expect(state).toMatchObject({ status: 'completed', output: { value: [0, 1, 2] } });
    expect(ran).toEqual(['before 0', 'work 0', 'before 1', 'work 1', 'before 2', 'work 2']);
    expect(state.steps.get('all[1]/y')).toMatchObject({ attempt: 2 });
    expect(state.scopes.get('all')).toMatchObject({ started: 3, completed: 3, failed: 0 });
    expect(foldRun(second.log())).toEqual(state);
  });
});

describe('the limit of a history', () => {
  it('ends a run that has as many events as it may have', async () => {
    const body = graphOf({ x: 'slow' }, []);
    const loop = workflowOf({ all: { kind: 'each', config: { count: 100 }, body } }, [], {
      settings: defaultSettings,
    });
    const run = runWorkflow(loop, kinds, { historyLimit: 50 });
    await run.clock.advance(10_000);
    const state = await run.handle.done;
    expect(state).toMatchObject({ status: 'failed', error: { code: 'RUN_HISTORY_LIMIT' } });
    expect(state.lastSeq).toBeLessThan(60);
    expect(foldRun(run.published)).toEqual(state);
  });
});
