import { writeFile } from 'node:fs/promises';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchLoopWork } from '../../test/helpers/loop-work';
import { noCalls } from '../../test/helpers/no-calls';
import { openSandbox, type OpenSandbox } from '../../test/helpers/open-sandbox';
import { runCode } from '../../test/helpers/run-code';
import { createCodeSandbox } from './sandbox';
import { createNodeSpawner } from './spawn-node-process';
import type { CodeRequest } from './types';

let open: OpenSandbox;
beforeAll(async () => {
  open = await openSandbox();
}, 60_000);
afterAll(() => open.close());

const { start, run, resultOf, failure } = runCode(
  () => open.sandbox,
  () => ({ folder: open.folder, modules: 'node' }),
);

describe('createCodeSandbox', () => {
  it('runs the body of an async function with what is at hand', async () => {
    const roots = { input: { n: 2 }, steps: { a: [1] }, item: 'x', class: 'not a name' };
    const code = `
      const { sep } = await import('node:path');
      const input2 = await Promise.resolve(input.n * 21);
      return { input2, item, steps, sep: sep + require('node:path').sep, fetch: typeof fetch, signal: signal.aborted };`;
    expect(await resultOf(code, { roots })).toEqual({
      input2: 42,
      item: 'x',
      steps: { a: [1] },
      sep: '//',
      fetch: 'function',
      signal: false,
    });
    expect(await resultOf('')).toBeNull();
    expect(await resultOf('const input = 1; return input;', { roots })).toBe(1);
  });

  it('requires files beside the workflow', async () => {
    await writeFile(join(open.folder, 'tool.cjs'), 'let n = 0; exports.next = () => ++n;');
    const code = "return require('./tool.cjs').next()";
    expect([await resultOf(code), await resultOf(code)]).toEqual([1, 1]);
  });

  it('takes types away without moving a line', async () => {
    const code =
      'interface Line { n: number }\nconst line: Line = input as Line;\nthrow new Error(`${line.n}`);';
    expect(
      await failure(code, { language: 'typescript', roots: { input: { n: 7 } } }),
    ).toMatchObject({
      code: 'CODE_ERROR',
      message: 'Error: 7',
      place: { line: 3, column: 7 },
    });
  });

  it.each([
    [
      'typescript',
      'let a: number = 1;\nenum Color { Red }',
      'TS_UNSUPPORTED',
      { line: 2, column: 1 },
    ],
    ['typescript', 'namespace N { export const a = 1 }', 'TS_UNSUPPORTED', { line: 1, column: 1 }],
    ['typescript', 'const a: = 3;', 'CODE_SYNTAX', { line: 1, column: 10 }],
    ['javascript', 'const a = 1;\nreturn a +* 2;', 'CODE_SYNTAX', { line: 2, column: 11 }],
    ['javascript', 'x'.repeat(5_000_000), 'CODE_TOO_LARGE', undefined],
  ] as const)('refuses %s that does not compile (%#)', async (language, code, expected, place) => {
    expect(await failure(code, { language })).toMatchObject({
      code: expected,
      ...(place && { place }),
    });
  });

  it.each([
    [
      'const a = null;\n\n  a.x();',
      "TypeError: Cannot read properties of null (reading 'x')",
      { line: 3, column: 5 },
    ],
    [
      "function f() {\n  throw new RangeError('no');\n}\nawait null;\nf();",
      'RangeError: no',
      { line: 2, column: 9 },
    ],
    [
      "setTimeout(() => {\n  throw new Error('later');\n}, 1);\nawait new Promise(() => {});",
      'Error: later',
      { line: 2, column: 9 },
    ],
    ['const f = () => f();\nf();', 'RangeError: Maximum call stack size exceeded', { line: 1 }],
  ])('says where the code threw (%#)', async (code, message, place) => {
    expect(await failure(code)).toMatchObject({ code: 'CODE_ERROR', message, place });
  });

  it('shows whatever is thrown', async () => {
    expect(await failure("throw 'text'")).toMatchObject({ message: 'threw "text"' });
    expect(await failure('throw { a: 1 }')).toMatchObject({ message: 'threw { a: 1 }' });
    expect(await failure('throw new Proxy({}, { getPrototypeOf() { throw 1 } })')).toMatchObject({
      code: 'CODE_ERROR',
    });
  });

  it('captures console and log with levels, data and lines', async () => {
    const { logs } = await run(
      "console.log('a', { b: 1 });\nconsole.error('e');\nlog('m', [1]);\nlog.warn('w');\nconsole.table([{ x: 1 }]);",
    );
    expect(logs.slice(0, 4)).toEqual([
      { level: 'info', message: 'a { b: 1 }', line: 1 },
      { level: 'error', message: 'e', line: 2 },
      { level: 'info', message: 'm', data: [1], line: 3 },
      { level: 'warn', message: 'w', line: 4 },
    ]);
    expect(logs[4]).toMatchObject({
      level: 'info',
      line: 5,
      message: expect.stringContaining('│ 1 │'),
    });
  });

  it('keeps a part of ten million lines and says that it left some out', async () => {
    const { result, logs } = await run(
      "for (let i = 0; i < 1e7; i++) console.log('line ' + i); return 'end';",
      { timeLimit: 15_000 },
    );
    expect(result).toBe('end');
    expect(logs.length).toBe(10_001);
    expect(logs.at(-1)).toMatchObject({
      level: 'warn',
      message: expect.stringMatching(/log .* is full/),
    });
  });

  it.each([
    ['return () => 1', 'result', 'a function'],
    ['return { a: [1, Symbol()] }', 'result.a[1]', 'a symbol'],
    ['return { a: 1n }', 'result.a', 'a BigInt'],
    ['const a = {}; a.a = a; return a', 'result.a', 'a circular reference'],
    ['return new Proxy({}, {})', 'result', 'a proxy'],
    ['return new Date()', 'result', 'a Date'],
    ['return [new Map()]', 'result[0]', 'a Map'],
    ['return NaN', 'result', 'NaN'],
    ['return [undefined]', 'result[0]', 'undefined'],
    ['return { get a() { throw 1 } }', 'result.a', 'a getter that threw (1)'],
    ['return { toJSON() { throw 1 } }', 'result', 'an object with its own toJSON'],
    [
      'let a = []; for (let i = 0; i < 1000; i++) a = [a]; return a',
      'result[0]',
      'more than 500 levels',
    ],
  ])('refuses the result of %s', async (code, path, what) => {
    const error = await failure(code);
    expect(error).toMatchObject({ code: 'RESULT_NOT_JSON' });
    expect((error as Error).message).toContain(`${what} at ${path}`);
  });

  it('refuses a result that is too large, and keeps odd keys', async () => {
    expect(await failure("return 'x'.repeat(17 * 1024 * 1024)")).toMatchObject({
      code: 'RESULT_TOO_LARGE',
    });
    const odd = await resultOf(`return JSON.parse('{"__proto__":1,"a":{"b":-0}}')`);
    expect(JSON.stringify(odd)).toBe('{"__proto__":1,"a":{"b":0}}');
  });
});

