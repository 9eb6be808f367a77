import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import { watchLoopWork } from '../../test/helpers/loop-work';
import { noCalls } from '../../test/helpers/no-calls';
import { openSandbox, type OpenSandbox } from '../../test/helpers/open-sandbox';
import { runCode } from '../../test/helpers/run-code';
import type { CodeCalls, FetchRequest, FetchResponse } from './types';

let open: OpenSandbox;
beforeAll(async () => {
  open = await openSandbox();
}, 60_000);
afterAll(() => open.close());

const { resultOf, failure } = runCode(
  () => open.sandbox,
  () => ({ folder: open.folder }),
);

describe('variables and events', () => {
  it('sets variables in order, before the result, and lets the code see them', async () => {
    const heard: unknown[] = [];
    const calls: CodeCalls = {
      ...noCalls,
      setVariable: (name, value) => heard.push([name, value]),
      emit: async (topic, data) => void heard.push([topic, data]),
    };
    const code = `
      setVariable('total', { n: vars.total + 1 });
      await emit('order/done', [1]);
      await emit('bare');
      setVariable('total', null);
      return vars;`;
    const result = await resultOf(code, { calls, roots: { vars: { total: 1, other: 2 } } });
    heard.push(result);
    expect(heard).toEqual([
      ['total', { n: 2 }],
      ['order/done', [1]],
      ['bare', null],
      ['total', null],
      { total: null, other: 2 },
    ]);
  });

  it.each([
    ['setVariable("x", () => 1)', 'RESULT_NOT_JSON', 'a function at the variable "x"'],
    ['await emit("t", { a: 1n })', 'RESULT_NOT_JSON', 'a BigInt at the event of "t".a'],
    ['setVariable(1, 1)', 'CODE_ERROR', 'its name must be a text'],
    ['await emit("")', 'CODE_ERROR', 'its topic must be a text'],
  ])('refuses %s at its line', async (code, expected, message) => {
    const error = await failure(`\n  ${code}`);
    expect(error).toMatchObject({ code: expected, place: { line: 2 } });
    expect((error as Error).message).toContain(message);
  });

  it('ends when a variable cannot be set, whatever the code catches', async () => {
    const calls: CodeCalls = {
      ...noCalls,
      setVariable() {
        throw new AppError({ code: 'VAR', kind: 'user', message: 'no such variable' });
      },
    };
    const code = 'try { setVariable("x", 1) } catch {} await sleep(60_000)';
    expect(await failure(code, { calls })).toMatchObject({ code: 'VAR' });
  });

  it('stops a flood of variables', async () => {
    let count = 0;
    const calls: CodeCalls = { ...noCalls, setVariable: () => void (count += 1) };
    const error = await failure('for (;;) setVariable("x", 1)', { calls });
    expect(error).toMatchObject({ code: 'CODE_LIMIT' });
    expect(count).toBe(1_000);
    const large = 'for (;;) setVariable("x", "x".repeat(4_000_000))';
    expect(await failure(large, { calls })).toMatchObject({ code: 'CODE_LIMIT' });
  });
});

