import { describe, expect, it } from 'vitest';
import { fakeKind, kindsOf, runWorkflow, take, workflowOf } from '../../test/helpers/run-workflow';
import { foldRun } from '@shared/runs/reducer';

const echo = fakeKind('echo', ({ step }) => step.id);

describe('startRun', () => {
  it('runs a chain at once when journal and steps answer at once', () => {
    const run = runWorkflow(workflowOf({ a: 'echo', b: 'echo' }, ['a -> b']), kindsOf(echo));
    expect(run.handle.state().status).toBe('completed');
    expect(run.steps()).toEqual(['started a', 'completed a', 'started b', 'completed b']);
    expect(run.published.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(run.handle.state().output).toEqual({ value: 'b' });
  });

  it('gives the state that a fold over the kept events gives', async () => {
    const run = runWorkflow(workflowOf({ a: 'echo', b: 'echo' }, ['a -> b']), kindsOf(echo));
    expect(await run.handle.done).toEqual(foldRun(run.journal.events));
  });

  it('kills the branch that is not taken and skips what hangs on it', () => {
    const check = fakeKind('check', () => take(['true'], true), {
      ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'true' }, { name: 'false' }] }),
    });
    const run = runWorkflow(
      workflowOf({ check: 'check', yes: 'echo', no: 'echo', later: 'echo', join: 'echo' }, [
        'check.true -> yes',
        'check.false -> no',
        'no -> later',
        'later -> join',
        'yes -> join',
      ]),
      kindsOf(echo, check),
    );
    expect(run.steps()).toEqual([
      'started check',
      'completed check',
      'skipped no',
      'skipped later',
      'started yes',
      'completed yes',
      'started join',
      'completed join',
    ]);
  });

  it('tries again after the wait that the policy says', async () => {
    let calls = 0;
    const flaky = fakeKind('flaky', () => {
      calls += 1;
      if (calls < 3) throw new Error(`call ${calls}`);
      return calls;
    });
    const retry = {
      attempts: 3,
      backoff: 'linear',
      delay: 100,
      factor: 2,
      cap: 1000,
      jitter: 0,
    } as const;
    const run = runWorkflow(workflowOf({ a: { kind: 'flaky', retry } }, []), kindsOf(flaky));
    await run.clock.advance(99);
    expect(calls).toBe(1);
    await run.clock.advance(1);
    expect(calls).toBe(2);
    await run.clock.advance(200);
    expect(run.handle.state().output).toEqual({ value: 3 });
    const keys = run.events('step.started').map((event) => event.key);
    expect(new Set(keys).size).toBe(3);
  });

  it('cancels at once, though a runner ignores its signal', async () => {
    const deaf = fakeKind('deaf', () => new Promise(() => undefined));
    const run = runWorkflow(workflowOf({ a: 'deaf', b: 'echo' }, ['a -> b']), kindsOf(deaf, echo));
    await run.handle.cancel('enough');
    expect(run.published.map((event) => event.type)).toEqual([
      'run.created',
      'run.started',
      'step.started',
      'step.cancelled',
      'run.cancelled',
    ]);
    expect(run.handle.state().status).toBe('cancelled');
  });
});