describe('createCodeSandbox: hostile code', () => {
  it.each([
    ['while (true);', 'CODE_TIMEOUT'],
    ['const f = () => Promise.resolve().then(f); await f();', 'CODE_TIMEOUT'],
    ['await new Promise(() => {})', 'CODE_TIMEOUT'],
    ['/^(a+)+$/.test("a".repeat(40) + "!")', 'CODE_TIMEOUT'],
    ['Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)', 'CODE_TIMEOUT'],
    ['process.exit(3)', 'CODE_CRASHED'],
    ['process.kill(process.pid, "SIGKILL"); await new Promise(() => {})', 'CODE_CRASHED'],
    ['process.abort()', 'CODE_ERROR'],
  ])('%s ends as %s, and the next step is well', async (code, expected) => {
    expect(await failure(code, { timeLimit: 300 })).toMatchObject({ code: expected });
    expect(await resultOf('return 1')).toBe(1);
  });

  it.each([
    ['const a = []; for (;;) a.push(new Array(1000).fill(Math.random()));'],
    ['const a = []; for (;;) a.push(new Uint8Array(8 << 20).fill(1));'],
  ])('stops when it takes too much memory: %s', async (code) => {
    expect(await failure(code, { memory: 64, timeLimit: 15_000 })).toMatchObject({
      code: 'CODE_MEMORY',
    });
    expect(await resultOf('return 1')).toBe(1);
  });

  it.each([
    "Object.prototype.evil = 1; JSON.parse = () => 'evil'; Array.prototype.map = null;",
    'globalThis.evil = 1; delete globalThis.fetch; process.env.EVIL = "1"',
    "require('node:path').join = null; (await import('node:fs')).default.readFileSync = null;",
    'Object.freeze(Array.prototype); Object.setPrototypeOf(Map.prototype, { evil: 1 });',
    "process.getBuiltinModule('node:os').platform = () => 'evil'",
    "process.removeAllListeners(); process.on('unhandledRejection', () => { globalThis.evil = 2 })",
  ])('leaves nothing for the next step: %s', async (code) => {
    await run(code);
    const probe = `const { join } = require('node:path');
      return [({}).evil, globalThis.evil, process.env.EVIL, new Map().evil, typeof fetch, [1].map(String)[0],
        JSON.parse('1'), join('a', 'b'), typeof require('node:fs').readFileSync, Object.isFrozen(Array.prototype),
        require('node:os').platform()].map((x) => x ?? null);`;
    expect(await resultOf(probe)).toEqual([
      null,
      null,
      null,
      null,
      'function',
      '1',
      1,
      'a/b',
      'function',
      false,
      process.platform,
    ]);
  });

  it('tells of a promise that failed unnoticed, and ends what still runs after return', async () => {
    const { result, logs } = await run("Promise.reject(new Error('lost'));\nreturn 1;");
    expect(result).toBe(1);
    expect(logs).toMatchObject([
      { level: 'warn', message: expect.stringContaining('lost'), line: 1 },
    ]);
    const file = join(open.folder, 'late.txt');
    await run(
      `setTimeout(() => require('node:fs').writeFileSync(${JSON.stringify(file)}, 'x'), 200)`,
    );
    await run('await new Promise((resolve) => setTimeout(resolve, 400))');
    expect(existsSync(file)).toBe(false);
  });

  it('runs clean steps in the same worker, and others apart', async () => {
    // `threadId` counts the workers that a process has started.
    const thread = "return [process.pid, require('node:worker_threads').threadId]";
    const first = await resultOf(thread);
    expect(await resultOf(thread)).toEqual(first);
    await run('globalThis.dirty = 1');
    expect(await resultOf(thread)).not.toEqual(first);
  });

  it('answers even when the code broke what answering needs', async () => {
    const code =
      "Array.prototype.map = Array.prototype.filter = null; String.prototype.split = null; throw new Error('x')";
    expect(await failure(code)).toMatchObject({ code: 'CODE_ERROR' });
    expect(await resultOf('return [1].map(String)')).toEqual(['1']);
  });

  it('keeps this process responsive', async () => {
    const watch = watchLoopWork();
    const hostile = [
      "for (;;) console.log('x'.repeat(100))",
      'while (true);',
      'const f = () => Promise.resolve().then(f); await f();',
    ];
    await Promise.all(hostile.map((code) => failure(code, { timeLimit: 800 })));
    expect(watch.end().at(-1)).toBeLessThan(100);
  });
});

