import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildEntries, type BuiltEntries } from '../../../test/helpers/build-entries';
import { runCode } from '../../../test/helpers/run-code';
import { bareEnvironment, createProcessOpener } from '../quickjs/open-process';
import { createNodeSpawner } from '../spawn-node-process';
import type { CodeSandbox } from '../types';
import { createConfinedSandbox } from './confined-sandbox';
import { createTypeStripper, type TypeStripper } from './type-stripper';

// The confined lane with QuickJS, as the command line has it. What a renderer does differently is
// tested in the real app (test/e2e/confined.spec.ts).

let entries: BuiltEntries<'quickjs-child' | 'strip-worker'>;
let sandbox: CodeSandbox;
let stripper: TypeStripper;

beforeAll(async () => {
  entries = await buildEntries({
    'quickjs-child': 'src-main/sandbox/quickjs/child.ts',
    'strip-worker': 'src-main/sandbox/confined/strip-worker.ts',
  });
  stripper = createTypeStripper(entries.path('strip-worker'));
  sandbox = createConfinedSandbox({
    open: createProcessOpener(createNodeSpawner(entries.path('quickjs-child'), bareEnvironment())),
    stripTypes: stripper.strip,
    refusesDebugger: 'No lines here',
  });
  await sandbox.warm();
}, 60_000);
afterAll(async () => {
  await sandbox.close();
  await stripper.close();
  await entries.remove();
});

const refuse = () => {
  throw new Error('Confined code asks for nothing');
};
const { start, run, resultOf, failure } = runCode(
  () => sandbox,
  () => ({
    confined: true,
    calls: { setVariable: refuse, emit: refuse, fetch: refuse },
    memory: 64,
  }),
);

