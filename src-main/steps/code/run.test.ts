import { describe, expect, it } from 'vitest';
import { AppError } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import { SecretRef } from '@shared/expressions/types';
import type { CodeConfig } from '@shared/steps/code/definition';
import type { CodeRequest, CodeSandbox } from '../../sandbox/types';
import { createTestContext } from '../lib/test-context';
import { neededRoots } from './needed-roots';
import { createCodeRunner } from './run';

function sandboxOf(run: CodeSandbox['run']): CodeSandbox {
  return { run, warm: async () => undefined, close: async () => undefined };
}

function failing(code: string) {
  return sandboxOf(async () => {
    throw new AppError({
      code,
      kind: 'user',
      message: 'said the engine',
      place: { line: 9, column: 9 },
    });
  });
}

function runCode(
  sandbox: CodeSandbox,
  config: Record<string, unknown>,
  { restricted = false } = {},
) {
  const context = createTestContext<CodeConfig>('code', config, {
    folder: '/flows',
    restricted,
    roots: { input: 1, steps: { a: 'A', b: 'B' } },
    secrets: { token: 's3cret' },
  });
  return {
    context,
    result: (async () =>
      createCodeRunner({ sandbox, baseFolder: '/', userAgent: 'test' })(context))(),
  };
}

describe('createCodeRunner', () => {
  it('hands over the code with its roots, revealed arguments and place, and takes logs', async () => {
    const requests: CodeRequest[] = [];
    const sandbox = sandboxOf(async (request) => {
      requests.push(request);
      request.onLog({ level: 'warn', message: 'careful', data: [1], line: 3 });
      return 'done';
    });
    const { context, result } = runCode(sandbox, {
      code: 'return steps.a',
      args: { token: new SecretRef('token'), n: 1 },
    });
    expect(await result).toEqual({ output: 'done' });
    expect(requests[0]).toMatchObject({
      name: 'stepwell://test/step',
      folder: '/flows',
      memory: 256,
      roots: { input: 1, steps: { a: 'A' }, args: { token: 's3cret', n: 1 } },
    });
    expect(context.logs).toEqual([{ level: 'warn', message: 'careful', data: [1], line: 3 }]);
  });

  it('asks for confinement when the workflow is restricted, and keeps secrets out of it', async () => {
    const requests: CodeRequest[] = [];
    const sandbox = sandboxOf(async (request) => {
      requests.push(request);
      return 1;
    });
    await runCode(sandbox, { code: 'return 1' }).result;
    await runCode(sandbox, { code: 'return 1', args: { n: 1 } }, { restricted: true }).result;
    expect(requests.map((request) => request.confined)).toEqual([false, true]);
    const args = { deep: [{ token: new SecretRef('token') }] };
    const refused = runCode(sandbox, { code: 'return 1', args }, { restricted: true }).result;
    await expect(refused).rejects.toMatchObject({
      code: 'STEP_RESTRICTED',
      retry: { type: 'final' },
    });
    expect(requests).toHaveLength(2);
  });

  it.each([
    ['CODE_ERROR', 'retryable'],
    ['CODE_TIMEOUT', 'retryable'],
    ['RESULT_NOT_JSON', 'final'],
    ['TS_UNSUPPORTED', 'final'],
  ])('makes %s %s', async (code, type) => {
    const { result } = runCode(failing(code), { code: 'return 1' });
    await expect(result).rejects.toMatchObject({ code, retry: { type } });
  });

  it('points at the syntax error where the editor does', async () => {
    const { result } = runCode(failing('CODE_SYNTAX'), { code: 'const a = 1;\nreturn a +* 2;' });
    await expect(result).rejects.toMatchObject({
      code: 'CODE_SYNTAX',
      place: { line: 2, column: 11 },
      retry: { type: 'final' },
    });
  });
});

/** Effects as the engine keeps them: recorded in order, then given back. */
function recorder(
  recording: { name: string; request: JsonValue; response: JsonValue }[],
  replays: boolean,
) {
  let at = 0;
  return async <Response extends JsonValue>(
    name: string,
    request: JsonValue,
    perform: () => Promise<Response>,
  ): Promise<Response> => {
    if (!replays) {
      const response = await perform();
      recording.push({ name, request, response });
      return response;
    }
    const kept = recording[at++];
    if (kept?.name !== name || JSON.stringify(kept.request) !== JSON.stringify(request)) {
      throw new AppError({ code: 'REPLAY_MISS', kind: 'operational', message: 'something else' });
    }
    return kept.response as Response;
  };
}