describe('fetch', () => {
  const answer: FetchResponse = {
    status: 201,
    statusText: 'Created',
    headers: [
      ['content-type', 'application/json'],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ],
    url: 'http://example.test/last',
    redirected: true,
    body: { encoding: 'utf8', text: '{"n":1}' },
  };
  const answering = (
    give: (request: FetchRequest, signal: AbortSignal) => Promise<FetchResponse>,
  ): CodeCalls => ({ ...noCalls, fetch: give });

  it('is asked of the app, and looks as everywhere', async () => {
    const asked: FetchRequest[] = [];
    const calls = answering(async (request) => {
      asked.push(request);
      return answer;
    });
    const code = `
      const r = await fetch('http://example.test/a?b=1', {
        method: 'POST', headers: { 'X-A': '1' }, body: new URLSearchParams({ q: 'ä' }),
      });
      const copy = r.clone();
      return { status: r.status, ok: r.ok, type: r.headers.get('Content-Type'), cookies: r.headers.getSetCookie(),
        url: r.url, redirected: r.redirected, json: await r.json(), text: await copy.text(), real: r instanceof Response };`;
    expect(await resultOf(code, { calls })).toEqual({
      status: 201,
      ok: true,
      type: 'application/json',
      cookies: ['a=1', 'b=2'],
      url: 'http://example.test/last',
      redirected: true,
      json: { n: 1 },
      text: '{"n":1}',
      real: true,
    });
    expect(asked).toEqual([
      {
        method: 'POST',
        url: 'http://example.test/a?b=1',
        headers: [
          ['content-type', 'application/x-www-form-urlencoded;charset=UTF-8'],
          ['x-a', '1'],
        ],
        body: { encoding: 'utf8', text: 'q=%C3%A4' },
        redirect: 'follow',
      },
    ]);
  });

  it('carries bytes both ways', async () => {
    const calls = answering(async ({ body }) => ({ ...answer, body }));
    const code = `
      const sent = Uint8Array.from([0, 255, 128, 1]);
      const r = await globalThis.fetch('http://x.test', { method: 'PUT', body: sent });
      return [...new Uint8Array(await r.arrayBuffer())];`;
    expect(await resultOf(code, { calls })).toEqual([0, 255, 128, 1]);
  });

  it('throws what the app says, where the code asked; caught or not', async () => {
    const calls = answering(async () => {
      throw new AppError({ code: 'HTTP_DNS', kind: 'operational', message: 'not known' });
    });
    expect(await failure("\n\nawait fetch('http://x.test')", { calls })).toMatchObject({
      code: 'HTTP_DNS',
      message: 'not known',
      place: { line: 3 },
    });
    const caught =
      "try { await fetch('http://x.test') } catch (e) { return [e instanceof Error, e.code] }";
    expect(await resultOf(caught, { calls })).toEqual([true, 'HTTP_DNS']);
  });

  it('can be given up, and ends with the step', async () => {
    const aborted: string[] = [];
    const calls = answering(
      ({ url }, signal) =>
        new Promise((_, reject) => {
          signal.onabort = () => {
            aborted.push(url);
            reject(new Error('aborted'));
          };
        }),
    );
    const code = `
      try { await fetch('http://x.test/1', { signal: AbortSignal.timeout(20) }) } catch (e) { log(e.name) }
      void fetch('http://x.test/2').catch(() => {});
      return 'over';`;
    const run = open.start(code, { calls });
    expect(await run.result).toBe('over');
    expect(run.logs).toMatchObject([{ message: 'TimeoutError' }]);
    expect(aborted).toEqual(['http://x.test/1', 'http://x.test/2']);
  });

  it('asks for 16 at a time', async () => {
    let now = 0;
    let most = 0;
    const calls = answering(async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
      return answer;
    });
    const code =
      "return (await Promise.all(Array.from({ length: 100 }, () => fetch('http://x.test')))).length";
    expect(await resultOf(code, { calls })).toBe(100);
    expect(most).toBe(16);
  });
});

describe('sleep', () => {
  it('waits, and ends with the step', async () => {
    expect(
      await resultOf('const t = Date.now(); await sleep(30); return Date.now() - t >= 29'),
    ).toBe(true);
    expect(await failure('await sleep(-1)')).toMatchObject({ code: 'CODE_ERROR' });
    const run = open.start("log('begun'); try { await sleep(60_000) } finally { log('ended') }");
    await expect.poll(() => run.logs.length, { interval: 5 }).toBe(1);
    run.cancel.abort(new Error('stop it'));
    await expect(run.result).rejects.toThrow('stop it');
  });
});

describe('fixed time and chance', () => {
  const everything = `
    const first = Date.now();
    await sleep(5_000);
    return { first, later: Date.now() - first, now: new Date().toISOString(), text: Date() === String(new Date()),
      given: new Date(0).getTime(), instance: new Date() instanceof Date, performance: performance.now(),
      random: [Math.random(), Math.random()], uuid: crypto.randomUUID(), global: globalThis.Date.now(),
      bytes: [...crypto.getRandomValues(new Uint8Array(4))], temporal: Temporal.Now.instant().epochMilliseconds,
      day: Temporal.Now.plainDateISO('UTC').toString() };`;
  const fixed = { now: Date.UTC(2027, 2, 4), seed: 7, skipWaits: true };

  it('is the same for the same draw, and another for another', async () => {
    const first = (await resultOf(everything, { fixed })) as Record<string, JsonValue>;
    expect(await resultOf(everything, { fixed })).toEqual(first);
    expect(first).toMatchObject({
      first: fixed.now,
      later: 5_000,
      now: '2027-03-04T00:00:05.000Z',
      text: true,
      given: 0,
      instance: true,
      performance: 5_000,
      global: fixed.now + 5_000,
      temporal: fixed.now + 5_000,
      day: '2027-03-04',
    });
    expect(first['uuid']).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    const other = (await resultOf(everything, { fixed: { ...fixed, seed: 8 } })) as typeof first;
    expect(other['random']).not.toEqual(first['random']);
  });

  it('wakes sleepers in the order of their times when waits are skipped', async () => {
    const code = `
      const woke = [];
      await Promise.all([300, 100, 200].map(async (n) => { await sleep(n); woke.push([n, Date.now()]); }));
      return woke;`;
    const at = fixed.now;
    expect(await resultOf(code, { fixed })).toEqual([
      [100, at + 100],
      [200, at + 200],
      [300, at + 300],
    ]);
  });

  it('is gone with the step, which leaves its worker clean', async () => {
    const thread = 'return [Date.now() > 1e12, Date.name, Math.random() === Math.random()]';
    await resultOf('return 1', { fixed: { ...fixed, now: 5 } });
    expect(await resultOf(thread)).toEqual([true, 'Date', false]);
    const where = "return [process.pid, require('node:worker_threads').threadId]";
    const before = await resultOf(where, { modules: 'node' });
    await resultOf(everything, { fixed });
    expect(await resultOf(where, { modules: 'node' })).toEqual(before);
  });

  it('spreads its numbers evenly', async () => {
    const code = `const counts = Array(10).fill(0);
      for (let i = 0; i < 100_000; i++) counts[Math.floor(Math.random() * 10)]++;
      return counts;`;
    const counts = (await resultOf(code, { fixed })) as number[];
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });
});