describe('createCodeSandbox: cancel', () => {
  it.each([
    'while (true);',
    'await new Promise(() => {})',
    'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
    'const f = () => Promise.resolve().then(f); await f();',
    "require('node:child_process').execFileSync('sleep', ['30'])",
  ])('stops %s at once, with the reason of the caller', async (code) => {
    const cancelled: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { result, cancel, logs } = start(`console.log('begun');\nawait 0;\n${code}`);
      await expect.poll(() => logs.length, { interval: 5, timeout: 5_000 }).toBe(1);
      const begun = performance.now();
      cancel.abort(new Error('stop it'));
      await expect(result).rejects.toThrow('stop it');
      cancelled.push(performance.now() - begun);
    }
    // The promise is 100 ms; a machine that is busy with other things may add to some of three.
    expect(Math.min(...cancelled)).toBeLessThan(100);
  });

  // The code gets 50 ms and no more, so on a busy machine it may come to nothing: not always.
  it('lets the code see the cancel', { retry: 4 }, async () => {
    const file = join(open.folder, `seen-${performance.now()}.txt`);
    const { result, cancel, logs } = start(
      `console.log('begun');
       signal.onabort = () => require('node:fs').writeFileSync(${JSON.stringify(file)}, 'seen');
       await new Promise(() => {});`,
    );
    await expect.poll(() => logs.length, { interval: 5, timeout: 5_000 }).toBe(1);
    cancel.abort(new Error('stop it'));
    await expect(result).rejects.toThrow('stop it');
    expect(existsSync(file)).toBe(true);
  });

  it('begins nothing that is cancelled already', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(run('return 1', { signal })).rejects.toThrow('too late');
  });
});

describe('createCodeSandbox: processes', () => {
  it('runs as many jobs at once as it may, lets others wait, and replaces used processes', async () => {
    const small = createCodeSandbox({
      spawn: createNodeSpawner(open.entry),
      processes: 2,
      usesPerProcess: 3,
    });
    const request = (code: string): CodeRequest => ({
      language: 'javascript',
      code,
      name: 'stepwell://flow/step',
      roots: {},
      folder: null,
      confined: false,
      modules: 'node',
      calls: noCalls,
      memory: 256,
      signal: new AbortController().signal,
      onLog: () => undefined,
    });
    const pids = await Promise.all(
      Array.from({ length: 8 }, () => small.run(request('return process.pid'))),
    );
    expect(new Set(pids).size).toBeGreaterThanOrEqual(3);
    const begun = Promise.withResolvers<void>();
    const late = small.run({
      ...request("log('begun'); await new Promise(() => {})"),
      onLog: () => begun.resolve(),
    });
    const refused = expect(late).rejects.toMatchObject({ code: 'CODE_CLOSED' });
    await begun.promise;
    await small.close();
    await refused;
    await expect(small.run(request('return 1'))).rejects.toMatchObject({ code: 'CODE_CLOSED' });
  });

  it('ends with the app, even while code is busy outside JavaScript', async () => {
    const child = fork(open.entry, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      detached: true,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    await once(child, 'message');
    const code = "log('begun'); require('node:child_process').execFileSync('sleep', ['60'])";
    const job = {
      id: 1,
      language: 'javascript',
      code,
      name: 'x',
      roots: '{}',
      folder: null,
      modules: 'node',
      memory: 256,
    };
    child.send({ type: 'run', job });
    await once(child, 'message');
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  });

  it('leaves no process behind', async () => {
    await open.sandbox.close();
    expect(open.started.length).toBeGreaterThan(0);
    for (const { pid } of open.started) expect(() => process.kill(pid ?? 0, 0)).toThrow('ESRCH');
  });
});
