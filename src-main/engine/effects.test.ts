import { describe, expect, it } from 'vitest';
import { restoreWorkflow } from '../../test/helpers/restore-run';
import {
  fakeKind,
  graphOf,
  kindsOf,
  runWorkflow,
  take,
  workflowOf,
  type StepText,
  type TestRun,
} from '../../test/helpers/run-workflow';
import { FakeClock } from '../../test/helpers/fake-clock';
import type { JsonValue } from '@shared/lib/json';
import type { Workflow } from '@shared/workflow/model';
import { retryableError } from './step-error';
import type { EffectsChoice, ExecutableKind } from './types';

// A world that counts what happens to it, and gives another answer every time.

interface World {
  calls: string[];
  failing: number;
}

function worldKinds(world: World, change = ''): ReadonlyMap<string, ExecutableKind> {
  return kindsOf(
    fakeKind(
      'fetch',
      async ({ effect, config, clock }) => {
        const request = { url: `${String(config.url)}${change}`, headers: { b: 1, a: 2 } };
        const body = await effect('http', request, async () => {
          world.calls.push(request.url);
          if (config.hangs === true) await new Promise<void>(() => undefined);
          if (world.failing > 0) {
            world.failing -= 1;
            throw retryableError({ code: 'HTTP_503', kind: 'operational', message: 'Busy.' });
          }
          return `answer ${world.calls.length}`;
        });
        return { body, at: clock.now() };
      },
      { effects: () => 'unsafe' },
    ),
    fakeKind('dice', ({ random, clock, evaluate }) => ({
      number: random(),
      since: clock.monotonic(),
      expression: evaluate('{{ random() }} {{ uuid() }}', {}),
    })),
    fakeKind('show', ({ config, idempotencyKey }) => ({ ...config, key: idempotencyKey })),
    fakeKind('ask', async ({ waitFor }) => {
      const answer = await waitFor({ for: { type: 'event', topic: 't' }, reason: '', until: null });
      return answer.type === 'signal' ? answer.value : null;
    }),
    fakeKind('delay', async ({ waitUntil, clock }) => {
      const due = clock.now() + 60_000;
      await waitUntil(due, 'a minute');
      return { until: due, waited: clock.monotonic() };
    }),
    fakeKind(
      'each',
      async ({ runBody }) => {
        const outputs: JsonValue[] = [];
        for (let at = 0; at < 3; at += 1) {
          const outcome = await runBody(at, { item: at });
          if (outcome.error) throw retryableError(outcome.error);
          outputs.push(outcome.output);
        }
        return outputs;
      },
      { container: { locals: () => ['item'] } },
    ),
  );
}

const fetching = (rest: StepText = {}): StepText => ({
  kind: 'fetch',
  config: { url: 'https://x/{{ item ?? "top" }}' },
  ...rest,
});
const retry = {
  attempts: 3,
  backoff: 'fixed',
  delay: 90_000,
  factor: 1,
  cap: 90_000,
  jitter: 0,
} as const;

const everything: Workflow = workflowOf(
  {
    ask: 'ask',
    delay: 'delay',
    dice: 'dice',
    show: {
      kind: 'show',
      config: {
        now: '{{ now() }}',
        id: '{{ uuid() }}',
        run: '{{ run.id }}',
        at: '{{ trigger.time }}',
        env: '{{ env.HOME }}',
        start: '{{ vars.start }}',
        said: '{{ steps.ask }}',
      },
    },
    all: { kind: 'each', body: graphOf({ inner: fetching({ retry }) }, []) },
  },
  ['ask -> delay', 'delay -> dice', 'dice -> show', 'show -> all'],
  {
    vars: { start: '{{ random() }}' },
    env: ['HOME'],
    result: { all: '{{ steps.all }}', show: '{{ steps.show }}', at: '{{ now() }}' },
  },
);

