import { describe, expect, it } from 'vitest';
import { FakeClock, settle } from '../../../test/helpers/fake-clock';
import { restoreWorkflow } from '../../../test/helpers/restore-run';
import {
  fakeHash,
  fakeKind,
  graphOf,
  kindsOf,
  runWorkflow,
  workflowOf,
  type StepText,
  type TestRun,
} from '../../../test/helpers/run-workflow';
import { finalError, retryableError } from '../step-error';
import { createStepGuards } from './step-guards';

const refused = { code: 'REFUSED', kind: 'operational', message: 'No.' } as const;
/** Fails as long as the clock has not come to `worksAt`. */
const shop = fakeKind('shop', ({ clock, config, step }) => {
  if (clock.monotonic() < Number(config['worksAt'] ?? 0)) throw retryableError(refused);
  return step.id;
});
const slow = fakeKind('slow', ({ clock }) => {
  return new Promise((resolve) => clock.schedule(400, () => resolve(null)));
});
const bad = fakeKind('bad', () => {
  throw finalError(refused);
});
const each = fakeKind(
  'each',
  async ({ runBody, config }) => {
    const count = Number(config['count']);
    await Promise.all(Array.from({ length: count }, (_, at) => runBody(at, {})));
    return count;
  },
  { container: { locals: () => [] } },
);
const kinds = kindsOf(
  shop,
  slow,
  bad,
  each,
  fakeKind('echo', () => null),
);

const limited: StepText = { kind: 'shop', rateLimit: { limit: 2, per: 1_000 } };
const shared: StepText = { kind: 'shop', rateLimit: { limit: 2, per: 1_000, key: 'k' } };

function startsOf(run: TestRun): number[] {
  const zero = run.events('run.created')[0]?.time ?? 0;
  return run.events('step.started').map(({ time }) => time - zero);
}

