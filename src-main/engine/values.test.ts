import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  fakeKind,
  graphOf,
  kindsOf,
  runWorkflow,
  workflowOf,
  type StepText,
} from '../../test/helpers/run-workflow';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import { defaultRetry, type Workflow } from '@shared/workflow/model';
import { outputLimit } from './output-check';
import type { EnginePorts } from './types';

const give = fakeKind('give', ({ config }) => (config as JsonObject).value ?? null);
const echo = fakeKind('echo', ({ step }) => step.id);
const kinds = kindsOf(give, echo);

function giving(value: JsonValue): StepText {
  return { kind: 'give', config: { value } };
}

function run(workflow: Workflow, input: JsonValue = null, ports: Partial<EnginePorts> = {}) {
  return runWorkflow(workflow, ports.kinds ?? kinds, ports, { input }).handle.state();
}

describe('settings', () => {
  it('are resolved before the step runs and recorded as resolved; a single binding keeps its type', () => {
    const workflow = workflowOf(
      {
        a: giving({ list: [1, 2] }),
        b: giving({ first: '{{ steps.a.list[0] }}', text: 'n={{ input.n }}' }),
      },
      ['a -> b'],
    );
    const state = run(workflow, { n: 5 });
    expect(state.steps.get('b')?.output).toEqual({ value: { first: 1, text: 'n=5' } });
    expect(state.steps.get('b')?.input).toEqual({ value: { value: { first: 1, text: 'n=5' } } });
  });

  it('are resolved once: braces in data stay data', () => {
    expect(run(workflowOf({ a: giving('{{ input }}') }, []), '{{ secrets.token }}').output).toEqual(
      {
        value: '{{ secrets.token }}',
      },
    );
  });

  it('are resolved anew for every attempt', async () => {
    const counts = fakeKind('counts', ({ setVariable, attempt }) => {
      setVariable('tries', attempt);
      if (attempt < 3) throw new Error('again');
      return null;
    });
    const step: StepText = {
      kind: 'counts',
      config: { seen: '{{ vars.tries }}' },
      retry: { ...defaultRetry, jitter: 0 },
    };
    const played = runWorkflow(
      workflowOf({ a: step }, [], { vars: { tries: 0 } }),
      kindsOf(counts),
    );
    await played.clock.advance(10_000);
    expect(played.events('step.started').map((event) => event.input)).toEqual(
      [0, 1, 2].map((seen) => ({ value: { seen } })),
    );
    expect(played.handle.state().vars).toEqual({ tries: 3 });
  });

  it('fail the step when a binding cannot be resolved, and are not tried again', () => {
    const workflow = workflowOf({ a: { ...giving('{{ input.nam }}'), retry: defaultRetry } }, []);
    const state = run(workflow, { name: 'x' });
    expect(state).toMatchObject({
      status: 'failed',
      failedStep: 'a',
      error: { code: 'EXPR_UNDEFINED' },
    });
    expect(state.steps.get('a')).toMatchObject({ status: 'failed', attempt: 1 });
  });

  it('fail the step when the schema of its kind does not take them', () => {
    const strict = fakeKind('strict', () => null, {
      config: z.object({ url: z.url(), n: z.number() }),
    });
    const state = run(
      workflowOf({ a: { kind: 'strict', config: { url: 'x', n: '{{ 1 }}' } } }, []),
      null,
      {
        kinds: kindsOf(strict),
      },
    );
    expect(state.error).toMatchObject({
      code: 'STEP_CONFIG',
      kind: 'user',
      message:
        'Step "a" cannot run with these settings. url must be a web address, found the text "x".',
    });
    const fixed = workflowOf({ a: { kind: 'strict', config: { url: 'http://a.b' } } }, []);
    expect(run(fixed, null, { kinds: kindsOf(strict) }).error?.message).toContain(
      'n must be a number, found nothing',
    );
  });

  it('leave verbatim text alone, and lazy text to the runner', () => {
    const each = fakeKind(
      'each',
      ({ config, evaluate }) => [
        (config as JsonObject).code ?? null,
        ...[1, 2].map((item) => evaluate((config as JsonObject).keep ?? null, { item })),
      ],
      { verbatim: ['code'], lazy: [{ key: 'keep', locals: ['item'] }] },
    );
    const config = { code: 'x = "{{ y }}"', keep: '{{ item * input }}' };
    const state = run(workflowOf({ a: { kind: 'each', config } }, []), 10, {
      kinds: kindsOf(each),
    });
    expect(state.output).toEqual({ value: ['x = "{{ y }}"', 10, 20] });
  });

  it('cannot be changed by a runner for the runs after it', () => {
    const spoils = fakeKind('spoils', ({ config }) => {
      (config as { list: number[] }).list.push(1);
      return null;
    });
    const workflow = workflowOf({ a: { kind: 'spoils', config: { list: [] } } }, []);
    expect(run(workflow, null, { kinds: kindsOf(spoils) }).error).toMatchObject({
      code: 'STEP_FAILED',
    });
    expect(workflow.steps.get('a')?.config).toEqual({ list: [] });
  });

  it('keep what was drawn for them in the event of the start', () => {
    const workflow = workflowOf({ a: giving('{{ [now(), random(), uuid()] }}') }, []);
    const played = runWorkflow(workflow, kinds);
    const [started] = played.events('step.started');
    expect(started?.draws).toHaveLength(3);
    expect(started?.draws?.[0]).toBe(played.clock.now());
    expect(String(started?.draws?.[2])).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});

describe('the folder of the file', () => {
  it('is what the request says, or null', () => {
    const where = fakeKind('where', ({ run: about }) => about.folder ?? null);
    const workflow = workflowOf({ a: 'where' }, []);
    const there = runWorkflow(workflow, kindsOf(where), {}, { folder: '/work' });
    expect(there.handle.state().output).toEqual({ value: '/work' });
    expect(run(workflow, null, { kinds: kindsOf(where) }).output).toEqual({ value: null });
  });
});

describe('what expressions see', () => {
  it('is input, vars, env as allowed, run and trigger', () => {
    const value = '{{ [input, vars.v, env.HOME, run.workflow, run.id, trigger.startedBy] }}';
    const workflow = workflowOf({ a: giving(value) }, [], { vars: { v: 1 }, env: ['HOME'] });
    expect(run(workflow, 'in', { environment: { HOME: '/me', PATH: '/bin' } }).output).toEqual({
      value: ['in', 1, '/me', 'Test', 'run_0000000001', 'test'],
    });
    const curious = workflowOf({ a: giving('{{ env.PATH }}') }, [], { env: ['HOME'] });
    expect(run(curious, null, { environment: { PATH: '/bin' } }).error?.code).toBe(
      'EXPR_UNDEFINED',
    );
  });

  it('is only what has finished, and null for a disabled step', () => {
    const early = workflowOf({ a: giving('{{ steps.b }}'), b: 'echo' }, ['a -> b']);
    expect(run(early).error?.code).toBe('EXPR_UNDEFINED');
    const disabled = workflowOf({ a: { disabled: true }, b: giving('{{ steps.a }}') }, ['a -> b']);
    expect(run(disabled).output).toEqual({ value: null });
  });

  it('is `steps` as they were: a value taken from it does not grow later', () => {
    const workflow = workflowOf({ a: 'echo', b: giving('{{ steps }}'), c: 'echo' }, [
      'a -> b',
      'b -> c',
    ]);
    const state = run(workflow);
    expect(state.steps.get('b')?.output).toEqual({ value: { a: 'a' } });
    expect(state.steps.get('b')?.input).toEqual({ value: { value: { a: 'a' } } });
  });

  it('is loop, what stands for a part of it and other locals in a body, and the error on an error path', async () => {
    const each = fakeKind(
      'each',
      async ({ runBody }) => (await runBody(3, { loop: { item: 'x', index: 3 } })).output,
      { container: { locals: () => ['loop', 'order'], aliases: () => ({ order: 'item' }) } },
    );
    const body = graphOf({ a: giving('{{ [order, loop.item, loop.index] }}') }, []);
    const looped = runWorkflow(
      workflowOf({ each: { kind: 'each', body } }, []),
      kindsOf(each, give),
    );
    await looped.handle.done;
    expect(looped.handle.state().output).toEqual({ value: ['x', 'x', 3] });
    const caught = workflowOf(
      { a: { ...giving('{{ input.missing }}'), onError: 'port' }, b: giving('{{ error.code }}') },
      ['a.error -> b'],
    );
    expect(run(caught, {}).output).toEqual({ value: 'EXPR_UNDEFINED' });
  });

  it('is input and env for the initial variables', () => {
    const workflow = workflowOf({ a: giving('{{ vars.file }}') }, [], {
      vars: { file: '{{ input.dir }}/out.csv' },
    });
    expect(run(workflow, { dir: '/tmp' }).output).toEqual({ value: '/tmp/out.csv' });
    expect(run(workflow, {}).error?.code).toBe('EXPR_UNDEFINED');
  });

  it('is everything for the result', () => {
    const result = { a: '{{ steps.a }}', n: '{{ vars.n }}' };
    const workflow = workflowOf({ a: 'echo', b: 'echo' }, ['a -> b'], { vars: { n: 1 }, result });
    expect(run(workflow).output).toEqual({ value: { a: 'a', n: 1 } });
    expect(run({ ...workflow, result: '{{ steps.z }}' })).toMatchObject({
      status: 'failed',
      error: { code: 'EXPR_UNDEFINED' },
    });
  });

  it('is null where a missing key means null', () => {
    const settings = { concurrency: 10, missing: 'null' as const };
    expect(run(workflowOf({ a: giving('{{ input.x }}') }, [], { settings }), {}).output).toEqual({
      value: null,
    });
  });
});

describe('secrets', () => {
  const secret = 's3cret-value';
  const hidden = '•••';
  const ports: Partial<EnginePorts> = {
    secrets: {
      reveal: () => Promise.resolve(secret),
      redact: (value) => JSON.parse(JSON.stringify(value).replaceAll(secret, hidden)) as JsonValue,
    },
  };
  const sends = fakeKind('sends', async ({ config, reveal, log, setVariable, progress }) => {
    const token = await reveal((config as JsonObject).token as never);
    log('info', `with ${token}`, { token });
    progress(1, 2, token);
    setVariable('copy', token);
    if ((config as JsonObject).fail === true) throw new Error(`refused ${token}`);
    return { echoed: token };
  });

  function send(fail: boolean) {
    const config = { token: 'Bearer {{ secrets.api }}', fail };
    const workflow = workflowOf(
      { a: { kind: 'sends', config }, b: giving('{{ steps.a }}') },
      ['a -> b'],
      {
        secrets: ['api'],
      },
    );
    return runWorkflow(workflow, kindsOf(sends, give), ports);
  }

  it('stand as references in the recorded settings', async () => {
    const played = send(false);
    await played.handle.done;
    expect(played.events('step.started')[0]?.input).toEqual({
      value: { token: { $parts: ['Bearer ', { $secret: 'api' }] }, fail: false },
    });
  });

  it.each([false, true])(
    'are in no event once a step was given one (step fails: %s)',
    async (fail) => {
      const played = send(fail);
      await played.handle.done;
      expect(played.published.length).toBeGreaterThan(6);
      expect(JSON.stringify(played.published)).not.toContain(secret);
      expect(JSON.stringify(played.handle.state())).not.toContain(secret);
      expect(JSON.stringify(played.published)).toContain(hidden);
    },
  );

  it('are not there for the result, the variables or the lazy settings', () => {
    const workflow = workflowOf({ a: 'echo' }, [], {
      secrets: ['api'],
      result: '{{ secrets.api }}',
    });
    expect(run(workflow).status).toBe('failed');
    expect(run({ ...workflow, result: 1, vars: { x: '{{ secrets.api }}' } }).status).toBe('failed');
  });
});

describe('outputs', () => {
  function outputOf(value: unknown) {
    const odd = fakeKind('odd', () => ({ list: [1, value] }) as never);
    return run(workflowOf({ a: 'odd' }, []), null, { kinds: kindsOf(odd) });
  }

  it.each([
    ['undefined', undefined, 'undefined is not a JSON value'],
    ['NaN', Number.NaN, 'NaN is not a JSON number'],
    ['a function', () => 1, 'a function is not a JSON value'],
    ['a BigInt', 1n, 'use String(value)'],
    ['a date', new Date(0), 'a Date is not plain data'],
    ['a map', new Map(), 'a Map is not plain data'],
  ])('must be JSON: %s is refused with its place', (_name, value, message) => {
    const { error } = outputOf(value);
    expect(error).toMatchObject({ code: 'RESULT_NOT_JSON', details: { path: '$.list[1]' } });
    expect(error?.message).toContain(message);
  });

  it('must not go in circles', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(outputOf(circle).error?.code).toBe('RESULT_NOT_JSON');
  });

  it('must not have a getter that throws', () => {
    const trap = Object.defineProperty({}, 'x', {
      enumerable: true,
      get: () => {
        throw new Error('boo');
      },
    });
    expect(outputOf(trap).error).toMatchObject({ code: 'RESULT_NOT_JSON' });
  });

  it('may have 16 MB', () => {
    expect(outputOf('x'.repeat(outputLimit - 100)).status).toBe('completed');
    expect(outputOf('x'.repeat(outputLimit + 1)).error?.code).toBe('STEP_OUTPUT_TOO_LARGE');
    expect(outputOf('ö'.repeat(outputLimit / 2 + 1)).error?.code).toBe('STEP_OUTPUT_TOO_LARGE');
    const many = Array.from({ length: 5_000_000 }, () => 1);
    expect(outputOf(many).error?.code).toBe('STEP_OUTPUT_TOO_LARGE');
  });
});

describe('what a runner says while it works', () => {
  it('is recorded: log lines with data and line, variables', () => {
    const talks = fakeKind('talks', ({ log, setVariable }) => {
      log('warn', 'careful', { n: 1 }, 7);
      setVariable('seen', [1]);
      return null;
    });
    const played = runWorkflow(workflowOf({ a: 'talks' }, []), kindsOf(talks));
    expect(played.events('step.logged')[0]).toMatchObject({
      level: 'warn',
      data: { n: 1 },
      line: 7,
    });
    expect(played.handle.state()).toMatchObject({ vars: { seen: [1] } });
    expect(played.handle.state().steps.get('a')?.logCount).toBe(1);
  });

  it('is bounded: a megabyte of log, 100 kB of data a line', () => {
    const floods = fakeKind('floods', ({ log }) => {
      log('info', 'big', 'x'.repeat(200_000));
      for (let at = 0; at < 30; at += 1) log('info', 'x'.repeat(50_000));
      return null;
    });
    const played = runWorkflow(workflowOf({ a: 'floods' }, []), kindsOf(floods));
    const lines = played.events('step.logged');
    expect(lines.length).toBeLessThan(25);
    expect(lines[0]?.data).toBeUndefined();
    expect(lines[1]?.message).toContain('too large to be kept');
    expect(lines.at(-1)?.message).toContain('log of this attempt is full');
  });

  it('is ten reports of progress a second at most, with the last one of a burst', async () => {
    const counts = fakeKind('counts', async ({ progress, clock }) => {
      for (let at = 1; at <= 50; at += 1) progress(at, 100, 'first');
      await new Promise<void>((resolve) => clock.schedule(1_000, resolve));
      for (let at = 51; at <= 100; at += 1) progress(at, 100, 'second');
      return null;
    });
    const played = runWorkflow(workflowOf({ a: 'counts' }, []), kindsOf(counts));
    await played.clock.advance(2_000);
    expect(played.events('step.progressed').map((event) => event.done)).toEqual([1, 50, 51]);
    expect(played.clock.pending).toBe(0);
  });
});