async function record(workflow: Workflow, world: World): Promise<TestRun> {
  const run = runWorkflow(
    workflow,
    worldKinds(world),
    { environment: { HOME: '/home/one' } },
    { effects: { policy: 'record' } },
  );
  await run.clock.advance(1);
  await run.handle.signal({ path: [], step: 'ask' }, 'go');
  await run.clock.advance(1_000_000);
  return run;
}

function replay(
  workflow: Workflow,
  kinds: ReadonlyMap<string, ExecutableKind>,
  recording: TestRun,
): TestRun {
  const clock = new FakeClock();
  clock.wallOffset += 999_999_999;
  clock.spend(77);
  const effects: EffectsChoice = { policy: 'replay', recording: recording.published };
  const rest = { clock, random: () => 0.123, environment: { HOME: '/home/other' } };
  return runWorkflow(workflow, kinds, rest, { effects });
}

const outputsOf = (run: TestRun) =>
  [...run.handle.state().steps].map(([key, { status, output, attempt }]) => [
    key,
    status,
    output,
    attempt,
  ]);

describe('a replay', () => {
  it('gives every output that was recorded, does nothing outside, and takes no time', async () => {
    const world = { calls: [] as string[], failing: 2 };
    const first = await record(everything, world);
    const recorded = await first.handle.done;
    expect(recorded.status).toBe('completed');
    expect(first.events('step.retrying')).toHaveLength(2);
    const calls = world.calls.length;
    const second = replay(everything, worldKinds(world), first);
    await second.clock.advance(0);
    const replayed = await second.handle.done;
    expect(replayed.output).toEqual(recorded.output);
    expect(outputsOf(second)).toEqual(outputsOf(first));
    expect(world.calls).toHaveLength(calls);
    expect(second.published[0]).toMatchObject({
      effects: { policy: 'replay', recording: first.handle.id },
    });
  });

  it('stops where a request is not the recorded one, and says what differs', async () => {
    const world = { calls: [], failing: 0 };
    const workflow = workflowOf({ a: fetching({ onError: 'continue' }), ask: 'ask' }, []);
    const first = await record(workflow, world);
    const second = replay(workflow, worldKinds(world, '?v=2'), first);
    await second.clock.advance(0);
    const { status, error, failedStep } = await second.handle.done;
    expect([status, error?.code, failedStep]).toEqual(['failed', 'REPLAY_MISS', 'a']);
    expect(error?.message).toBe(
      'The recording has no answer for step "a", attempt 1: its first effect "http" asks otherwise: ' +
        '$.url is "https://x/top?v=2", recorded was "https://x/top".',
    );
    expect(world.calls).toHaveLength(1);
  });

  it('stops at a step that was not recorded', async () => {
    const world = { calls: [], failing: 0 };
    const first = await record(workflowOf({ ask: 'ask' }, []), world);
    const more = workflowOf({ ask: 'ask', b: fetching() }, ['ask -> b']);
    const second = replay(more, worldKinds(world), first);
    await second.clock.advance(0);
    expect((await second.handle.done).error).toMatchObject({
      code: 'REPLAY_MISS',
      message: expect.stringContaining(
        'step "b", attempt 1: this attempt was not recorded',
      ) as string,
    });
    expect(world.calls).toEqual([]);
  });

  it('lets an attempt that timed out fail the same way, at once', async () => {
    const world = { calls: [] as string[], failing: 0 };
    const slow = fetching({ timeout: 500, onError: 'continue' });
    const workflow = workflowOf({ ask: 'ask', a: { ...slow, config: { url: 'u', hangs: true } } }, [
      'ask -> a',
    ]);
    const first = await record(workflow, world);
    const second = replay(workflow, worldKinds(world), first);
    await second.clock.advance(0);
    expect((await second.handle.done).output).toEqual((await first.handle.done).output);
    expect(second.events('step.failed')).toMatchObject([{ error: { code: 'STEP_TIMEOUT' } }]);
    expect(world.calls).toHaveLength(1);
  });

  it('gives the variables that an attempt set before it timed out', async () => {
    const sets = fakeKind('sets', async ({ setVariable }) => {
      setVariable('seen', true);
      await new Promise<void>(() => undefined);
      return null;
    });
    const workflow = workflowOf(
      {
        a: { kind: 'sets', timeout: 5, onError: 'skip' },
        ask: { kind: 'ask' },
        b: { kind: 'show', config: { seen: '{{ vars.seen }}' } },
      },
      ['a -> ask', 'ask -> b'],
      { vars: { seen: false } },
    );
    const kinds = new Map([...worldKinds({ calls: [], failing: 0 }), ['sets', sets]]);
    const first = runWorkflow(workflow, kinds, {}, { effects: { policy: 'record' } });
    await first.clock.advance(10);
    await first.handle.signal({ path: [], step: 'ask' }, 1);
    await first.clock.advance(0);
    const second = replay(workflow, kinds, first);
    await second.clock.advance(0);
    expect(outputsOf(second)).toEqual(outputsOf(first));
    expect((await second.handle.done).vars).toEqual({ seen: true });
  });

  it('tries a container again as it was tried', async () => {
    const world = { calls: [] as string[], failing: 1 };
    const all: StepText = {
      kind: 'each',
      body: graphOf({ inner: fetching() }, []),
      retry,
    };
    const workflow = workflowOf({ ask: 'ask', all }, ['ask -> all']);
    const first = await record(workflow, world);
    expect(first.events('step.retrying')).toMatchObject([{ step: 'all' }]);
    const second = replay(workflow, worldKinds(world), first);
    await second.clock.advance(0);
    expect((await second.handle.done).output).toEqual((await first.handle.done).output);
  });

  it('of a run that went on after a failure reaches its end too', async () => {
    const world = { calls: [] as string[], failing: 1 };
    const workflow = workflowOf({ ask: 'ask', a: fetching(), b: fetching() }, [
      'ask -> a',
      'a -> b',
    ]);
    const first = await record(workflow, world);
    expect((await first.handle.done).status).toBe('failed');
    const resumed = restoreWorkflow(
      workflow,
      worldKinds(world),
      first.published,
      {},
      {
        reason: 'retry',
        effects: { policy: 'record' },
      },
    );
    await resumed.clock.advance(1);
    const whole = { ...resumed, published: [...resumed.log()] };
    const second = replay(workflow, worldKinds(world), whole);
    await second.clock.advance(0);
    expect((await second.handle.done).output).toEqual((await resumed.handle.done).output);
    expect(world.calls).toHaveLength(3);
  });
});

