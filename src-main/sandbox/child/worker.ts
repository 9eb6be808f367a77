import { parentPort } from 'node:worker_threads';
import { thrownError } from '../code-errors';
import type { FromWorker, Job, ToWorker } from '../protocol';
import { captureConsole } from './capture-console';
import { compile } from './compile';
import { createCleanliness } from './cleanliness';
import { describeThrown, failureData } from './failure';
import { resultText } from './result-text';

// The worker thread: the only place where user code runs. It runs one job after the other, each in
// the same realm as long as every job leaves it as it was.

const nextTurn = setImmediate;
const unspeakable: FromWorker = {
  type: 'failed',
  error: thrownError('The code failed with an error that cannot be shown', undefined, {}),
};

export function startWorker(): void {
  const port = parentPort;
  if (!port) throw new Error('The worker was started without a parent');
  const post = port.postMessage.bind(port) as (message: FromWorker) => void;
  const logs = captureConsole((lines) => post({ type: 'log', lines }));
  let abort = new AbortController();
  let name = '';
  let failRun: ((error: unknown) => void) | undefined;

  process.on('unhandledRejection', (reason) => {
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
    logs.begin(name);
    // The code may have broken anything, even what describing its error needs.
    const outcome = await outcomeOf(job).catch(() => unspeakable);
    failRun = undefined;
    // One turn, so that promises that failed meanwhile are still told.
    await new Promise((resolve) => nextTurn(resolve));
    try {
      logs.flush();
    } finally {
      post(outcome);
    }
    post({ type: 'settled', clean: cleanliness.isClean() });
  }

  async function outcomeOf(job: Job): Promise<FromWorker> {
    try {
      const program = compile(job, { log: logs.log, signal: abort.signal, cleanliness });
      const thrownLater = new Promise<never>((_, reject) => {
        failRun = reject;
      });
      const value: unknown = await Promise.race([program(), thrownLater]);
      return { type: 'done', result: resultText(value) };
    } catch (error) {
      return { type: 'failed', error: failureData(error) ?? describeThrown(error, name).data };
    }
  }

  port.on('message', (message: ToWorker) => {
    if (message.type === 'abort')
      abort.abort(new DOMException('The step was cancelled', 'AbortError'));
    else void run(message.job);
  });
  // Last, so that all of the worker's own set-up counts as "as it was".
  const cleanliness = createCleanliness(port);
  post({ type: 'ready' });
}
