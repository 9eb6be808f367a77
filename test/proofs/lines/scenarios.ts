import { setTimeout as wait } from 'node:timers/promises';
import type { CodePause } from '../../../src-shared/debug/code-target';
import type { CodeRequest, CodeSandbox } from '../../../src-main/sandbox/types';
import { debugCode, type DebugRun } from '../../helpers/debug-code';
import { runCode } from '../../helpers/run-code';
import { listeningSockets } from '../../helpers/listening-sockets';

// What a debugger must be able to do with code, the same for every lane; and what it may cost.

export interface LaneReport {
  /** Milliseconds, one figure per trial. */
  readonly times: Readonly<Record<keyof typeof limits, number[]>>;
  readonly violations: string[];
  readonly sockets: number;
}

/** Milliseconds that none may take longer than, but one in twenty. */
export const limits = {
  /** From the first line to a stop at a breakpoint. */
  stop: 200,
  /** All variables and an expression of a frame. */
  look: 200,
  /** The same where there are texts of 100 MB. */
  large: 5_000,
  /** From a cancel to its end, while it stands still. */
  cancel: 100,
  /** The longest time in which this process did nothing, while code stands still. */
  delay: 50,
};

const longestScenario = 30_000;

const typed = `interface Line { price: number; count: number }
const lines: Line[] = [{ price: 2, count: 3 }, { price: 5, count: 1 }];
let sum: number = 0;
for (const line of lines) {
  sum += line.price * (line.count as number);
}
await sleep(1);
return { sum };`;

