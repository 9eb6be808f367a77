import { AppError } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import { crashedError, memoryError, timeoutError } from './code-errors';
import { createTextChannel } from './inspect/channel';
import { inspectCode, type CodeInspection } from './inspect/inspect-code';
import { createJobCalls, type JobCalls } from './job-calls';
import { hardCancelMilliseconds, type FromProcess, type Job, type ToProcess } from './protocol';
import type { SandboxChild } from './sandbox-child';
import { startTimeLimit } from './time-limit';
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
  /** Lets the debugger in. */
  inspect(): void;
  inspected(text: string): void;
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
      case 'inspectable':
        return running.inspect();
      case 'inspected':
        return running.inspected(message.text);
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
      const kill = () => {
        // It is gone for everybody from now on, not only once its exit is seen.
        alive = false;
        child.kill(mayHaveStarted);
        settled.reject(reason);
      };
      // Code that a debugger holds may not run on, and cannot stop by itself.
      if (inspection?.isHeld()) return kill();
      send({ type: 'cancel', id });
      killTimer = setTimeout(kill, hardCancelMilliseconds);
    };
    const calls = createJobCalls(
      request.calls,
      (answer) => send({ type: 'answer', id, answer }),
      stop,
    );
    const limit = startTimeLimit(timeLimit, () => {
      stop(new AppError(timeoutError(timeLimit ?? 0)));
    });
    const channel = createTextChannel((text) => send({ type: 'inspect', id, text }), id);
    let inspection: CodeInspection | undefined;
    const inspect = async () => {
      if (!request.debug) return;
      inspection = await inspectCode({
        channel,
        name: request.name,
        code: request.code,
        firstLine: 0,
        hook: request.debug,
        onHeld: (held) => (held ? limit.hold() : limit.goOn()),
        onBroken: stop,
      });
      limit.goOn();
      send({ type: 'go', id });
    };
    running = {
      id,
      request,
      calls,
      inspect: () => void inspect().catch(stop),
      inspected: channel.receive,
      resolve: settled.resolve,
      reject: settled.reject,
    };
    const onAbort = () => stop(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    // Letting a debugger in is not the code's time.
    if (request.debug) limit.hold();
    try {
      send({ type: 'run', job: jobOf(request, id) });
      const result = await settled.promise;
      if (stopped) throw stopped.reason;
      // The worker made it with JSON.stringify.
      return JSON.parse(result) as JsonValue;
    } catch (error) {
      // A thread that was ended under a debugger may not go; nobody else gets its process.
      if (request.debug && (stopped || wasEnded(error))) alive = false;
      throw stopped ? stopped.reason : error;
    } finally {
      calls.end();
      signal.removeEventListener('abort', onAbort);
      limit.end();
      inspection?.end();
      channel.close();
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

/** Its thread was ended, as opposed to code that failed by itself. */
function wasEnded(error: unknown): boolean {
  return !(error instanceof AppError) || endedBy.has(error.code);
}

const endedBy: ReadonlySet<string> = new Set([memoryError(0).code, crashedError('').code]);

function jobOf(request: CodeRequest, id: number): Job {
  const { language, code, name, folder, modules, fixed, memory } = request;
  const roots = JSON.stringify(request.roots);
  return {
    id,
    language,
    code,
    name,
    roots,
    folder,
    modules,
    memory,
    ...(fixed && { fixed }),
    ...(request.debug && { debugged: true }),
  };
}
