import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BoundBreakpoint, CodeTarget } from '@shared/debug/code-target';
import { at, debugCode, lineOf, localsOf, step, topOf } from '../../../test/helpers/debug-code';
import { openSandbox, type OpenSandbox } from '../../../test/helpers/open-sandbox';
import type { CodeRequest } from '../types';

// Trusted code under the debugger, in real processes. What holds for both lanes is tested here; the
// confined one has its own proof, `npm run verify:lines`.

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

const sample = `const price = input.price;

// What a customer pays.
const total = addTax(price);
function addTax(net) {
  const tax = net * 0.2;
  return net + tax;
}
await null;
return { total };`;
const roots = { input: { price: 10 }, steps: { before: { ok: true } } };

describe('breakpoints', () => {
  it('stop before their line, with frames and values of the code', async () => {
    const run = await debug(sample, (target) => target.setBreakpoints(at(6)), { roots });
    const pause = await run.nextPause();
    expect(pause.reason).toBe('breakpoint');
    expect(pause.breakpoints).toEqual(['b6']);
    expect(pause.frames.map(({ name, place, isAsync }) => [name, place.line, isAsync])).toEqual([
      ['addTax', 6, false],
      ['(code)', 4, false],
    ]);
    expect(await localsOf(run, pause)).toMatchObject({ net: '10' });
    await run.target.resume('continue');
    expect(await run.result).toEqual({ total: 12 });
    expect(run.isGone()).toBe(true);
  });

  it('move from lines without code and say so', async () => {
    let bound: readonly BoundBreakpoint[] = [];
    const run = await debug(
      `${sample}\n// the end\n`,
      async (target) => {
        bound = await target.setBreakpoints(at(1, 2, 3, 11, 99));
        await target.setBreakpoints([]);
      },
      { roots },
    );
    await run.result;
    expect(bound).toEqual([
      { id: 'b1', place: { line: 1, column: 15 } },
      {
        id: 'b2',
        place: { line: 4, column: 15 },
        message: 'No code runs at line 2: it stops at line 4 instead',
      },
      {
        id: 'b3',
        place: { line: 4, column: 15 },
        message: 'No code runs at line 3: it stops at line 4 instead',
      },
      { id: 'b11', place: null, message: 'No code runs at line 11 or after it' },
      { id: 'b99', place: null, message: 'No code runs at line 99 or after it' },
    ]);
  });

  it('can be set in a column and while the code runs', async () => {
    const code = 'let i = 0;\nwhile (true) { i += 1; if (i < 0) break; await null; }';
    const run = await debug(code);
    await run.target.setBreakpoints([{ id: 'late', line: 2, column: 24 }]);
    const pause = await run.nextPause();
    expect(pause.breakpoints).toEqual(['late']);
    expect(topOf(pause).place).toEqual({ line: 2, column: 24 });
    run.cancel.abort(new Error('enough'));
    await expect(run.result).rejects.toThrow('enough');
  });

  it('stop where their condition holds, for quick and for other conditions', async () => {
    const code = 'const twice = (n) => n * 2;\nfor (let i = 0; i < 5; i += 1) {\n  log(i);\n}';
    for (const condition of ['i === 3', 'twice(i) === 6', 'i === 3 // three']) {
      const run = await debug(code, (target) =>
        target.setBreakpoints([{ id: 'c', line: 3, condition }]),
      );
      const pause = await run.nextPause();
      expect(await localsOf(run, pause)).toMatchObject({ i: '3' });
      await run.target.resume('continue');
      expect(await run.result).toBeNull();
      expect(run.logs).toHaveLength(5);
      expect(run.pauses).toEqual([]);
    }
  });

  it('several at one place are told apart by their conditions', async () => {
    const run = await debug('const n = 1;\nreturn n;', (target) =>
      target.setBreakpoints([
        { id: 'no', line: 2, condition: 'n > 1' },
        { id: 'yes', line: 2, condition: 'n > 0' },
        { id: 'plain', line: 2 },
      ]),
    );
    expect((await run.nextPause()).breakpoints).toEqual(['yes', 'plain']);
    await run.target.resume('continue');
    expect(await run.result).toBe(1);
  });

  it('with conditions that throw or never end are told and do not stop', async () => {
    const run = await debug('for (let i = 0; i < 2; i += 1) {\n  log(i);\n}\nreturn 1;', (target) =>
      target.setBreakpoints([
        { id: 'throws', line: 2, condition: 'i.no.such' },
        { id: 'wrong', line: 2, condition: 'i ===' },
        { id: 'loops', line: 4, condition: '(() => { while (true); })()' },
      ]),
    );
    expect(await run.result).toBe(1);
    expect(run.failed.map(({ id }) => id)).toEqual(['throws', 'wrong', 'loops']);
    expect(run.failed[0]?.message).toContain(
      "Cannot read properties of undefined (reading 'such')",
    );
    expect(run.failed[1]?.message).toContain('SyntaxError');
    expect(run.failed[2]?.message).toBe('It came to no result within 500 ms and was ended');
  });

  it('show where they can stand', async () => {
    const run = await debug(sample, undefined, { roots });
    await run.result;
    let places: readonly { line: number }[] = [];
    const again = await debug(sample, async (target) => (places = await target.places(2, 7)), {
      roots,
    });
    await again.result;
    expect([...new Set(places.map(({ line }) => line))]).toEqual([4, 6, 7]);
  });
});