describe('a rate limit', () => {
  it('lets so many start within its time, and has the others wait before they start', async () => {
    const body = graphOf({ ask: limited }, []);
    const workflow = workflowOf({ loop: { kind: 'each', config: { count: 5 }, body } }, []);
    const run = runWorkflow(workflow, kinds);
    await run.clock.advance(0);
    expect(run.handle.state().status).toBe('waiting');
    const waiting = run.events('step.waiting');
    expect(waiting.map(({ reason, attempt }) => [reason, attempt])).toEqual(
      Array.from({ length: 3 }, () => ['rate limit: 2 per second', 1]),
    );
    const zero = run.events('run.created')[0]?.time ?? 0;
    expect(waiting.map(({ until }) => (until ?? 0) - zero)).toEqual([1_000, 1_000, 2_000]);
    await run.clock.advance(5_000);
    expect(run.handle.state().status).toBe('completed');
    expect(startsOf(run).slice(1)).toEqual([0, 0, 1_000, 1_000, 2_000]);
    expect(run.events('step.resumed')).toEqual([]);
  });

  it('takes no slot from other steps meanwhile', async () => {
    const steps = { a: shared, b: shared, c: shared, other: 'echo' };
    const settings = { concurrency: 1, missing: 'error' } as const;
    const run = runWorkflow(workflowOf(steps, [], { settings }), kinds);
    await run.clock.advance(0);
    expect(run.steps()).toContain('completed other');
    expect(run.steps()).not.toContain('completed c');
    await run.clock.advance(1_000);
    expect(run.handle.state().status).toBe('completed');
  });

  it('counts a turn as a start until it is used, however long that takes', async () => {
    const settings = { concurrency: 1, missing: 'error' } as const;
    const one: StepText = { kind: 'shop', rateLimit: { limit: 1, per: 100, key: 'k' } };
    const steps = { a: one, long: 'slow', b: one, c: one };
    const run = runWorkflow(
      workflowOf(steps, ['a -> long', 'a -> b', 'a -> c'], { settings }),
      kinds,
    );
    await run.clock.advance(2_000);
    const starts = new Map(
      run.events('step.started').map(({ step, time }) => [step, time - run.clock.wallOffset]),
    );
    // b has its turn at 100, but the only slot is taken until 400.
    expect([starts.get('b'), starts.get('c')]).toEqual([400, 500]);
  });

  it('is shared by steps with the same key in all runs of the process, and by a step with itself', async () => {
    const clock = new FakeClock();
    const guards = createStepGuards(clock);
    const keyed: StepText = { kind: 'shop', rateLimit: { limit: 1, per: 100, key: 'api' } };
    const own: StepText = { kind: 'shop', rateLimit: { limit: 1, per: 100 } };
    const start = (id: string, step: StepText): TestRun =>
      runWorkflow(
        workflowOf({ [id]: step }, []),
        kinds,
        { clock, guards },
        { workflowRef: { id: 'wf_1', hash: fakeHash, name: 'T' } },
      );
    const runs = [
      start('a', keyed),
      start('b', keyed),
      start('c', own),
      start('c', own),
      start('d', own),
    ];
    await clock.advance(1_000);
    const zero = clock.wallOffset;
    const times = runs.map((run) => (run.events('step.started')[0]?.time ?? 0) - zero);
    expect(times).toEqual([0, 100, 0, 100, 0]);
  });

  it('counts every attempt', async () => {
    const retry = {
      attempts: 5,
      backoff: 'fixed',
      delay: 1,
      factor: 1,
      cap: 1_000,
      jitter: 0,
    } as const;
    const step: StepText = { ...limited, config: { worksAt: 1_500 }, retry };
    const run = runWorkflow(workflowOf({ a: step }, []), kinds);
    await run.clock.advance(10);
    const waiting = run.handle.state().steps.get('a');
    expect(waiting).toMatchObject({ status: 'waiting', attempt: 3 });
    expect(waiting).not.toHaveProperty('key');
    await run.clock.advance(3_000);
    expect(startsOf(run)).toEqual([0, 1, 1_000, 1_001, 2_000]);
    expect(run.handle.state().status).toBe('completed');
  });

  it('gives back the turn of a step that is cancelled, and nobody waits for it', async () => {
    const clock = new FakeClock();
    const guards = createStepGuards(clock);
    const one: StepText = { kind: 'shop', rateLimit: { limit: 1, per: 1_000, key: 'k' } };
    const start = (): TestRun => runWorkflow(workflowOf({ a: one }, []), kinds, { clock, guards });
    const [, second, third] = [start(), start(), start()];
    await second?.handle.cancel('enough');
    expect(second?.steps()).toEqual(['waiting a', 'cancelled a']);
    await clock.advance(1_000);
    expect(third?.handle.state().status).toBe('completed');
    await clock.advance(10_000);
    expect(clock.pending).toBe(0);
  });

  it('does not start what waits for its turn when another step fails the run', async () => {
    const run = runWorkflow(
      workflowOf({ a: shared, b: shared, c: shared, late: 'slow', bad: 'bad' }, ['late -> bad']),
      kinds,
    );
    await run.clock.advance(5_000);
    expect(run.handle.state().status).toBe('failed');
    expect(run.steps()).toContain('cancelled c');
    expect(run.steps()).not.toContain('started c');
    expect(run.clock.pending).toBe(0);
  });

  it('is asked for its turn again after a crash, as a step that has not started', async () => {
    const workflow = workflowOf({ a: shared, b: shared, c: shared }, []);
    const first = runWorkflow(workflow, kinds);
    await first.clock.advance(500);
    expect(first.steps().at(-1)).toBe('waiting c');
    const second = restoreWorkflow(workflow, kinds, [...first.journal.events]);
    await second.clock.advance(10);
    expect(second.handle.state().status).toBe('completed');
    expect(second.events('step.started').map(({ step, recovered }) => [step, recovered])).toEqual([
      ['c', undefined],
    ]);
  });

  it('stands a wall clock that jumps', async () => {
    for (const jump of [-86_400_000, 315_360_000_000]) {
      const run = runWorkflow(workflowOf({ a: shared, b: shared, c: shared }, []), kinds);
      await run.clock.advance(500);
      run.clock.wallOffset += jump;
      await run.clock.advance(499);
      expect(run.handle.state().status).toBe('waiting');
      await run.clock.advance(1);
      expect(run.handle.state().status).toBe('completed');
    }
  });
});