describe('a recorded run', () => {
  it('keeps requests, answers, failures and what was read from clock and chance', async () => {
    const world = { calls: [], failing: 1 };
    const first = await record(
      workflowOf({ ask: 'ask', a: fetching({ retry }) }, ['ask -> a']),
      world,
    );
    const request = { value: { url: 'https://x/top', headers: { b: 1, a: 2 } } };
    expect(first.events('step.effect')).toMatchObject([
      { attempt: 1, ordinal: 0, name: 'http', request, error: { code: 'HTTP_503' } },
      { attempt: 2, ordinal: 0, name: 'http', request, response: { value: 'answer 2' } },
    ]);
    expect(first.events('step.drew')).toMatchObject([{ step: 'a', attempt: 2 }]);
  });

  it('reuses what an attempt was answered before the process ended', async () => {
    const calls: number[] = [];
    const twice = fakeKind(
      'twice',
      async ({ effect, clock, random }) => {
        const number = random();
        const one = await effect('call', { number }, async () => calls.push(1));
        await new Promise<void>((resolve) => clock.schedule(10, resolve));
        const two = await effect('call', { one }, async () => calls.push(2));
        return [number, one, two];
      },
      { effects: () => 'idempotent' },
    );
    const workflow = workflowOf({ a: 'twice' }, []);
    const effects = { policy: 'record' } as const;
    const first = runWorkflow(workflow, kindsOf(twice), {}, { effects });
    await first.clock.advance(5);
    const second = restoreWorkflow(workflow, kindsOf(twice), first.published, {
      random: () => 0.999,
    });
    await second.clock.advance(50);
    expect(calls).toEqual([1, 2]);
    expect(second.events('step.effect')).toMatchObject([{ ordinal: 1 }]);
    const { output } = await second.handle.done;
    const again = runWorkflow(
      workflow,
      kindsOf(twice),
      {},
      {
        effects: { policy: 'replay', recording: second.log() },
      },
    );
    await again.clock.advance(50);
    expect((await again.handle.done).output).toEqual(output);
    expect(calls).toEqual([1, 2]);
  });

  it('goes on as it began', async () => {
    const workflow = workflowOf({ a: 'ask' }, []);
    const kinds = worldKinds({ calls: [], failing: 0 });
    const first = runWorkflow(workflow, kinds, {}, { effects: { policy: 'record' } });
    await first.clock.advance(0);
    expect(() =>
      restoreWorkflow(workflow, kinds, first.published, {}, { effects: { policy: 'live' } }),
    ).toThrow('began with the effects policy "record"');
  });
});

