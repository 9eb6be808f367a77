import { describe, expect, it } from 'vitest';
import {
  fakeKind,
  kindsOf,
  runWorkflow,
  workflowOf,
  type StepText,
} from '../../test/helpers/run-workflow';
import { AppError } from '@shared/errors/app-error';
import { defaultSettings, type ErrorPolicy, type RetryPolicy } from '@shared/workflow/model';
import { finalError, retryableError, StepError } from './step-error';

const refused = {
  code: 'REFUSED',
  kind: 'operational',
  message: 'No.',
  hint: 'Ask again.',
} as const;

const echo = fakeKind('echo', ({ step }) => step.id);
const fails = fakeKind('fails', () => {
  throw retryableError(refused);
});
const failsForGood = fakeKind('failsForGood', () => {
  throw finalError(refused);
});
const never = fakeKind('never', () => new Promise(() => undefined));
const slow = fakeKind('slow', ({ clock, config }) => {
  return new Promise((resolve) => clock.schedule(Number(config.ms), () => resolve('late')));
});
const kinds = kindsOf(echo, fails, failsForGood, never, slow);

const retry: RetryPolicy = {
  attempts: 3,
  backoff: 'exponential',
  delay: 100,
  factor: 2,
  cap: 1_000,
  jitter: 0,
};

function failing(onError: ErrorPolicy): StepText {
  return { kind: 'failsForGood', onError };
}

describe('error policies', () => {
  it('fail: starts nothing new, lets what runs finish, keeps its output and fails the run', async () => {
    const workflow = workflowOf(
      {
        slow: { kind: 'slow', config: { ms: 50 } },
        bad: failing('fail'),
        next: 'echo',
        after: 'echo',
      },
      ['slow -> next', 'bad -> after'],
    );
    const run = runWorkflow(workflow, kinds);
    await run.clock.advance(50);
    expect(run.steps()).toEqual(['started slow', 'started bad', 'failed bad', 'completed slow']);
    const state = run.handle.state();
    expect(state).toMatchObject({ status: 'failed', failedStep: 'bad', error: refused });
    expect(state.steps.get('slow')?.output).toEqual({ value: 'late' });
  });

  it('fail: calls off steps that are queued', () => {
    const settings = { ...defaultSettings, concurrency: 1 };
    const workflow = workflowOf({ a: 'never', b: 'echo' }, [], { settings });
    const run = runWorkflow({ ...workflow, steps: new Map([...workflow.steps]) }, kinds);
    expect(run.steps()).toEqual(['started a', 'queued b']);
    const bad = workflowOf({ bad: { kind: 'slowFail' }, b: 'echo' }, [], { settings });
    const slowFail = fakeKind('slowFail', ({ clock }) => {
      return new Promise((_, reject) => clock.schedule(5, () => reject(finalError(refused))));
    });
    const other = runWorkflow(bad, kindsOf(slowFail, echo));
    return other.clock.advance(5).then(() => {
      expect(other.steps()).toEqual(['started bad', 'queued b', 'failed bad', 'cancelled b']);
    });
  });

  it('skip: goes on with null', () => {
    const run = runWorkflow(
      workflowOf({ bad: failing('skip'), next: 'echo' }, ['bad -> next']),
      kinds,
    );
    expect(run.steps()).toEqual(['started bad', 'failed bad', 'started next', 'completed next']);
    const bad = run.handle.state().steps.get('bad');
    expect(bad).toMatchObject({ status: 'skipped', output: { value: null }, error: refused });
  });

  it('continue: goes on with the error as output', () => {
    const run = runWorkflow(
      workflowOf({ bad: failing('continue'), next: 'echo' }, ['bad -> next']),
      kinds,
    );
    expect(run.handle.state().status).toBe('completed');
    expect(run.handle.state().steps.get('bad')?.output).toEqual({ value: { error: refused } });
  });

  it('port: takes only the error port, whose steps see `error`', () => {
    const rescue = fakeKind('rescue', ({ roots }) => roots.error ?? 'nothing');
    const workflow = workflowOf(
      { bad: failing('port'), good: 'echo', rescue: 'rescue', later: 'rescue' },
      ['bad -> good', 'bad.error -> rescue', 'rescue -> later'],
    );
    const run = runWorkflow(workflow, kindsOf(failsForGood, echo, rescue));
    const { steps, status } = run.handle.state();
    expect(status).toBe('completed');
    expect(steps.get('good')?.status).toBe('skipped');
    expect(steps.get('rescue')?.output).toEqual({ value: refused });
    expect(steps.get('later')?.output).toEqual({ value: refused });
  });
});

