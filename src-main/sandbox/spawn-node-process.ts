import { fork } from 'node:child_process';
import type { SandboxChild, SpawnChild } from './sandbox-child';

/** Starts sandbox processes on this Node (Electron's own, in the command line and in tests). */
export function createNodeSpawner(entry: string): SpawnChild {
  return () => {
    // A group of its own, so that killing it also kills what the code started.
    const detached = process.platform !== 'win32';
    const child = fork(entry, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      detached,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_NO_WARNINGS: '1' },
      execArgv: [],
    });
    const adapter: SandboxChild = {
      pid: child.pid,
      send: (message) => {
        // The answer to a failed send is the exit that follows.
        if (child.connected) child.send(message, () => undefined);
      },
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => {
        child.once('exit', (code, signal) => listener(signal ?? `exit code ${code}`));
        child.once('error', (error) => listener(error.message));
      },
      kill: () => {
        if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
        try {
          process.kill(detached ? -child.pid : child.pid, 'SIGKILL');
        } catch {
          // It ended in the meantime.
        }
      },
      keepAlive: (needed) => {
        if (needed) {
          child.ref();
          child.channel?.ref();
        } else {
          child.unref();
          child.channel?.unref();
        }
      },
    };
    return adapter;
  };
}
