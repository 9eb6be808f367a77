import { AppError } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import { closedError } from './code-errors';
import { killMarked } from './process-tree';
import type { SpawnChild } from './sandbox-child';
import { createSandboxProcess, type SandboxProcess } from './sandbox-process';
import type { CodeRequest, CodeSandbox } from './types';

// A pool of sandbox processes. A process runs one job at a time, so that stopping one never hurts
// another; idle ones wait for the next job, and are replaced now and then.

export interface SandboxOptions {
  readonly spawn: SpawnChild;
  /** Processes at the same time; further jobs wait. */
  readonly processes?: number;
  /** Jobs after which a process is replaced. */
  readonly usesPerProcess?: number;
  /** Milliseconds after which idle processes but one are ended. */
  readonly idleMilliseconds?: number;
}

export function createCodeSandbox(options: SandboxOptions): CodeSandbox {
  const { spawn, processes: most = 8, usesPerProcess = 1_000, idleMilliseconds = 30_000 } = options;
  const all = new Set<SandboxProcess>();
  const idle: SandboxProcess[] = [];
  const waiting: ((process: SandboxProcess) => void)[] = [];
  let idleTimer: NodeJS.Timeout | undefined;
  let closed = false;

  function start(): SandboxProcess {
    const process = createSandboxProcess(spawn(), sweep);
    all.add(process);
    return process;
  }

  /** Looking through all processes takes a while: another sandbox process does it, where there is one. */
  function sweep(marker: string): void {
    const other = [...all].find((process) => process.isAlive());
    if (other) other.sweep(marker);
    else void killMarked(marker);
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
      if (waiting.length > 0 || all.size === 0) release(start());
      return;
    }
    const next = waiting.shift();
    if (next) return next(process);
    idle.push(process);
    idleTimer ??= setTimeout(endSpareProcesses, idleMilliseconds).unref();
  }

  function endSpareProcesses(): void {
    idleTimer = undefined;
    for (const process of idle.splice(0, Math.max(0, idle.length - 1))) {
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
