import { AppError } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import { closedError } from './code-errors';
import type { SandboxProcess } from './sandbox-process';
import type { CodeRequest } from './types';

/** Processes that run one job at a time; idle ones wait for the next job, and are replaced now and then. */
export interface ProcessPool {
  run(request: CodeRequest): Promise<JsonValue>;
  warm(): Promise<void>;
  /** One that can be asked for something at this moment. */
  anyAlive(): SandboxProcess | undefined;
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly start: () => SandboxProcess;
  /** Processes at the same time; further jobs wait. */
  readonly most: number;
  /** Jobs after which a process is replaced. */
  readonly usesPerProcess: number;
  /** Milliseconds after which idle processes but `kept` are ended. */
  readonly idleMilliseconds: number;
  /** Idle processes that stay for the next job. */
  readonly kept: number;
}

export function createProcessPool(options: PoolOptions): ProcessPool {
  const { most, usesPerProcess, idleMilliseconds, kept } = options;
  const all = new Set<SandboxProcess>();
  const idle: SandboxProcess[] = [];
  const waiting: ((process: SandboxProcess) => void)[] = [];
  let idleTimer: NodeJS.Timeout | undefined;
  let closed = false;

  function start(): SandboxProcess {
    const process = options.start();
    all.add(process);
    return process;
  }

  /** An idle process, a new one, or the next that becomes free. */
  function acquire(signal: AbortSignal): Promise<SandboxProcess> {
    for (let process = idle.pop(); process; process = idle.pop()) {
      if (process.isAlive()) return Promise.resolve(process);
      all.delete(process);
    }
    if (all.size < most) return Promise.resolve(start());
    return new Promise((resolve, reject) => {
      const give = (process: SandboxProcess) => {
        signal.removeEventListener('abort', giveUp);
        resolve(process);
      };
      const giveUp = () => {
        waiting.splice(waiting.indexOf(give), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      waiting.push(give);
    });
  }

  function release(process: SandboxProcess): void {
    if (!process.isAlive() || process.uses() >= usesPerProcess) {
      all.delete(process);
      void process.end();
      if (closed) return;
      // The next job should not wait for a process to start.
      if (waiting.length > 0 || all.size < kept) release(start());
      return;
    }
    const next = waiting.shift();
    if (next) return next(process);
    idle.push(process);
    idleTimer ??= setTimeout(endSpareProcesses, idleMilliseconds).unref();
  }

  function endSpareProcesses(): void {
    idleTimer = undefined;
    for (const process of idle.splice(0, Math.max(0, idle.length - kept))) {
      all.delete(process);
      void process.end();
    }
  }

  async function run(request: CodeRequest): Promise<JsonValue> {
    if (closed) throw new AppError(closedError());
    request.signal.throwIfAborted();
    const process = await acquire(request.signal);
    try {
      return await process.run(request);
    } catch (error) {
      // Closing kills what runs; that is no crash of the code.
      throw closed && !request.signal.aborted ? new AppError(closedError()) : error;
    } finally {
      release(process);
    }
  }

  return {
    run,
    anyAlive: () => [...all].find((process) => process.isAlive()),
    warm: async () => {
      if (closed || all.size > 0) return;
      const process = start();
      await process.ready;
      release(process);
    },
    close: async () => {
      closed = true;
      clearTimeout(idleTimer);
      idle.length = 0;
      await Promise.all([...all].map((process) => process.end()));
      all.clear();
    },
  };
}
