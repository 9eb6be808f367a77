import { parentPort } from 'node:worker_threads';
import { thrownError } from '../code-errors';
import { callLimits, type FromWorker, type Job, type ToWorker } from '../protocol';
import { createSleep } from '../guest/create-sleep';
import { fixSurroundings } from '../guest/fix-surroundings';
import { createGuestCalls, type GuestCalls } from '../guest/guest-calls';
import { captureConsole } from './capture-console';
import { compile } from './compile';
import { createCleanliness } from './cleanliness';
import { callFailure, CodeFailure, describeThrown, failureData } from './failure';
import { createGuestFetch } from './guest-fetch';
import { missingImport } from './modules';
import { jsonText, resultText } from './result-text';

// The worker thread: the only place where user code runs. It runs one job after the other, each in
// the same realm as long as every job leaves it as it was.

const { setImmediate: nextTurn, setTimeout, clearTimeout } = globalThis;
const { parse } = JSON;
const unspeakable: FromWorker = {
  type: 'failed',
  error: thrownError('The code failed with an error that cannot be shown', undefined, {}),
};

export function startWorker(): void {
  const port = parentPort;
  if (!port) throw new Error('The worker was started without a parent');
  const post = port.postMessage.bind(port) as (message: FromWorker) => void;
  const logs = captureConsole((lines) => post({ type: 'log', lines }));
  const newCalls = () =>
    createGuestCalls(callLimits, (call) => post({ type: 'call', call }), callFailure);
  let calls: GuestCalls = newCalls();
  let abort = new AbortController();
  let name = '';
  let failRun: ((error: unknown) => void) | undefined;
  const fetch = createGuestFetch(() => calls);
  globalThis.fetch = fetch;

  /** Of a debugged job: the promise whose failure is the code's. */
  const awaited = new WeakMap<Promise<unknown>, (reason: unknown) => void>();

  process.on('unhandledRejection', (reason, promise) => {
    const fail = awaited.get(promise);
    if (fail) return fail(reason);
    const { message, place } = describeThrown(reason, name);
    logs.write(
      'warn',
      `A promise failed and nobody waited for it: ${message}`,
      undefined,
      place?.line,
    );
  });
  process.on('uncaughtException', (error) => failRun?.(error));

  async function run(job: Job): Promise<void> {
    ({ name } = job);
    abort = new AbortController();
    calls = newCalls();
    logs.begin(name);
    // Under a debugger a person may have done what its text does not say.
    const isPlain = job.modules !== 'node' && !job.debugged;
    const scope = isPlain ? cleanliness.scopeOf(job.code) : null;
    const clock = job.fixed && fixSurroundings(globalThis, job.fixed);
    // The code may have broken anything, even what describing its error needs.
    const outcome = await outcomeOf(job, clock).catch(() => unspeakable);
    failRun = undefined;
    // One turn, so that promises that failed meanwhile are still told.
    await new Promise((resolve) => nextTurn(resolve));
    try {
      clock?.restore();
      logs.flush();
    } finally {
      post(outcome);
    }
    post({ type: 'settled', clean: cleanliness.isClean(scope) });
  }

  async function outcomeOf(
    job: Job,
    clock: ReturnType<typeof fixSurroundings> | undefined,
  ): Promise<FromWorker> {
    try {
      // Parsed here, in the realm of the code: its objects are plain objects there.
      const roots = parse(job.roots) as Record<string, unknown>;
      const program = compile(job, roots, atHand(job, roots, clock), cleanliness);
      const thrownLater = new Promise<never>((_, reject) => {
        failRun = reject;
      });
      const ended = job.debugged ? unhandled(program) : program();
      const value: unknown = await Promise.race([ended, thrownLater]);
      return { type: 'done', result: resultText(value) };
    } catch (error) {
      const known = failureData(error, name) ?? missingImport(error)?.data;
      return { type: 'failed', error: known ?? describeThrown(error, name).data };
    }
  }

  /**
   * Runs the code so that nothing handles its failure: the inspector takes an error for caught
   * already when anybody waits for it, and could not tell which ones nothing in the code catches.
   */
  function unhandled(program: () => Promise<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      nextTurn(() => void awaited.set(program().then(resolve), reject));
    });
  }

  function atHand(
    job: Job,
    roots: Record<string, unknown>,
    clock: ReturnType<typeof fixSurroundings> | undefined,
  ): Record<string, unknown> {
    const { signal } = abort;
    const mine = calls;
    return {
      log: logs.log,
      signal,
      fetch,
      sleep: createSleep(clock, job.fixed?.skipWaits ?? false, signal, later),
      setVariable(variable: unknown, value: unknown) {
        if (typeof variable !== 'string' || variable === '') throw unnamed('setVariable', 'name');
        mine.setVariable(variable, jsonText(value, `the variable "${variable}"`));
        const { vars } = roots;
        // The code sees what it has set.
        if (typeof vars === 'object' && vars !== null) Object.assign(vars, { [variable]: value });
      },
      async emit(topic: unknown, data: unknown = null) {
        if (typeof topic !== 'string' || topic === '') throw unnamed('emit', 'topic');
        await mine.emit(topic, jsonText(data, `the event of "${topic}"`));
      },
    };
  }

  port.on('message', (message: ToWorker) => {
    switch (message.type) {
      case 'abort':
        return abort.abort(new DOMException('The step was cancelled', 'AbortError'));
      case 'answer':
        return calls.answer(message.answer);
      case 'run':
        return void run(message.job);
    }
  });
  // Last, so that all of the worker's own set-up counts as "as it was".
  const cleanliness = createCleanliness(port);
  post({ type: 'ready' });
}

function later(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}

function unnamed(what: string, parameter: string): CodeFailure {
  return new CodeFailure({
    code: 'CODE_ERROR',
    kind: 'user',
    message: `${what}: its ${parameter} must be a text`,
    hint: `Write ${what}('${parameter}', value).`,
  });
}
