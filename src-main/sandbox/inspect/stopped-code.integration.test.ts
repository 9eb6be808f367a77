import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeTarget } from '@shared/debug/code-target';
import {
  at,
  debugCode,
  lineOf,
  step,
  topOf,
  type DebugRun,
} from '../../../test/helpers/debug-code';
import { watchLoopWork } from '../../../test/helpers/loop-work';
import { listeningSockets } from '../../../test/helpers/listening-sockets';
import { openSandbox, type OpenSandbox } from '../../../test/helpers/open-sandbox';
import type { CodeRequest } from '../types';

// What can be done with trusted code while it stands still under the debugger, and what is left of it.

let open: OpenSandbox;
beforeAll(async () => {
  open = await openSandbox();
}, 60_000);
afterAll(() => open.close());

const debug = (
  code: string,
  prepare?: (target: CodeTarget) => unknown,
  options?: Partial<CodeRequest>,
) => debugCode(open.start, code, prepare, options);

const roots = { input: { price: 10 }, steps: { before: { ok: true } } };

describe('values', () => {
  const code = `const text = 'x'.repeat(100_000_000);
const list = Array.from({ length: 5_000 }, (_, at) => at * 2);
const map = new Map([['a', 1], [{ k: 1 }, [2]]]);
const proxy = new Proxy({}, { ownKeys() { throw new Error('called'); } });
const odd = { get side() { throw new Error('called'); }, [Symbol('s')]: 1, 'a b': null, nested: { deep: true } };
class Point { x = 1; }
const point = new Point();
const fails = new Error('no');
const big = 2n ** 100_000n;
const later = Promise.resolve(7);
return 1;`;

  it('are short texts with pages of parts, and nothing is called for them', async () => {
    const run = await debug(code, (target) => target.setBreakpoints(at(11)));
    const frame = topOf(await run.nextPause());
    const [scope] = frame.scopes;
    const locals = await run.target.properties(scope?.handle ?? '', null);
    const local = (name: string) => {
      const found = locals.find((property) => property.name === name);
      if (!found) throw new Error(`There is no ${name}`);
      return found;
    };
    const parts = async (name: string, page: Parameters<CodeTarget['properties']>[1] = null) =>
      (await run.target.properties(local(name).handle ?? '', page)).map((part) => [
        part.name,
        part.text,
        part.path,
      ]);
    expect(local('text').text).toBe(`"${'x'.repeat(200)}…" (100,000,000 characters)`);
    expect(local('list')).toMatchObject({ type: 'Array', indexed: 5_000, path: 'list' });
    expect(local('list').text).toMatch(/^\(5000\) \[0, 2, 4.*…$/);
    expect(await parts('list', { from: 4_999, count: 10 })).toEqual([
      ['4999', '9998', 'list[4999]'],
    ]);
    expect((await parts('list')).at(-1)).toEqual(['…', '4,000 more', undefined]);
    expect(await parts('map')).toEqual([
      ['"a"', '1', undefined],
      ['{k: 1}', '(1) [2]', undefined],
    ]);
    expect(local('proxy').text).toBe('Proxy');
    expect((await parts('proxy')).map(([name]) => name)).toContain('[[Target]]');
    expect(await parts('odd')).toEqual([
      ['side', '(getter)', 'odd.side'],
      ['a b', 'null', 'odd["a b"]'],
      ['nested', '{deep: true}', 'odd.nested'],
      ['Symbol(s)', '1', undefined],
    ]);
    expect([local('point').text, local('fails').text]).toEqual(['Point {x: 1}', 'Error: no']);
    expect(local('big').text).toBe('(a number of more than 1,000 digits)');
    expect(local('later').text).toBe('Promise (fulfilled: 7)');
    expect(frame.scopes.at(-1)?.type).toBe('global');
    await run.target.resume('continue');
    await run.result;
    await expect(run.target.properties(scope?.handle ?? '', null)).rejects.toMatchObject({
      code: 'DEBUG_NOT_PAUSED',
    });
  });

  it('of expressions come without changing anything, or change it when that is wanted', async () => {
    const run = await debug(
      'const list = [1];\nreturn list;',
      (target) => target.setBreakpoints(at(2)),
      { roots },
    );
    const { id } = topOf(await run.nextPause());
    const look = (expression: string) => run.target.evaluate(id, expression, true);
    const message = (expression: string, quietly: boolean) =>
      run.target.evaluate(id, expression, quietly).then(
        ({ text }) => `no error: ${text}`,
        (error: Error) => error.message,
      );
    expect((await look('list[0] + input.price')).text).toBe('11');
    // The code does not name it, but it is in sight.
    expect((await look('steps')).text).toBe('{before: {…}}');
    expect((await look("'y'.repeat(100_000_000)")).text).toMatch(/\(100,000,000 characters\)$/);
    expect(await message('list.push(2)', true)).toMatch(/^This might change something/);
    const endless = '(() => { while (true); })()';
    expect(await message(endless, true)).toBe('It came to no result within 500 ms and was ended');
    expect(await message(endless, false)).toBe('It came to no result within 5000 ms and was ended');
    expect(await message('await sleep(1)', false)).toMatch(/^Nothing can be awaited/);
    expect(await message('list.', false)).toMatch(/^SyntaxError/);
    expect(await message('nowhere', true)).toBe('ReferenceError: nowhere is not defined');
    expect(await message("throw 'text'", false)).toBe('It threw "text"');
    expect((await run.target.evaluate(id, 'let n = 2; list.push(n); n', false)).text).toBe('2');
    await run.target.resume('continue');
    expect(await run.result).toEqual([1, 2]);
  });

  it('of TypeScript keep their lines and columns', async () => {
    const code = `interface Line { price: number }
const lines: Line[] = [{ price: 2 }];
const twice = (n: number): number => { return n * 2; };
return lines.map((line: Line) => twice(line.price as number));`;
    const run = await debug(
      code,
      (target) => target.setBreakpoints([{ id: 'b', line: 3, column: 40 }]),
      {
        language: 'typescript',
      },
    );
    const pause = await run.nextPause();
    expect(pause.frames.map(({ name, place }) => [name, place])).toEqual([
      ['twice', { line: 3, column: 40 }],
      ['(anonymous)', { line: 4, column: 34 }],
      ['(code)', { line: 4, column: 14 }],
    ]);
    await run.target.resume('continue');
    expect(await run.result).toEqual([4]);
  });
});

describe('code that stands still', () => {
  const paused = async (code: string, options?: Partial<CodeRequest>) => {
    const run = await debug(code, (target) => target.setBreakpoints(at(1)), options);
    const pause = await run.nextPause();
    return { run, pause };
  };

  it('is cancelled at once', async () => {
    for (const code of ['let n = 0;\nwhile (true) n += 1;', 'await new Promise(() => 1);']) {
      const times: number[] = [];
      for (let round = 0; round < 3; round += 1) {
        const { run } = await paused(code);
        const start = performance.now();
        run.cancel.abort(new Error('enough'));
        await expect(run.result).rejects.toThrow('enough');
        times.push(performance.now() - start);
        expect(run.isGone()).toBe(true);
      }
      // A machine that is busy with other things may add to some of three.
      expect(Math.min(...times)).toBeLessThan(300);
    }
  });

  it('uses up none of its time, and what it takes afterwards counts', async () => {
    const { run } = await paused('let n = 1;\nwhile (true) n += 1;', { timeLimit: 600 });
    await expect(
      Promise.race([
        run.result,
        new Promise((resolve) => setTimeout(() => resolve('held'), 1_000)),
      ]),
    ).resolves.toBe('held');
    await run.target.resume('continue');
    await expect(run.result).rejects.toMatchObject({ code: 'CODE_TIMEOUT' });
  });

  it('leaves this process free, opens no port, and keeps its memory in sight', async () => {
    const { run, pause } = await paused('const kept = [];\nreturn kept;', { memory: 64 });
    if (process.platform === 'linux') expect(listeningSockets([process.pid])).toBe(0);
    const watch = watchLoopWork();
    await wait(100);
    expect(watch.end().at(-1)).toBeLessThan(50);
    const { id } = topOf(pause);
    // Ended with the code, or answered just before.
    await run.target
      .evaluate(id, 'new Uint8Array(400_000_000).fill(1).length', false)
      .catch(() => undefined);
    await expect(run.result).rejects.toMatchObject({ code: 'CODE_MEMORY' });
  });

  it('is not felt by other code', async () => {
    const { run, pause } = await paused('return 1;');
    await run.target.evaluate(
      topOf(pause).id,
      'Array.prototype.map = null; globalThis.mark = 1',
      false,
    );
    expect(await open.start('return [[1].map(String), typeof mark];').result).toEqual([
      ['1'],
      'undefined',
    ]);
    await run.target.resume('continue');
    expect(await run.result).toBe(1);
    const next = await debug('return [[1].map(String), typeof mark];');
    expect(await next.result).toEqual([['1'], 'undefined']);
  });

  it('keeps what it has logged', async () => {
    const run = await debug("console.log('one');\nlog('two', { n: 2 });\nreturn 1;", (target) =>
      target.setBreakpoints(at(3)),
    );
    await run.nextPause();
    await run.target.resume('continue');
    await run.result;
    expect(run.logs).toEqual([
      { level: 'info', message: 'one', line: 1 },
      { level: 'info', message: 'two', data: { n: 2 }, line: 2 },
    ]);
  });

  it('ends with the sandbox', async () => {
    const other = await openSandbox();
    const run = await debugCode(other.start, 'return 1;', (target) => target.setBreakpoints(at(1)));
    await run.nextPause();
    await other.close();
    await expect(run.result).rejects.toMatchObject({ code: 'CODE_CLOSED' });
  });
});

describe('the thread of debugged code', () => {
  const which = "return require('node:worker_threads').threadId;";
  const thread = async (code = which) => (await debug(code, undefined, { modules: 'node' })).result;

  it('is used again as long as code and person leave it as it was', async () => {
    const first = await thread();
    expect(await thread()).toBe(first);
    await expect(thread('throw new Error("no");')).rejects.toThrow('no');
    expect(await thread()).toBe(first);
    await thread('globalThis.mark = 1;');
    const second = await thread();
    expect(second).not.toBe(first);
    const run = await debug('return 1;', (target) => target.setBreakpoints(at(1)));
    const pause = await run.nextPause();
    await run.target.evaluate(topOf(pause).id, 'globalThis.mark = 1', false);
    await run.target.resume('continue');
    await run.result;
    expect(await thread()).not.toBe(second);
  });

  it('has nothing of an earlier debugger: no step, no pause, no breakpoint, no stop at errors', async () => {
    const code = 'try {\n  throw new Error("no");\n} catch {}\nreturn 1;';
    const run = await debug(code, async (target) => {
      await target.setBreakpoints(at(4));
      await target.stopOnErrors('all');
    });
    expect(lineOf(await run.nextPause())).toBe(2);
    expect(await step(run, 'continue')).toBe(4);
    await stepToTheEnd(run, 'into');
    for (const how of ['over', 'out'] as const) {
      const next = await debug(code, (target) => target.setBreakpoints(at(4)));
      await next.nextPause();
      await stepToTheEnd(next, how);
      const last = await debug(code);
      await last.result;
      expect(last.pauses).toEqual([]);
    }
  });

  async function stepToTheEnd(run: DebugRun, how: 'over' | 'into' | 'out'): Promise<void> {
    for (let goesOn = true; goesOn;) {
      await run.target.resume(how);
      goesOn = await Promise.race([run.nextPause().then(() => true), run.result.then(() => false)]);
    }
  }
});