describe('steps', () => {
  it('go over, into and out, and across await', async () => {
    const code = `const slow = async (n) => {
  await sleep(1);
  return n + 1;
};
const a = await slow(1);
const b = await slow(a);
return a + b;`;
    const run = await debug(code, (target) => target.pause());
    expect(lineOf(await run.nextPause())).toBe(1);
    expect(await step(run, 'over')).toBe(5);
    expect(await step(run, 'over')).toBe(6);
    expect(await step(run, 'into')).toBe(2);
    expect(await step(run, 'over')).toBe(3);
    expect(await step(run, 'out')).toBe(7);
    await run.target.resume('continue');
    expect(await run.result).toBe(5);
  });

  it('do not end at a breakpoint inside that turns out not to hold', async () => {
    const code = `const no = () => false;
function inner() {
  const x = 1;
  const y = 2;
  return x + y;
}
const a = inner();
return a;`;
    const run = await debug(code, (target) =>
      target.setBreakpoints([
        { id: 'start', line: 7 },
        { id: 'never', line: 4, condition: 'no()' },
      ]),
    );
    expect(lineOf(await run.nextPause())).toBe(7);
    expect(await step(run, 'over')).toBe(8);
    await run.target.resume('continue');
    expect(await run.result).toBe(3);
  });

  it('go on over what was only looked at', async () => {
    const code = 'function f(n) {\n  const m = n;\n  return m;\n}\nconst a = f(1);\nreturn a;';
    const run = await debug(code, (target) => target.setBreakpoints(at(2, 5)));
    expect(lineOf(await run.nextPause())).toBe(5);
    expect(await step(run, 'over')).toBe(2);
    const next = run.nextPause();
    await run.target.carryOn();
    const pause = await next;
    expect([pause.reason, lineOf(pause)]).toEqual(['step', 6]);
    await run.target.resume('continue');
    expect(await run.result).toBe(1);
  });

  it('show the callers that wait', async () => {
    const code = `async function inner() {
  await sleep(1);
  return 1;
}
async function outer() {
  return await inner();
}
return await outer();`;
    const run = await debug(code, (target) => target.setBreakpoints(at(3)));
    const pause = await run.nextPause();
    expect(pause.frames.map(({ name, place, isAsync }) => [name, place.line, isAsync])).toEqual([
      ['inner', 3, false],
      ['outer', 6, true],
      ['(code)', 8, true],
    ]);
    await expect(run.target.evaluate(pause.frames[1]?.id ?? '', '1', true)).rejects.toMatchObject({
      code: 'DEBUG_EVALUATE',
    });
    await run.target.resume('continue');
    expect(await run.result).toBe(1);
  });

  it('never stop in what is around the code, also not behind its end', async () => {
    const run = await debug('const a = 1;\nlog(a);\nsetVariable("x", a);', (target) =>
      target.pause(),
    );
    expect(lineOf(await run.nextPause())).toBe(1);
    expect(await step(run, 'into')).toBe(2);
    expect(await step(run, 'into')).toBe(3);
    await run.target.resume('into');
    expect(await run.result).toBeNull();
    expect(run.pauses).toEqual([]);
  });
});

