import { Worker } from 'node:worker_threads';
import { AppError, type AppErrorData } from '@shared/errors/app-error';
import { syntaxError } from '../code-errors';

/** What the thread answers. */
export type Stripped =
  | { readonly program: string }
  | { readonly data: AppErrorData }
  /** The parser gave up, and may be of no use any more. */
  | { readonly broken: true };

export interface TypeStripper {
  strip(program: string): Promise<string>;
  close(): Promise<void>;
}

const longestMilliseconds = 10_000;
const keptPrograms = 50;

/**
 * Takes the types out of TypeScript programs in a thread that is replaced when a text breaks its
 * parser. `entry` is strip-worker.ts as it was built.
 */
export function createTypeStripper(entry: string): TypeStripper {
  const known = new Map<string, string>();
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    const started = new Worker(entry, { env: {}, stdout: true, stderr: true, execArgv: [] });
    started.unref();
    started.on('error', () => undefined);
    return started;
  }

  async function strip(program: string): Promise<string> {
    const kept = known.get(program);
    if (kept !== undefined) return kept;
    const thread = (worker ??= start());
    const answer = await answerOf(thread, program);
    if ('program' in answer) {
      if (known.size >= keptPrograms) known.clear();
      known.set(program, answer.program);
      return answer.program;
    }
    if ('data' in answer) throw new AppError(answer.data);
    worker = undefined;
    await thread.terminate();
    throw new AppError(
      syntaxError('The code is nested too deeply or too large to be read', undefined),
    );
  }

  return {
    strip(program) {
      // One after the other: an answer belongs to the text that was sent last.
      const result = last.then(() => strip(program));
      last = result.catch(() => undefined);
      return result;
    },
    async close() {
      await worker?.terminate();
      worker = undefined;
    },
  };
}

function answerOf(thread: Worker, program: string): Promise<Stripped> {
  return new Promise((resolve) => {
    const finish = (answer: Stripped) => {
      clearTimeout(timer);
      thread.off('exit', giveUp);
      thread.off('message', finish);
      resolve(answer);
    };
    const giveUp = () => finish({ broken: true });
    const timer = setTimeout(giveUp, longestMilliseconds);
    thread.once('exit', giveUp);
    thread.once('message', finish);
    thread.postMessage(program);
  });
}
