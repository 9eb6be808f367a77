import { createProcessPool } from './process-pool';
import { killMarked } from './process-tree';
import type { SpawnChild } from './sandbox-child';
import { createSandboxProcess } from './sandbox-process';
import type { CodeSandbox } from './types';

// Sandbox processes. A process runs one job at a time, so that stopping one never hurts another.

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
  const start = () => createSandboxProcess(spawn(), sweep);
  const limits = { start, most, usesPerProcess, idleMilliseconds };
  const usual = createProcessPool({ ...limits, kept: 1 });
  // Debugged code has processes of its own: whatever a debugger did there is felt by no other run,
  // and code that stands still takes no place away.
  const debugged = createProcessPool({ ...limits, kept: 0 });

  /** Looking through all processes takes a while: another sandbox process does it, where there is one. */
  function sweep(marker: string): void {
    const other = usual.anyAlive() ?? debugged.anyAlive();
    if (other) other.sweep(marker);
    else void killMarked(marker);
  }

  return {
    run: (request) => (request.debug ? debugged : usual).run(request),
    warm: () => usual.warm(),
    close: async () => {
      await Promise.all([usual.close(), debugged.close()]);
    },
  };
}
