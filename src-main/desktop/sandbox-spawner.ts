import { randomUUID } from 'node:crypto';
import { utilityProcess } from 'electron';
import { killTree, markerName } from '../sandbox/process-tree';
import type { SandboxChild, SpawnChild } from '../sandbox/sandbox-child';

/** Starts sandbox processes as Electron utility processes: they work with every fuse off. */
export function createUtilitySpawner(
  entry: string,
  environment: NodeJS.ProcessEnv = process.env,
): SpawnChild {
  return () => {
    const marker = randomUUID();
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'Stepwell code step',
      stdio: 'ignore',
      env: { ...environment, NODE_NO_WARNINGS: '1', [markerName]: marker },
    });
    let alive = true;
    child.once('exit', () => {
      alive = false;
    });
    const adapter: SandboxChild = {
      get pid() {
        return child.pid;
      },
      marker,
      send: (message) => child.postMessage(message),
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => child.once('exit', (code) => listener(`exit code ${code}`)),
      kill(mayHaveStarted) {
        if (!alive) return;
        // SIGTERM, which kill() sends, waits for code that never yields.
        if (child.pid === undefined) child.kill();
        // It is in the app's own group, which must live on.
        else killTree(child.pid, { leadsGroup: false, isAlone: !mayHaveStarted });
      },
    };
    return adapter;
  };
}
