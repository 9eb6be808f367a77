import { describe, expect, it } from 'vitest';
import {
  fakeHash,
  fakeKind,
  graphOf,
  kindsOf,
  leave,
  runWorkflow,
  workflowOf,
} from '../../test/helpers/run-workflow';
import { AppError } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import { defaultSettings, type Workflow } from '@shared/workflow/model';
import { finalError } from './step-error';
import type { BodyOutcome, LoadedWorkflow } from './types';

const echo = fakeKind('echo', ({ step }) => step.id);
const roots = fakeKind('roots', ({ roots: seen }) => seen);
const give = fakeKind('give', ({ config }) => config['value'] as JsonValue);
const set = fakeKind('set', ({ config, setVariable }) => {
  setVariable('count', config['value'] as JsonValue);
  return null;
});
const where = fakeKind('where', ({ run }) => [run.workflow, run.folder ?? null, run.restricted]);
const slow = fakeKind(
  'slow',
  ({ clock }) => new Promise((resolve) => clock.schedule(10, () => resolve('slept'))),
);
const bad = fakeKind('bad', () => {
  throw finalError({ code: 'REFUSED', kind: 'operational', message: 'No.' });
});
const never = fakeKind('never', () => new Promise(() => undefined));
const ret = fakeKind('ret', ({ config }) => leave('return', config['value'] as JsonValue));
const brk = fakeKind('brk', () => leave('break'));
const outer = fakeKind('outer', async ({ runBody }) => (await runBody(0, { item: 1 })).output, {
  container: { locals: () => ['item'] },
});

const outcomes: BodyOutcome[] = [];

/** A registry whose `call` runs the workflow of that name; outcomes of calls are kept. */
function calling(library: Readonly<Record<string, Workflow | Partial<LoadedWorkflow>>>) {
  outcomes.length = 0;
  const call = fakeKind(
    'call',
    async ({ config, callWorkflow }) => {
      const found = library[String(config['workflow'])] ?? {};
      const loaded = 'steps' in found ? { workflow: found } : found;
      const outcome = await callWorkflow(0, {
        load: async () => ({
          workflow: workflowOf({}, []),
          ref: { id: null, hash: fakeHash, name: String(config['workflow']) },
          folder: null,
          ...loaded,
        }),
        input: (config['input'] as JsonValue | undefined) ?? null,
      });
      outcomes.push(outcome);
      if (outcome.error) throw new AppError(outcome.error);
      return outcome.output;
    },
    { calls: { workflow: 'workflow', input: 'input' } },
  );
  return kindsOf(call, echo, roots, give, set, where, slow, bad, never, ret, brk, outer);
}

function call(workflow: string, input: JsonValue = null) {
  return { kind: 'call', config: { workflow, input } };
}