describe('a mocked run', () => {
  const run = (
    steps: Readonly<Record<string, StepText | string>>,
    answers: Readonly<Record<string, JsonValue>>,
    rest: Partial<Workflow> = {},
  ) => {
    const world: World = { calls: [], failing: 0 };
    const workflow = workflowOf(steps, ['a -> b'], rest);
    const kinds = worldKinds(world);
    return { world, ...runWorkflow(workflow, kinds, {}, { effects: { policy: 'mock', answers } }) };
  };
  const shown: StepText = { kind: 'show', config: { got: '{{ steps.a }}' } };

  it('takes pins of the file first, then answers, and runs steps without effects', async () => {
    const answered = run({ a: fetching(), b: shown }, { a: 'canned' });
    expect((await answered.handle.done).output).toMatchObject({ value: { got: 'canned' } });
    const pinned = run(
      { a: fetching(), b: shown },
      { a: 'canned' },
      { pins: new Map([['a', 'pin']]) },
    );
    expect((await pinned.handle.done).output).toMatchObject({ value: { got: 'pin' } });
    expect([...answered.world.calls, ...pinned.world.calls]).toEqual([]);
  });

  it('stops at a step with effects that has no answer, whatever its error policy is', async () => {
    const { handle, world } = run({ a: fetching({ onError: 'continue' }), b: shown }, {});
    expect(await handle.done).toMatchObject({
      status: 'failed',
      failedStep: 'a',
      error: { code: 'MOCK_MISSING' },
    });
    expect(world.calls).toEqual([]);
    expect([...handle.state().steps.keys()]).not.toContain('b');
  });
});

describe('pins', () => {
  it.each(['live', 'record'] as const)('stand in for steps in a %s run', async (policy) => {
    const world: World = { calls: [], failing: 0 };
    const workflow = workflowOf({ a: fetching() }, [], { pins: new Map([['a', 'pin']]) });
    const run = runWorkflow(workflow, worldKinds(world), {}, { effects: { policy } });
    expect((await run.handle.done).output).toEqual({ value: 'pin' });
    const again = replay(workflow, worldKinds(world), run);
    expect((await again.handle.done).output).toEqual({ value: 'pin' });
    expect(world.calls).toEqual([]);
  });

  it('do not decide for a step with several ways out, nor does an answer close one', async () => {
    const fork = fakeKind('fork', () => take(['a']), {
      ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'a' }, { name: 'b' }] }),
    });
    const workflow = workflowOf({ x: 'fork', y: 'fork' }, ['x.b -> y'], {
      pins: new Map([['x', 1]]),
    });
    const run = runWorkflow(workflow, kindsOf(fork));
    expect((await run.handle.done).steps.get('y')?.status).toBe('skipped');
  });
});
