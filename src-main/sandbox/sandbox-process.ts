import { AppError } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import { crashedError, timeoutError } from './code-errors';
import { createJobCalls, type JobCalls } from './job-calls';
import { hardCancelMilliseconds, type FromProcess, type Job, type ToProcess } from './protocol';
import type { SandboxChild } from './sandbox-child';
import type { CodeRequest } from './types';

/** One process, one job at a time. */
export interface SandboxProcess {
  readonly pid: number | undefined;
  readonly ready: Promise<void>;
  readonly isAlive: () => boolean;
  /** Jobs it has run. */
  readonly uses: () => number;
  run(request: CodeRequest): Promise<JsonValue>;
  /** Ends what a process that is gone has left behind. */
  sweep(marker: string): void;
  /** Kills it; resolves when it is gone. */
  end(): Promise<void>;
}

interface Running {
  readonly id: number;
  readonly calls: JobCalls;
  readonly request: CodeRequest;
  resolve(result: string): void;
  reject(error: unknown): void;
}

export function createSandboxProcess(
  child: SandboxChild,
  /** It is gone, and code that could start processes had run in it. */
  onGone: (marker: string) => void,
): SandboxProcess {
  const becameReady = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  let alive = true;
  let uses = 0;
  let mayHaveStarted = false;
  let running: Running | undefined;

  child.keepAlive?.(true);
  child.onMessage((message) => {
    // Only our own entry runs in there, and its main thread runs no user code.
    receive(message as FromProcess);
  });
  child.onExit((how) => {
    alive = false;
    becameReady.resolve();
    gone.resolve();
    running?.reject(new AppError(crashedError(how)));
    if (mayHaveStarted) onGone(child.marker);
  });
  const send = (message: ToProcess) => child.send(message);

  function receive(message: FromProcess): void {
    if (message.type === 'ready') {
      becameReady.resolve();
      return;
    }
    if (running?.id !== message.id) return;
    switch (message.type) {
      case 'log':
        for (const line of message.lines) running.request.onLog(line);
        return;
      case 'call':
        return running.calls.receive(message.call);
      case 'done':
        return running.resolve(message.result);
      case 'failed':
        return running.reject(new AppError(message.error));
      case 'cancelled':
        return running.reject(undefined);
    }
  }

  async function run(request: CodeRequest): Promise<JsonValue> {
    const { signal, timeLimit } = request;
    signal.throwIfAborted();
    const id = ++uses;
    const settled = Promise.withResolvers<string>();
    child.keepAlive?.(true);
    mayHaveStarted ||= request.modules === 'node';
    let stopped: { readonly reason: unknown } | undefined;
    let killTimer: NodeJS.Timeout | undefined;
    const stop = (reason: unknown) => {
      if (stopped) return;
      stopped = { reason };
      calls.end();
      send({ type: 'cancel', id });
      killTimer = setTimeout(() => {
        // It is gone for everybody from now on, not only once its exit is seen.
        alive = false;
        child.kill(mayHaveStarted);
        settled.reject(reason);
      }, hardCancelMilliseconds);
    };
    const calls = createJobCalls(
      request.calls,
      (answer) => send({ type: 'answer', id, answer }),
      stop,
    );
    running = { id, request, calls, resolve: settled.resolve, reject: settled.reject };
    const onAbort = () => stop(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    const timer =
      timeLimit === undefined
        ? undefined
        : setTimeout(() => stop(new AppError(timeoutError(timeLimit))), timeLimit);
    try {
      send({ type: 'run', job: jobOf(request, id) });
      const result = await settled.promise;
      if (stopped) throw stopped.reason;
      // The worker made it with JSON.stringify.
      return JSON.parse(result) as JsonValue;
    } catch (error) {
      throw stopped ? stopped.reason : error;
    } finally {
      calls.end();
      signal.removeEventListener('abort', onAbort);
      clearTimeout(timer);
      clearTimeout(killTimer);
      running = undefined;
      child.keepAlive?.(false);
    }
  }

  return {
    pid: child.pid,
    ready: becameReady.promise.then(() => {
      if (!running) child.keepAlive?.(false);
    }),
    isAlive: () => alive,
    uses: () => uses,
    run,
    sweep: (marker) => send({ type: 'sweep', marker }),
    end: () => {
      alive = false;
      child.keepAlive?.(true);
      child.kill(mayHaveStarted);
      return gone.promise;
    },
  };
}

function jobOf(request: CodeRequest, id: number): Job {
  const { language, code, name, folder, modules, fixed, memory } = request;
  const roots = JSON.stringify(request.roots);
  return { id, language, code, name, roots, folder, modules, memory, ...(fixed && { fixed }) };
}