describe('pausing', () => {
  it('stops an endless loop, twice, and lets it be changed', async () => {
    const run = await debug('let go = true;\nlet n = 0;\nwhile (go) n += 1;\nreturn n > 0;');
    await run.target.pause();
    const pause = await run.nextPause();
    expect(pause.reason).toBe('pause');
    // It may have been caught on its way into the loop.
    expect(lineOf(pause)).toBeLessThanOrEqual(3);
    await run.target.pause();
    await run.target.resume('continue');
    await run.target.pause();
    const again = await run.nextPause();
    expect(run.pauses).toEqual([]);
    const frame = topOf(again);
    const local = frame.scopes.find(({ type }) => type === 'local');
    await run.target.setVariable(frame.id, local?.number ?? -1, 'go', '1 > 2');
    await run.target.resume('continue');
    expect(await run.result).toBe(true);
  });

  it('stops a loop that has no statements', async () => {
    for (const code of ['while (true) {}', 'for (;;);']) {
      const run = await debug(code);
      const next = run.nextPause();
      await run.target.pause();
      const pause = await next;
      expect([pause.reason, lineOf(pause)]).toEqual(['pause', 1]);
      run.cancel.abort(new Error('enough'));
      await expect(run.result).rejects.toThrow('enough');
      const early = await debug(code, (target) => target.pause());
      expect((await early.nextPause()).reason).toBe('pause');
      early.cancel.abort(new Error('enough'));
      await expect(early.result).rejects.toThrow('enough');
    }
  });

  it('happens at `debugger` while somebody looks, and only then', async () => {
    const code = 'debugger;\nreturn 1;';
    const run = await debug(code);
    const pause = await run.nextPause();
    expect(pause.reason).toBe('debugger');
    await run.target.resume('continue');
    expect(await run.result).toBe(1);
    expect(await open.start(code).result).toBe(1);
  });

  it('does not happen to code that cannot be read', async () => {
    await expect(debug('const = 1;')).rejects.toMatchObject({ code: 'CODE_SYNTAX' });
  });

  it('can be asked for before the first line', async () => {
    const run = await debug('function f() { return 1; }\n\nreturn f();', (target) =>
      target.pause(),
    );
    const pause = await run.nextPause();
    expect([pause.reason, lineOf(pause)]).toEqual(['pause', 3]);
    await run.target.resume('continue');
    await run.result;
    await expect(run.target.resume('over')).rejects.toMatchObject({ code: 'DEBUG_NOT_PAUSED' });
  });
});

describe('errors', () => {
  const caught = 'try { JSON.parse("{"); } catch { log("caught"); }\n';
  const uncaught = 'await null;\nthrow new RangeError("too far");';

  it('stop where they are thrown, those that nothing catches or all', async () => {
    const some = await debug(caught + uncaught, (target) => target.stopOnErrors('uncaught'));
    const pause = await some.nextPause();
    expect([pause.reason, lineOf(pause)]).toEqual(['exception', 3]);
    expect(pause.error).toMatchObject({ text: 'RangeError: too far', uncaught: true });
    await some.target.resume('continue');
    await expect(some.result).rejects.toMatchObject({
      code: 'CODE_ERROR',
      message: 'RangeError: too far',
      place: { line: 3 },
    });

    const all = await debug(caught + uncaught, (target) => target.stopOnErrors('all'));
    const first = await all.nextPause();
    expect([lineOf(first), first.error?.uncaught]).toEqual([1, false]);
    expect(await step(all, 'continue')).toBe(3);
    await all.target.resume('continue');
    await expect(all.result).rejects.toThrow('too far');
  });

  it('in functions that somebody awaits count as caught where they are', async () => {
    const code = `const fails = async () => { await null; throw new Error('inside'); };
try { await fails(); } catch { log('caught'); }
await fails();`;
    const run = await debug(code, (target) => target.stopOnErrors('uncaught'));
    const pause = await run.nextPause();
    expect(pause.frames.map(({ place }) => place.line)).toEqual([1, 3]);
    await run.target.resume('continue');
    await expect(run.result).rejects.toThrow('inside');
    // Lines of the log travel on a way of their own and may come after the pause.
    expect(run.logs.map(({ message }) => message)).toEqual(['caught']);
  });
});