describe('a called workflow', () => {
  it('runs inside the run, as a body of the step, with its own roots', async () => {
    const child = workflowOf({ seen: 'roots' }, [], {
      name: 'Child',
      vars: { count: '{{ input.n }}', own: 1 },
      env: ['HOME'],
    });
    const body = graphOf({ inner: call('child', { n: 3 }) }, []);
    const workflow = workflowOf({ before: 'echo', around: { kind: 'outer', body } }, [
      'before -> around',
    ]);
    const run = runWorkflow(workflow, calling({ child }), {
      environment: { HOME: '/home', OTHER: 'x' },
    });
    await run.handle.done;
    const { output, frames } = run.handle.state();
    expect(output).toMatchObject({
      value: {
        input: { n: 3 },
        vars: { count: 3, own: 1 },
        env: { HOME: '/home' },
        steps: {},
        run: { workflow: 'Child' },
        trigger: { startedBy: 'call' },
      },
    });
    expect(Object.keys((output as { value: object }).value).sort()).toEqual([
      'env',
      'input',
      'run',
      'steps',
      'trigger',
      'vars',
    ]);
    expect(run.steps()).toContain('completed around[0]/inner[0]/seen');
    expect(run.events('scope.started')[1]).toMatchObject({
      workflow: { name: 'child', hash: fakeHash, folder: null },
      input: { value: { n: 3 } },
      vars: { count: 3, own: 1 },
    });
    expect(frames.get('around[0]/inner[0]')?.vars).toEqual({ count: 3, own: 1 });
  });

  it('keeps its variables to itself', async () => {
    const child = workflowOf({ change: { kind: 'set', config: { value: 9 } } }, [], {
      vars: { count: 1 },
      result: '{{ vars.count }}',
    });
    const workflow = workflowOf({ a: call('child') }, [], {
      vars: { count: 0 },
      result: '{{ [steps.a, vars.count] }}',
    });
    const run = runWorkflow(workflow, calling({ child }));
    await run.handle.done;
    expect(run.handle.state().output).toEqual({ value: [9, 0] });
    expect(run.handle.state().vars).toEqual({ count: 0 });
    expect(run.handle.state().frames.get('a[0]')?.vars).toEqual({ count: 9 });
    expect(run.events('variable.set')[0]?.frame).toBe(1);
    expect(run.events('scope.completed')[0]?.output).toEqual({ value: 9 });
  });

  it('ends with a return, which goes no further', async () => {
    const child = workflowOf({ a: 'never', stop: { kind: 'ret', config: { value: 7 } } }, []);
    const run = runWorkflow(
      workflowOf({ a: call('child'), after: 'echo' }, ['a -> after']),
      calling({ child }),
    );
    await run.handle.done;
    expect(run.handle.state().steps.get('a')?.output).toEqual({ value: 7 });
    expect(run.handle.state().steps.get('after')?.status).toBe('completed');
  });

  it.each([
    ['a step of it fails', workflowOf({ broken: 'bad' }, []), 'REFUSED', 'broken'],
    ['a break would cross the call', workflowOf({ stop: 'brk' }, []), 'LEAVE_OUTSIDE', 'stop'],
    ['its result fails', workflowOf({}, [], { result: '{{ nope }}' }), 'EXPR_UNDEFINED', undefined],
  ])('fails when %s', async (_, child, code, step) => {
    const run = runWorkflow(workflowOf({ a: call('child') }, []), calling({ child }));
    await run.handle.done;
    expect(outcomes[0]?.failedStep).toBe(step);
    expect(outcomes[0]).toMatchObject({ status: 'failed', error: { code } });
    expect(run.events('scope.completed')[0]).toMatchObject({ outcome: 'failed', error: { code } });
    expect(run.handle.state()).toMatchObject({ status: 'failed', error: { code } });
  });

  it('does not begin when it cannot run', async () => {
    const child = workflowOf({ a: 'unheard-of' }, []);
    const run = runWorkflow(workflowOf({ a: call('child') }, []), calling({ child }));
    await run.handle.done;
    expect(run.handle.state().error?.code).toBe('STEP_UNKNOWN');
    expect(run.events('scope.started')).toEqual([]);
  });

  it('has as many steps at work as it allows, and as the run allows', async () => {
    const limited = (concurrency: number) => ({ settings: { ...defaultSettings, concurrency } });
    const child = workflowOf({ a: 'slow', b: 'slow', c: 'slow' }, [], limited(2));
    const kinds = calling({ child });
    const alone = runWorkflow(workflowOf({ a: call('child'), d: 'slow' }, []), kinds);
    await alone.clock.advance(30);
    const started = alone
      .events('step.started')
      .filter((event) => event.path.length === 1 || event.step === 'd')
      .map((event) => [event.step, event.time - alone.clock.wallOffset]);
    expect(started).toEqual([
      ['d', 0],
      ['a', 0],
      ['b', 0],
      ['c', 10],
    ]);
    expect(alone.events('step.queued').map((event) => event.step)).toEqual(['c']);
    const shared = runWorkflow(workflowOf({ a: call('child'), d: 'slow' }, [], limited(1)), kinds);
    await shared.clock.advance(50);
    expect(shared.handle.state().status).toBe('completed');
    expect(shared.events('step.completed').map((event) => event.step)).toEqual([
      'd',
      'a',
      'b',
      'c',
      'a',
    ]);
  });

  it('frees its places when it is cancelled', async () => {
    const settings = { ...defaultSettings, concurrency: 1 };
    const child = workflowOf({ a: 'never', b: 'slow' }, [], { settings });
    const kinds = calling({ child });
    const timeout = { ...call('child'), timeout: 5, onError: 'continue' as const };
    const run = runWorkflow(workflowOf({ a: timeout, b: 'slow' }, ['a -> b'], { settings }), kinds);
    await run.clock.advance(50);
    expect(run.handle.state().status).toBe('completed');
    expect(run.handle.state().steps.get('a[0]/b')?.status).toBe('cancelled');
  });

  it('may call others, itself too, up to a depth', async () => {
    const child: Workflow = workflowOf({ again: call('child') }, []);
    const run = runWorkflow(workflowOf({ a: call('child') }, []), calling({ child }));
    await run.handle.done;
    expect(run.handle.state().error).toMatchObject({ code: 'CALL_DEPTH', details: { limit: 32 } });
    expect(run.handle.state().frames.size).toBe(32);
  });

  it('starts in its own folder, and is never less restricted than its caller', async () => {
    const workflow = workflowOf({ where: 'where' }, [], { name: 'Child' });
    const library = {
      free: { workflow, folder: '/lib' },
      strange: { workflow, folder: '/strange', restricted: true },
      deeper: { workflow: workflowOf({ a: call('free') }, []), restricted: true },
    };
    for (const [name, restricted, expected] of [
      ['free', false, ['Child', '/lib', false]],
      ['free', true, ['Child', '/lib', true]],
      ['strange', false, ['Child', '/strange', true]],
      ['deeper', false, ['Child', '/lib', true]],
    ] as const) {
      const run = runWorkflow(
        workflowOf({ a: call(name) }, []),
        calling(library),
        {},
        { restricted },
      );
      await run.handle.done;
      expect(run.handle.state().output).toEqual({ value: expected });
    }
  });

  it('gets no value that is no JSON', async () => {
    const run = runWorkflow(
      workflowOf({ a: call('child', [undefined] as never) }, []),
      calling({ child: workflowOf({}, []) }),
    );
    await run.handle.done;
    expect(run.handle.state().error?.code).toBe('RESULT_NOT_JSON');
  });
});