describe('retries', () => {
  it('waits longer each time, gives every attempt a fresh key, and fails with the last error', async () => {
    const run = runWorkflow(workflowOf({ a: { kind: 'fails', retry } }, []), kinds);
    await run.clock.advance(1_000);
    expect(run.steps()).toEqual([
      'started a',
      'retrying a',
      'started a',
      'retrying a',
      'started a',
      'failed a',
    ]);
    const [first, second] = run.events('step.retrying');
    expect([first?.due, second?.due].map((due) => Number(due) - run.clock.wallOffset)).toEqual([
      100, 300,
    ]);
    expect(new Set(run.events('step.started').map((event) => event.key)).size).toBe(3);
    expect(run.handle.state().error).toEqual(refused);
  });

  it('stops retrying when an attempt succeeds', async () => {
    const flaky = fakeKind('flaky', ({ attempt }) => {
      if (attempt < 2) throw new Error('not yet');
      return attempt;
    });
    const run = runWorkflow(workflowOf({ a: { kind: 'flaky', retry } }, []), kindsOf(flaky));
    await run.clock.advance(100);
    expect(run.handle.state()).toMatchObject({ status: 'completed', output: { value: 2 } });
  });

  it('never repeats a final error', () => {
    const run = runWorkflow(workflowOf({ a: { kind: 'failsForGood', retry } }, []), kinds);
    expect(run.steps()).toEqual(['started a', 'failed a']);
  });

  it('never repeats what the user has to correct', () => {
    const wrong = fakeKind('wrong', () => {
      throw new AppError({ code: 'EXPR_UNDEFINED', kind: 'user', message: 'No such key.' });
    });
    const run = runWorkflow(workflowOf({ a: { kind: 'wrong', retry } }, []), kindsOf(wrong));
    expect(run.steps()).toEqual(['started a', 'failed a']);
  });

  it('waits as long as the other side asks, beyond the cap', async () => {
    const busy = fakeKind('busy', () => {
      throw new StepError(refused, { type: 'retry-after', milliseconds: 5_000 });
    });
    const run = runWorkflow(workflowOf({ a: { kind: 'busy', retry } }, []), kindsOf(busy));
    await run.clock.advance(4_999);
    expect(run.events('step.started')).toHaveLength(1);
    await run.clock.advance(1);
    expect(run.events('step.started')).toHaveLength(2);
  });

  it('go on though another step has failed meanwhile: what has started may finish', async () => {
    const flaky = fakeKind('flaky', ({ attempt }) => {
      if (attempt < 2) throw new Error('not yet');
      return attempt;
    });
    const workflow = workflowOf({ a: { kind: 'flaky', retry }, bad: failing('fail') }, []);
    const run = runWorkflow(workflow, kindsOf(flaky, failsForGood));
    await run.clock.advance(100);
    expect(run.handle.state()).toMatchObject({ status: 'failed', failedStep: 'bad' });
    expect(run.handle.state().steps.get('a')?.status).toBe('completed');
  });
});

describe('what a runner throws', () => {
  function errorOf(thrown: unknown): unknown {
    const throws = fakeKind('throws', () => {
      throw thrown;
    });
    return runWorkflow(workflowOf({ a: 'throws' }, []), kindsOf(throws)).handle.state().error;
  }

  it('is recorded with code, message and hint when it is a StepError', () => {
    expect(errorOf(finalError(refused))).toEqual(refused);
  });

  it('is STEP_FAILED otherwise: a bug when the code is wrong, operational when the world is', () => {
    expect(errorOf(new TypeError('x is undefined'))).toMatchObject({
      code: 'STEP_FAILED',
      kind: 'bug',
      message: 'Step "a" failed: x is undefined',
    });
    expect(errorOf(new Error('socket hang up'))).toMatchObject({ kind: 'operational' });
    expect(errorOf('plain text')).toMatchObject({ message: 'Step "a" failed: plain text' });
  });
});

