import { describe, expect, it } from 'vitest';
import { AppError } from '@shared/errors/app-error';
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