describe('createCodeRunner while a run is kept or replayed', () => {
  const answer = {
    status: 200,
    statusText: '',
    headers: [],
    url: '',
    redirected: false,
    body: null,
  };

  async function runKept(
    sandbox: CodeSandbox,
    config: Record<string, unknown>,
    recording: Parameters<typeof recorder>[0],
    effects: 'record' | 'replay',
  ) {
    const context = {
      ...createTestContext<CodeConfig>('code', config, {
        effects,
        roots: { input: 1 },
        secrets: { token: 's3cret' },
      }),
      effect: recorder(recording, effects === 'replay'),
    };
    const host = {
      sandbox,
      baseFolder: '/',
      userAgent: 'test',
      topics: { emit: async () => undefined },
    };
    return { context, outcome: await createCodeRunner(host)(context) };
  }

  it('draws time and seed once, and gives a replay the same without waits', async () => {
    const requests: CodeRequest[] = [];
    const sandbox = sandboxOf(async (request) => {
      requests.push(request);
      return 1;
    });
    const recording: Parameters<typeof recorder>[0] = [];
    await runKept(sandbox, { code: 'return 1' }, recording, 'record');
    await runKept(sandbox, { code: 'return 1' }, recording, 'replay');
    const [first, second] = requests.map((request) => request.fixed);
    expect(first).toMatchObject({ now: Date.UTC(2027, 0, 1), seed: 2 ** 31, skipWaits: false });
    expect(second).toEqual({ ...first, skipWaits: true });
  });

  it('records requests and events without secrets, and asks nobody in a replay', async () => {
    const sandbox = sandboxOf(async (request) => {
      const signal = new AbortController().signal;
      const response = await request.calls.fetch(
        {
          method: 'GET',
          url: 'http://127.0.0.1:1/?key=s3cret',
          headers: [['Authorization', 'Bearer other']],
          body: { encoding: 'utf8', text: 'a s3cret b' },
          redirect: 'follow',
        },
        signal,
      );
      await request.calls.emit('t', 1);
      return response.status;
    });
    const config = { code: 'return 1', args: { token: new SecretRef('token') } };
    const recording: Parameters<typeof recorder>[0] = [
      { name: 'code', request: { draws: ['now', 'seed'] }, response: { now: 1, seed: 1 } },
      {
        name: 'fetch',
        request: {
          method: 'GET',
          url: 'http://127.0.0.1:1/?key=***',
          headers: { Authorization: '***' },
          body: { encoding: 'utf8', text: 'a *** b' },
          redirect: 'follow',
        },
        response: answer,
      },
      { name: 'emit', request: { topic: 't', data: 1 }, response: null },
    ];
    const { outcome } = await runKept(sandbox, config, recording, 'replay');
    expect(outcome).toEqual({ output: 200 });
  });

  it('fails when the recording does not fit, even if the code goes on', async () => {
    const sandbox = sandboxOf(async ({ calls, signal }) => {
      await calls.emit('t', 1).catch(() => undefined);
      signal.throwIfAborted();
      return 'went on';
    });
    const recording = [
      { name: 'code', request: { draws: ['now', 'seed'] }, response: { now: 1, seed: 1 } },
    ];
    await expect(runKept(sandbox, { code: 'x' }, recording, 'replay')).rejects.toMatchObject({
      code: 'REPLAY_MISS',
    });
  });

  it('keeps code that uses Node.js as one effect, and does not run it in a replay', async () => {
    let runs = 0;
    const sandbox = sandboxOf(async (request) => {
      runs += 1;
      request.onLog({ level: 'info', message: 'said', line: 1 });
      request.calls.setVariable('x', 2);
      if (request.code === 'fail')
        throw new AppError({ code: 'CODE_ERROR', kind: 'user', message: 'no' });
      return 'out';
    });
    const recording: Parameters<typeof recorder>[0] = [];
    const config = { code: 'return 1', modules: 'node' };
    const recorded = await runKept(sandbox, config, recording, 'record');
    const replayed = await runKept(sandbox, config, recording, 'replay');
    for (const { context, outcome } of [recorded, replayed]) {
      expect(outcome).toEqual({ output: 'out' });
      expect(context.logs).toEqual([{ level: 'info', message: 'said', line: 1 }]);
      expect(context.variables).toEqual({ x: 2 });
    }
    expect(runs).toBe(1);
    await expect(
      runKept(sandbox, { ...config, code: 'return 2' }, recording, 'replay'),
    ).rejects.toMatchObject({ code: 'REPLAY_MISS' });
    const failed: Parameters<typeof recorder>[0] = [];
    for (const effects of ['record', 'replay'] as const) {
      await expect(
        runKept(sandbox, { ...config, code: 'fail' }, failed, effects),
      ).rejects.toMatchObject({ code: 'CODE_ERROR', retry: { type: 'retryable' } });
    }
    expect(runs).toBe(2);
  });

  it('says when nothing keeps events', async () => {
    const sandbox = sandboxOf(async ({ calls }) => {
      await calls.emit('t', 1);
      return 1;
    });
    await expect(runCode(sandbox, { code: 'x' }).result).rejects.toMatchObject({
      code: 'CODE_NO_TOPICS',
    });
  });
});

describe('neededRoots', () => {
  const roots = { input: 1, steps: { a: 'A', b: 'B' } };

  it('leaves outputs behind that the code does not name', () => {
    expect(neededRoots('return steps.a + steps?.a', roots)).toEqual({
      input: 1,
      steps: { a: 'A' },
    });
    expect(neededRoots('return input', roots)).toEqual({ input: 1, steps: {} });
  });

  it.each(['f(steps)', 'steps[name]', 'const { a } = steps', "eval('steps.b'), steps.a"])(
    'takes all for %s',
    (code) => {
      expect(neededRoots(code, roots)).toEqual(roots);
    },
  );
});