describe('confined code', () => {
  it('runs the body of an async function with what is at hand', async () => {
    const roots = { input: { n: 2 }, steps: { a: [1] }, item: 'x', class: 'not a name' };
    const code = `
      const doubled = await Promise.resolve(input.n * 21);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { doubled, item, steps, aborted: signal.aborted, node: typeof process };`;
    expect(await resultOf(code, { roots })).toEqual({
      doubled: 42,
      item: 'x',
      steps: { a: [1] },
      aborted: false,
      node: 'undefined',
    });
    // A loop may call its item anything.
    const named = { log: 'root', location: 'here' };
    const names = 'return [typeof log, location, typeof document]';
    expect(await resultOf(names, { roots: named })).toEqual(['function', 'here', 'undefined']);
    expect(await resultOf('')).toBeNull();
    expect(await resultOf('const input = 1; return input;', { roots })).toBe(1);
  });

  it('takes types away without moving a line', async () => {
    const code =
      'interface Line { n: number }\nconst line: Line = input as Line;\nthrow new Error(`${line.n}`);';
    const error = await failure(code, { language: 'typescript', roots: { input: { n: 7 } } });
    expect(error).toMatchObject({ code: 'CODE_ERROR', message: 'Error: 7', place: { line: 3 } });
  });

  it.each([
    ['typescript', 'let a: number = 1;\nenum Color { Red }', 'TS_UNSUPPORTED', 2],
    ['typescript', 'const a: = 3;', 'CODE_SYNTAX', 1],
    ['typescript', '('.repeat(500_000), 'CODE_SYNTAX', undefined],
    ['typescript', 'let a: number = 1;\nnamespace N { export const b = 1 }', 'TS_UNSUPPORTED', 2],
    ['javascript', 'const a = 1;\nreturn a +* 2;', 'CODE_SYNTAX', 2],
    ['javascript', 'x'.repeat(5_000_000), 'CODE_TOO_LARGE', undefined],
  ] as const)('refuses %s that does not compile (%#)', async (language, code, expected, line) => {
    const error = await failure(code, { language });
    expect(error).toMatchObject({ code: expected, ...(line && { place: { line } }) });
  });

  it.each([
    ['const a = null;\n\n  a.x();', 'TypeError: cannot read property', 3],
    ["function f() {\n  throw new RangeError('no');\n}\nawait null;\nf();", 'RangeError: no', 2],
    [
      "setTimeout(() => {\n  throw new Error('later');\n}, 1);\nawait new Promise(() => {});",
      'Error: later',
      2,
    ],
    ['const f = () => f();\nf();', 'stack overflow', 1],
  ])('says where the code threw (%#)', async (code, message, line) => {
    expect(await failure(code)).toMatchObject({
      code: 'CODE_ERROR',
      message: expect.stringContaining(message),
      place: { line },
      details: { stack: expect.arrayContaining([expect.stringContaining(`line ${line}`)]) },
    });
  });

  it.each([
    ["return require('node:fs').readFileSync('/etc/passwd')", 'require'],
    ["return await fetch('http://127.0.0.1/')", 'fetch'],
    ["await emit('topic', 1)", 'emit'],
    ["return (await import('node:fs')).readFileSync", 'import'],
    ['return process.env', 'process'],
    ["return Buffer.from('x')", 'Buffer'],
  ])('says what a restricted workflow does not have: %s', async (code, name) => {
    expect(await failure(code)).toMatchObject({
      code: 'CODE_RESTRICTED',
      message: `\`${name}\` is not available in a restricted workflow`,
      hint: 'Use an HTTP or file step, or trust this workflow.',
    });
  });

  it('sets variables, which the code sees, and refuses others', async () => {
    const set: unknown[] = [];
    const calls = {
      setVariable: (name: string, value: unknown) => void set.push([name, value]),
      emit: () => Promise.reject(new Error('not asked for')),
      fetch: () => Promise.reject(new Error('not asked for')),
    };
    const code = "setVariable('a', { b: [1] });\nsetVariable('l\\n', null);\nreturn vars";
    const options = { roots: { vars: { a: 0 } }, calls };
    expect(await resultOf(code, options)).toEqual({ a: { b: [1] }, 'l\n': null });
    expect(set).toEqual([
      ['a', { b: [1] }],
      ['l\n', null],
    ]);
    expect(await failure("setVariable('a', () => 1)", options)).toMatchObject({
      code: 'RESULT_NOT_JSON',
      message: 'The code gave a function at the variable "a", which is not JSON',
    });
    expect(await failure('for (;;) setVariable("a", 1)', options)).toMatchObject({
      code: 'CODE_LIMIT',
    });
  });

  it('stands still in time and repeats its chance where a run is kept', async () => {
    const code = `const begun = Date.now(); await sleep(60_000);
      return [begun, Date.now() - begun, Math.random(), crypto.randomUUID(), new Date() instanceof Date];`;
    const fixed = { now: 1_800_000_000_000, seed: 7, skipWaits: true };
    const first = await resultOf(code, { fixed });
    expect(first).toEqual([
      1_800_000_000_000,
      60_000,
      expect.any(Number),
      expect.any(String),
      true,
    ]);
    expect(await resultOf(code, { fixed })).toEqual(first);
    expect(
      await resultOf(
        'const t = performance.now(); await sleep(30); return performance.now() - t > 25',
      ),
    ).toBe(true);
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
    expect(logs).toEqual([
      { level: 'info', message: 'a { b: 1 }', line: 1 },
      { level: 'error', message: 'e', line: 2 },
      { level: 'info', message: 'm', data: [1], line: 3 },
      { level: 'warn', message: 'w', line: 4 },
      { level: 'info', message: expect.stringContaining('│ 1 │'), line: 5 },
    ]);
  });

  it('shows log data that is too deep as text', async () => {
    const code =
      'let deep = 1; for (let at = 0; at < 600; at += 1) deep = [deep]; log("deep", deep); return 1';
    const { result, logs } = await run(code);
    expect(result).toBe(1);
    expect(logs).toMatchObject([{ message: 'deep', data: expect.stringContaining('[Array]') }]);
  });

  it('prints values the way Node does', async () => {
    const code = `
      const circular = { a: 1 };
      circular.self = circular;
      class Point { x = 1 }
      console.log('%s is %d of %j', 'x', 2, { a: [1] }, 'rest');
      console.log([1, 'a', null, undefined, -0, 2n, Symbol('s')]);
      console.log(circular, new Point(), new Map([['k', new Set([1])]]));
      console.log(() => 1, class A {}, new Date(0), /x/g, { a: { b: { c: { d: 1 } } } });
      console.log({ 'odd-key': 1, text: "it's", get g() { return 1 } }, new Uint8Array([1, 2]));`;
    const { logs } = await run(code);
    expect(logs.map((line) => line.message)).toEqual([
      'x is 2 of {"a":[1]} rest',
      "[ 1, 'a', null, undefined, -0, 2n, Symbol(s) ]",
      "{ a: 1, self: [Circular] } Point { x: 1 } Map(1) { 'k' => Set(1) { 1 } }",
      '[Function (anonymous)] [class A] 1970-01-01T00:00:00.000Z /x/g { a: { b: { c: [Object] } } }',
      `{ 'odd-key': 1, text: "it's", g: [Getter] } Uint8Array(2) [ 1, 2 ]`,
    ]);
  });

  it('has what needs nothing from outside, also where the engine has not', async () => {
    const code = `
      const bytes = new TextEncoder().encode('h€😀');
      const interval = await new Promise((resolve) => {
        let n = 0;
        const id = setInterval(() => { n += 1; if (n === 3) { clearInterval(id); resolve(n); } }, 1);
      });
      const copy = structuredClone({ m: new Map([[1, { d: new Date(0) }]]), l: [new Set([1])] });
      return {
        bytes: [...bytes], text: new TextDecoder().decode(bytes), interval,
        bad: new TextDecoder().decode(new Uint8Array([0x61, 0xff, 0xe2, 0x82])),
        base64: [btoa('hello'), atob('aGVsbG8='), atob(btoa('ab'))],
        id: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()),
        random: crypto.getRandomValues(new Uint8Array(4)).length,
        clone: [copy.m.get(1).d.getTime(), copy.l[0].has(1)], clock: performance.now() > 0,
      };`;
    expect(await resultOf(code)).toEqual({
      bytes: [104, 226, 130, 172, 240, 159, 152, 128],
      text: 'h€😀',
      interval: 3,
      bad: 'a���',
      base64: ['aGVsbG8=', 'hello', 'ab'],
      id: true,
      random: 4,
      clone: [0, true],
      clock: true,
    });
  });

  it('keeps a part of a million lines and says that it left some out', async () => {
    const code = "for (let i = 0; i < 1e6; i++) console.log('line ' + i); return 'end';";
    const { result, logs } = await run(code, { timeLimit: 15_000 });
    expect(result).toBe('end');
    expect(logs.length).toBe(10_001);
    expect(logs.at(-1)).toMatchObject({
      level: 'warn',
      message: expect.stringContaining('is full'),
    });
  });

  it.each([
    ['return () => 1', 'result', 'a function'],
    ['return { a: [1, Symbol()] }', 'result.a[1]', 'a symbol'],
    ['return { a: 1n }', 'result.a', 'a BigInt'],
    ['const a = {}; a.a = a; return a', 'result.a', 'a circular reference'],
    ['return new Date()', 'result', 'a Date'],
    ['return [new Map()]', 'result[0]', 'a Map'],
    ['return NaN', 'result', 'NaN'],
    ['return [undefined]', 'result[0]', 'undefined'],
    ['return { get a() { throw 1 } }', 'result.a', 'a getter that threw (1)'],
    ['return { toJSON() { throw 1 } }', 'result', 'an object with its own toJSON'],
    ['let a = []; for (let i = 0; i < 1000; i++) a = [a]; return a', 'result[0]', 'more than 500'],
  ])('refuses the result of %s', async (code, path, what) => {
    const error = await failure(code);
    expect(error).toMatchObject({ code: 'RESULT_NOT_JSON' });
    expect((error as Error).message).toContain(`gave ${what}`);
    expect((error as Error).message).toContain(` at ${path}`);
  });

  it('refuses a result that is too large, and keeps odd keys', async () => {
    const large = await failure("return 'x'.repeat(17 * 1024 * 1024)", { memory: 256 });
    expect(large).toMatchObject({ code: 'RESULT_TOO_LARGE' });
    const odd = await resultOf(`return JSON.parse('{"__proto__":1,"a":{"b":-0}}')`);
    expect(JSON.stringify(odd)).toBe('{"__proto__":1,"a":{"b":0}}');
  });
});