export async function runScenarios(
  sandbox: CodeSandbox,
  lane: { readonly name: string; readonly confined: boolean; readonly pids: () => number[] },
  trials: number,
): Promise<LaneReport> {
  const times: LaneReport['times'] = { stop: [], look: [], large: [], cancel: [], delay: [] };
  const violations: string[] = [];
  let sockets = 0;

  const { start } = runCode(
    () => sandbox,
    () => ({
      name: 'stepwell://proof/step',
      roots: { input: { price: 10 } },
      confined: lane.confined,
      memory: 512,
      timeLimit: 10_000,
    }),
  );
  const debug = (...rest: [string, Parameters<typeof debugCode>[2]?, Partial<CodeRequest>?]) =>
    debugCode(start, ...rest);
  function check(what: string, found: unknown, wanted: unknown): void {
    const [given, expected] = [JSON.stringify(found), JSON.stringify(wanted)];
    if (given !== expected) violations.push(`${lane.name}: ${what}: ${given}, not ${expected}`);
  }

  const scenarios = {
    linesOfTypeScript,
    stepsAcrossAwait,
    errors,
    endlessLoop,
    looksWithoutHarm,
    largeValues,
  };
  for (let trial = 0; trial < trials; trial += 1) {
    for (const [name, scenario] of Object.entries(scenarios)) {
      if (!(await endsInTime(scenario()))) violations.push(`${lane.name}: ${name} does not end`);
    }
  }
  return { times, violations, sockets };

  async function linesOfTypeScript(): Promise<void> {
    const run = await debug(
      typed,
      (target) => target.setBreakpoints([{ id: 'b', line: 5, condition: 'line.price === 5' }]),
      { language: 'typescript' },
    );
    const began = performance.now();
    const pause = await run.nextPause();
    times.stop.push(performance.now() - began);
    check('TypeScript line', placeOf(pause), [5, 15]);
    const look = performance.now();
    const [frame] = pause.frames;
    const locals = await namesOf(run, pause);
    const value = await run.target.evaluate(frame?.id ?? '', 'input.price + sum', true);
    times.look.push(performance.now() - look);
    check('locals', [locals['line'], value.text], ['{price: 5, count: 1}', '16']);
    sockets = Math.max(sockets, listeningSockets([process.pid, ...lane.pids()]));
    // Long enough for anything that would be polled to show.
    times.delay.push(await longestDelay(100));
    const local = frame?.scopes.find(({ type }) => type === 'local');
    await run.target.setVariable(frame?.id ?? '', local?.number ?? -1, 'sum', '100');
    await run.target.resume('continue');
    check('changed result', await run.result, { sum: 105 });
  }

  async function stepsAcrossAwait(): Promise<void> {
    const code = `const slow = async (n) => {\n  await sleep(1);\n  return n + 1;\n};\nconst a = await slow(1);\nreturn a;`;
    const run = await debug(code, (target) => target.pause());
    const seen = [placeOf(await run.nextPause())[0]];
    for (const how of ['over', 'into', 'over', 'out'] as const) {
      const next = run.nextPause();
      await run.target.resume(how);
      seen.push(placeOf(await next)[0]);
    }
    check('steps', seen, [1, 5, 2, 3, 6]);
    await run.target.resume('continue');
    check('stepped result', await run.result, 2);
  }

  async function errors(): Promise<void> {
    const code = `try { JSON.parse('{'); } catch {}\nawait null;\nthrow new Error('mine');`;
    const run = await debug(code, (target) => target.stopOnErrors('uncaught'));
    const pause = await run.nextPause();
    check(
      'error',
      [placeOf(pause)[0], pause.error?.uncaught, pause.error?.text],
      [3, true, 'Error: mine'],
    );
    await run.target.resume('continue');
    const failure = await run.result.catch((error: unknown) => error);
    check('failure', (failure as { code?: string }).code, 'CODE_ERROR');
  }

  async function endlessLoop(): Promise<void> {
    const run = await debug('let n = 0;\nwhile (true) n += 1;');
    await run.target.pause();
    check('endless loop', placeOf(await run.nextPause())[0], 2);
    const began = performance.now();
    run.cancel.abort(new Error('enough'));
    await run.result.catch(() => undefined);
    times.cancel.push(performance.now() - began);
  }

  async function looksWithoutHarm(): Promise<void> {
    const run = await debug('const list = [1];\nreturn list;', (target) =>
      target.setBreakpoints([{ id: 'b', line: 2 }]),
    );
    const pause = await run.nextPause();
    const frame = pause.frames[0]?.id ?? '';
    for (const expression of ['list.push(2)', 'while (true);', '(() => { while (true); })()']) {
      const answer = await run.target
        .evaluate(frame, expression, true)
        .catch((error: unknown) => error);
      check(expression, (answer as { code?: string }).code, 'DEBUG_EVALUATE');
    }
    await run.target.resume('continue');
    check('result after looks', await run.result, [1]);
  }

  async function largeValues(): Promise<void> {
    const code = `const text = 'x'.repeat(100_000_000);\nconst list = new Array(5_000_000).fill(7);\nreturn text.length + list.length;`;
    const before = process.memoryUsage.rss();
    const run = await debug(code, (target) => target.setBreakpoints([{ id: 'b', line: 3 }]));
    const pause = await run.nextPause();
    const began = performance.now();
    const locals = await namesOf(run, pause);
    const value = await run.target.evaluate(pause.frames[0]?.id ?? '', 'text + text', false);
    times.large.push(performance.now() - began);
    check('large text', /\(100,000,000 characters\)$/.test(locals['text'] ?? ''), true);
    check('larger text', /\(200,000,000 characters\)$/.test(value.text), true);
    check('large list', locals['list']?.startsWith('(5000000) [7, 7'), true);
    const grown = (process.memoryUsage.rss() - before) / 1_048_576;
    if (grown > 60) violations.push(`${lane.name}: this process grew by ${Math.round(grown)} MB`);
    await run.target.resume('continue');
    check('large result', await run.result, 105_000_000);
  }
}

async function endsInTime(work: Promise<void>): Promise<boolean> {
  const waited = new AbortController();
  const late = wait(longestScenario, false, { signal: waited.signal }).catch(() => false);
  const ended = await Promise.race([work.then(() => true), late]);
  waited.abort();
  return ended;
}

function placeOf(pause: CodePause): readonly [number, number] {
  const { line = 0, column = 0 } = pause.frames[0]?.place ?? {};
  return [line, column];
}

async function namesOf(run: DebugRun, pause: CodePause): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const scope of pause.frames[0]?.scopes ?? []) {
    if (scope.type === 'global') continue;
    for (const { name, text } of await run.target.properties(scope.handle, null)) {
      texts[name] ??= text;
    }
  }
  return texts;
}

/** How long this process did nothing else, at most, in that time. */
async function longestDelay(milliseconds: number): Promise<number> {
  const end = performance.now() + milliseconds;
  let last = performance.now();
  let longest = 0;
  while (last < end) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }
  return longest;
}