describe('time limits', () => {
  const limited = (timeout: number): StepText => ({ kind: 'never', timeout });

  it('ends an attempt with STEP_TIMEOUT and aborts its signal', async () => {
    let aborted = false;
    const deaf = fakeKind('deaf', ({ signal }) => {
      signal.addEventListener('abort', () => (aborted = true));
      return new Promise(() => undefined);
    });
    const workflow = workflowOf({ a: { kind: 'deaf', timeout: 30 } }, []);
    const run = runWorkflow(workflow, kindsOf(deaf));
    await run.clock.advance(29);
    expect(aborted).toBe(false);
    await run.clock.advance(1);
    expect(aborted).toBe(true);
    expect(run.handle.state()).toMatchObject({ status: 'failed', error: { code: 'STEP_TIMEOUT' } });
  });

  it('takes the limit of the step before that of its kind before that of the workflow', async () => {
    const settings = { ...defaultSettings, timeout: 300 };
    const ofKind = fakeKind('ofKind', () => new Promise(() => undefined), { timeout: 200 });
    const workflow = workflowOf(
      { step: { kind: 'ofKind', timeout: 100 }, kind: 'ofKind', workflow: 'never' },
      [],
      { settings },
    );
    const run = runWorkflow(workflow, kindsOf(ofKind, never));
    await run.clock.advance(1_000);
    const ends = run
      .events('step.failed')
      .map((event) => [event.step, event.time - run.clock.wallOffset]);
    expect(ends).toEqual([
      ['step', 100],
      ['kind', 200],
      ['workflow', 300],
    ]);
  });

  it('can be retried', async () => {
    const workflow = workflowOf({ a: { ...limited(10), retry: { ...retry, attempts: 2 } } }, []);
    const run = runWorkflow(workflow, kinds);
    await run.clock.advance(1_000);
    expect(run.steps()).toEqual(['started a', 'retrying a', 'started a', 'failed a']);
  });

  it('does not count the time that a step waits', async () => {
    const nap = fakeKind('nap', async ({ clock, waitUntil }) => {
      await waitUntil(clock.now() + 1_000, 'a nap');
      return new Promise(() => undefined);
    });
    const run = runWorkflow(workflowOf({ a: { kind: 'nap', timeout: 20 } }, []), kindsOf(nap));
    await run.clock.advance(1_019);
    expect(run.handle.state().status).toBe('running');
    await run.clock.advance(1);
    expect(run.handle.state().error?.code).toBe('STEP_TIMEOUT');
  });

  it('ignores what comes after it', async () => {
    const workflow = workflowOf(
      { a: { kind: 'slow', config: { ms: 50 }, timeout: 10, onError: 'skip' } },
      [],
    );
    const run = runWorkflow(workflow, kinds);
    await run.clock.advance(100);
    expect(run.steps()).toEqual(['started a', 'failed a']);
  });

  it('RUN_TIMEOUT ends the whole run and cancels what is at work', async () => {
    const settings = { ...defaultSettings, runTimeout: 40 };
    const run = runWorkflow(workflowOf({ a: 'never', b: 'echo' }, ['a -> b'], { settings }), kinds);
    await run.clock.advance(40);
    expect(run.steps()).toEqual(['started a', 'cancelled a']);
    expect(run.handle.state()).toMatchObject({ status: 'failed', error: { code: 'RUN_TIMEOUT' } });
    expect(run.clock.pending).toBe(0);
  });
});

describe('cancel', () => {
  it('aborts signals, cancels what is at work, queued or waiting to retry, and starts nothing more', async () => {
    const settings = { ...defaultSettings, concurrency: 2 };
    let reason: unknown;
    const listens = fakeKind('listens', ({ signal }) => {
      signal.addEventListener('abort', () => (reason = signal.reason));
      return new Promise(() => undefined);
    });
    const workflow = workflowOf(
      { retry: { kind: 'fails', retry }, a: 'listens', b: 'never', c: 'echo' },
      ['a -> c'],
      { settings },
    );
    const run = runWorkflow(workflow, kindsOf(fails, listens, never, echo));
    const queued = workflowOf({ a: 'never', b: 'never', c: 'echo' }, [], { settings });
    const other = runWorkflow(queued, kinds);
    await run.handle.cancel('enough');
    await other.handle.cancel('enough');
    expect(run.steps().slice(-3)).toEqual(['cancelled a', 'cancelled b', 'cancelled retry']);
    expect(other.steps().slice(-3)).toEqual(['cancelled a', 'cancelled b', 'cancelled c']);
    expect(run.published.at(-1)).toMatchObject({ type: 'run.cancelled', reason: 'enough' });
    expect(String(reason)).toContain('enough');
    expect(run.clock.pending).toBe(0);
  });

  it('does not wait for a runner that ignores its signal, and ignores its answer', async () => {
    const run = runWorkflow(workflowOf({ a: { kind: 'slow', config: { ms: 9 } } }, []), kinds);
    await run.handle.cancel('enough');
    await run.clock.advance(20);
    expect(run.published.at(-1)?.type).toBe('run.cancelled');
    expect(run.handle.state().steps.get('a')?.status).toBe('cancelled');
  });

  it('does nothing to a run that has ended', async () => {
    const run = runWorkflow(workflowOf({ a: 'echo' }, []), kinds);
    await run.handle.cancel('too late');
    expect(run.handle.state().status).toBe('completed');
  });

  it('can be called from inside a step', async () => {
    let cancel: () => void = () => undefined;
    const suicidal = fakeKind('suicidal', () => {
      cancel();
      return null;
    });
    const workflow = workflowOf(
      { a: 'echo', b: { kind: 'slow', config: { ms: 1 } }, c: 'suicidal', d: 'echo' },
      ['a -> b', 'b -> c', 'c -> d'],
    );
    const run = runWorkflow(workflow, kindsOf(echo, slow, suicidal));
    cancel = () => void run.handle.cancel('by itself');
    await run.clock.advance(1);
    expect(run.steps().slice(-2)).toEqual(['started c', 'cancelled c']);
    expect(run.published.at(-1)?.type).toBe('run.cancelled');
  });
});