describe('a circuit breaker', () => {
  const breaker = { failures: 2, reset: 1_000 };
  const retry = {
    attempts: 10,
    backoff: 'fixed',
    delay: 10,
    factor: 1,
    cap: 1_000,
    jitter: 0,
  } as const;

  it('opens after failures in a row, lets one through after its reset, and closes when that works', async () => {
    const step: StepText = {
      kind: 'shop',
      config: { worksAt: 1_500 },
      circuitBreaker: breaker,
      retry,
    };
    const run = runWorkflow(workflowOf({ a: step }, []), kinds);
    await run.clock.advance(10_000);
    expect(run.handle.state().status).toBe('completed');
    // Two failures, then the reset; the try at 1010 fails, so another reset.
    expect(startsOf(run)).toEqual([0, 10, 1_010, 2_010]);
    const codes = run.events('step.retrying').map(({ error }) => error.code);
    expect(codes).toEqual(['REFUSED', 'REFUSED', 'CIRCUIT_OPEN', 'REFUSED', 'CIRCUIT_OPEN']);
  });

  it('refuses at once while it is open, also in other runs, and lets one of several try', async () => {
    const clock = new FakeClock();
    const guards = createStepGuards(clock);
    const step: StepText = {
      kind: 'shop',
      config: { worksAt: 500 },
      circuitBreaker: { ...breaker, key: 'api' },
    };
    const start = (more: StepText = {}): TestRun =>
      runWorkflow(workflowOf({ a: { ...step, ...more } }, []), kinds, { clock, guards });
    start();
    start();
    const third = start();
    expect(third.handle.state()).toMatchObject({
      status: 'failed',
      error: { code: 'CIRCUIT_OPEN' },
    });
    expect(third.events('step.started')).toEqual([]);
    const hint = third.handle.state().error?.hint;
    expect(hint).toMatch(/lets one try through in 1s/);
    await clock.advance(1_000);
    const tries = [start({ kind: 'slow' }), start()];
    await clock.advance(0);
    expect(tries.map((run) => run.handle.state().status)).toEqual(['running', 'failed']);
    await clock.advance(1_000);
    expect(start().handle.state().status).toBe('completed');
  });

  it('tries another one when the one that was let through is cancelled', async () => {
    const clock = new FakeClock();
    const guards = createStepGuards(clock);
    const step: StepText = {
      kind: 'shop',
      config: { worksAt: 500 },
      circuitBreaker: { failures: 1, reset: 1_000, key: 'k' },
    };
    const start = (more: StepText = {}): TestRun =>
      runWorkflow(workflowOf({ a: { ...step, ...more } }, []), kinds, { clock, guards });
    start();
    await clock.advance(1_000);
    const probe = start({ kind: 'slow' });
    await probe.handle.cancel('enough');
    expect(start().handle.state().status).toBe('completed');
  });

  it('is not waited for under a rate limit', async () => {
    const step: StepText = {
      kind: 'shop',
      config: { worksAt: 99_999 },
      circuitBreaker: { failures: 1, reset: 60_000, key: 'k' },
      rateLimit: { limit: 1, per: 1_000, key: 'k' },
      onError: 'continue',
    };
    const run = runWorkflow(workflowOf({ a: step, b: step, c: step }, []), kinds);
    await settle();
    expect(run.handle.state().status).toBe('completed');
    expect(run.events('step.waiting')).toEqual([]);
  });
});
