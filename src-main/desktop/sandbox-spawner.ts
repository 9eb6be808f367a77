import { utilityProcess } from 'electron';
import type { SandboxChild, SpawnChild } from '../sandbox/sandbox-child';

/** Starts sandbox processes as Electron utility processes: they work with every fuse off. */
export function createUtilitySpawner(entry: string): SpawnChild {
  return () => {
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'Stepwell code step',
      stdio: 'ignore',
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    });
    let alive = true;
    child.once('exit', () => {
      alive = false;
    });
    const adapter: SandboxChild = {
      get pid() {
        return child.pid;
      },
      send: (message) => child.postMessage(message),
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => child.once('exit', (code) => listener(`exit code ${code}`)),
      kill() {
        if (!alive) return;
        // SIGTERM, which kill() sends, waits for code that never yields.
        if (child.pid === undefined) child.kill();
        else process.kill(child.pid, 'SIGKILL');
      },
    };
    return adapter;
  };
}
