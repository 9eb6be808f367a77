import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { killTree, markerName } from './process-tree';
import type { SandboxChild, SpawnChild } from './sandbox-child';

/** Starts sandbox processes on this Node (Electron's own, in the command line and in tests). */
export function createNodeSpawner(
  entry: string,
  environment: NodeJS.ProcessEnv = process.env,
): SpawnChild {
  return () => {
    // A group of its own, so that killing it also kills what the code started.
    const leadsGroup = process.platform !== 'win32';
    const marker = randomUUID();
    const child = fork(entry, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      detached: leadsGroup,
      env: {
        ...environment,
        ELECTRON_RUN_AS_NODE: '1',
        NODE_NO_WARNINGS: '1',
        [markerName]: marker,
      },
      execArgv: [],
    });
    const adapter: SandboxChild = {
      pid: child.pid,
      marker,
      send: (message) => {
        // The answer to a failed send is the exit that follows.
        if (child.connected) child.send(message, () => undefined);
      },
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => {
        child.once('exit', (code, signal) => listener(signal ?? `exit code ${code}`));
        child.once('error', (error) => listener(error.message));
      },
      kill: (mayHaveStarted) => {
        if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
        killTree(child.pid, { leadsGroup, isAlone: !mayHaveStarted });
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