describe('confined code that is hostile', () => {
  it.each([
    ['while (true);', 'CODE_TIMEOUT'],
    ['const f = () => Promise.resolve().then(f); await f();', 'CODE_TIMEOUT'],
    ['await new Promise(() => {})', 'CODE_TIMEOUT'],
    ['new Array(2 ** 31).join("ab")', 'CODE_TIMEOUT'],
    ['const a = []; for (;;) a.push({ n: a.length });', 'CODE_MEMORY'],
    ['const a = []; for (;;) a.push(new Uint8Array(8 << 20).fill(1));', 'CODE_MEMORY'],
    ['JSON.parse("[".repeat(1e6) + "]".repeat(1e6))', 'CODE_ERROR'],
    ["Array.prototype.map = Array.prototype.filter = null; throw new Error('x')", 'CODE_ERROR'],
  ])('%s ends as %s, and the next step is well', async (code, expected) => {
    expect(
      await failure(code, { timeLimit: expected === 'CODE_TIMEOUT' ? 500 : 15_000 }),
    ).toMatchObject({ code: expected });
    expect(await resultOf('return [1].map(String)')).toEqual(['1']);
  });

  it('stops at once, with the reason of the caller', async () => {
    const cancelled: number[] = [];
    for (const code of [
      'while (true);',
      'await new Promise(() => {})',
      'new Array(2 ** 31).join("ab")',
    ]) {
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

  it('leaves nothing behind for the next step', async () => {
    await run(
      "Object.prototype.evil = 1; globalThis.evil = 2; JSON.parse = () => 'evil'; Date.now = null",
    );
    expect(
      await resultOf('return [typeof {}.evil, typeof evil, JSON.parse("1"), Date.now() > 0]'),
    ).toEqual(['undefined', 'undefined', 1, true]);
  });

  it('lets further steps wait, and gives them up', async () => {
    const waiting = Array.from({ length: 5 }, () => start('await new Promise(() => {})'));
    const over = waiting.map(({ result }) => expect(result).rejects.toThrow('over'));
    const late = start('return 1');
    late.cancel.abort(new Error('not needed'));
    await expect(late.result).rejects.toThrow('not needed');
    for (const { cancel } of waiting) cancel.abort(new Error('over'));
    await Promise.all(over);
    expect(await resultOf('return 1')).toBe(1);
  });
});

describe('a debugger', () => {
  it('is told that it cannot stop this code, which runs all the same', async () => {
    const told: unknown[] = [];
    let isGone = false;
    const { result } = start('debugger;\nreturn 1;', {
      debug: {
        async attach(target, gone) {
          void gone.then(() => (isGone = true));
          told.push(target.refusal);
          told.push(await target.setBreakpoints([{ id: 'b', line: 2 }]));
          await target.evaluate('', '1', true).catch((error: Error) => told.push(error.message));
        },
      },
    });
    expect(await result).toBe(1);
    expect(told).toEqual([
      'No lines here',
      [{ id: 'b', place: null, message: 'No lines here' }],
      'No lines here',
    ]);
    expect(isGone).toBe(true);
  });
});