describe('modules: none', () => {
  it.each([
    ["require('node:fs')", 'require'],
    ["await import('node:fs')", 'import'],
    ['process.exit(1)', 'process'],
    ["Buffer.from('a')", 'Buffer'],
    ['new WebSocket("ws://x.test")', 'WebSocket'],
  ])('has no %s and says how to get it', async (code, name) => {
    const error = await failure(code);
    expect(error).toMatchObject({
      code: 'CODE_MODULES',
      hint: expect.stringContaining('modules: node'),
    });
    expect((error as Error).message).toContain(name);
  });

  it('leaves these names to the code and to the workflow', async () => {
    expect(await resultOf('const process = 1; return process')).toBe(1);
    expect(await resultOf('return process', { roots: { process: 'packing' } })).toBe('packing');
  });
});

describe('one step after the other', () => {
  it.each([
    ["input['__proto__'].evil = 1"],
    ['const o = {}; for (const k of input.keys) o[k].evil = 1'],
    ['JSON.parse = () => 1'],
    ['Math.random = () => 4'],
    ['Date.now = () => 5; Date = null'],
    ['console.log = null'],
    ['performance.now = () => 6'],
    ['fetch = null'],
    ['structuredClone.call = null'],
    ['(() => {}).__proto__.evil = 1'],
    ["[]['constructor']['prototype'].at = null"],
    ["new Map().__proto__.get = null; try { null.x } catch (e) { e.__proto__.name = 'evil' }"],
  ])('leaves nothing behind: %s', async (code) => {
    const roots = { input: { keys: ['__proto__'] } };
    await resultOf(code, { roots });
    const probe = `let name; try { null.x } catch (e) { name = e.name }
      return [({}).evil, (() => {}).evil, JSON.parse('2'), Math.random() < 1, Date.now() > 1e12, typeof console.log,
        performance.now() === 6, typeof fetch, typeof structuredClone.call, [7].at(0), new Map([[1, 8]]).get(1), name]
        .map((x) => x ?? null)`;
    expect(await resultOf(probe)).toEqual([
      null,
      null,
      2,
      true,
      true,
      'function',
      false,
      'function',
      'function',
      7,
      8,
      'TypeError',
    ]);
  });

  it('cannot change what the step is given', async () => {
    expect(await failure('log.info = null')).toMatchObject({ code: 'CODE_ERROR' });
  });

  it('keeps its worker', async () => {
    const where = "return [process.pid, require('node:worker_threads').threadId]";
    const before = await resultOf(where, { modules: 'node' });
    for (const code of [
      'return JSON.parse("1") + Math.max(1, 2)',
      'console.log(new Date(), [...new Set([1])]); return performance.now() > 0',
      'await sleep(1); return crypto.randomUUID().length',
      'return Temporal.Now.instant().toString().length',
      'return new URL("http://x.test").host + new Intl.NumberFormat("en").format(1e6)',
    ]) {
      await resultOf(code);
    }
    expect(await resultOf(where, { modules: 'node' })).toEqual(before);
  });
});

describe('results', () => {
  it('refuses 100 MB without making its text, while this process stays awake', async () => {
    const watch = watchLoopWork();
    for (const code of [
      "return 'x'.repeat(100 * 1024 * 1024)",
      "return Array.from({ length: 100 }, () => 'x'.repeat(1024 * 1024))",
      'return Array.from({ length: 2e7 }, () => 1)',
      'return new Array(2 ** 31)',
    ]) {
      expect(await failure(code, { memory: 1_024 })).toMatchObject({ code: 'RESULT_TOO_LARGE' });
    }
    expect(watch.end().at(-1)).toBeLessThan(100);
  });

  it('keeps invisible characters of the source and of the result', async () => {
    const code =
      'const a\u200bb\u200b = "\u2028\u202e\ud83d\ude00";\nreturn "\u2028\u202e\ud83d\ude00" + 1;';
    // A zero-width space is no part of a name: it says where.
    expect(await failure(code)).toMatchObject({ code: 'CODE_SYNTAX' });
    expect(await resultOf('const a\u200db = "\u2028\u202e";\nreturn a\u200db + "😀"')).toBe(
      '\u2028\u202e😀',
    );
  });

  it('ignores a breakpoint of its own', async () => {
    expect(await resultOf('debugger; return 1')).toBe(1);
  });
});
