import { EngineLife, type OpenEngine } from '../confined/engine';
import type { SpawnChild } from '../sandbox-child';

/** Engines that are QuickJS in a process of its own. `spawn` starts child.ts as it was built. */
export function createProcessOpener(spawn: SpawnChild): OpenEngine {
  return async () => {
    const child = spawn();
    const life = new EngineLife();
    const gone = Promise.withResolvers<void>();
    child.keepAlive?.(true);
    child.onExit((how) => {
      life.gone({ type: 'crash', how });
      gone.resolve();
    });
    const ready = Promise.withResolvers<void>();
    let listener: (message: unknown) => void = () => ready.resolve();
    child.onMessage((message) => listener(message));
    life.onGone((why) => {
      const how = why.type === 'crash' ? why.how : why.type;
      ready.reject(new Error(`The process for confined code did not start: ${how}`));
    });
    await ready.promise;
    // An engine that waits does not keep the command line from ending.
    child.keepAlive?.(false);
    return {
      pid: child.pid,
      start(job) {
        child.keepAlive?.(true);
        child.send(job);
      },
      onMessage: (given) => {
        listener = given;
      },
      onGone: life.onGone,
      end() {
        child.keepAlive?.(true);
        // Nothing in there can start a process.
        child.kill(false);
        return gone.promise;
      },
    };
  };
}

/** What a process with hostile code may know of this one's environment: how dates are shown. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const names = ['TZ', 'LANG', 'LC_ALL', 'SystemRoot', 'windir', 'TEMP', 'TMP'];
  const known = names.map((name) => [name, process.env[name]] as const);
  return Object.fromEntries(known.filter(([, value]) => value !== undefined));
}
