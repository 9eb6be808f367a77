import { isBuiltin, registerHooks } from 'node:module';
import type { MessagePort } from 'node:worker_threads';
import { createRealmWatch } from './realm-watch';

/** Knows whether a job left anything behind in its worker. */
export interface Cleanliness {
  /** A module was handed to the code. */
  noteModule(id: string, module: unknown): void;
  isClean(): boolean;
}

/** Call it when all of the worker's own set-up is done: what is there now is "as it was". */
export function createCleanliness(port: MessagePort): Cleanliness {
  const realm = createRealmWatch();
  let loadedFiles = false;

  const note = (id: string, module: unknown) => {
    // A module from a file has state nobody can look into; what is built in can be compared.
    if (isBuiltin(id)) realm.watch(module);
    else loadedFiles = true;
  };
  const getBuiltin = process.getBuiltinModule.bind(process);
  process.getBuiltinModule = ((id: string) => {
    const module: unknown = getBuiltin(id);
    realm.watch(module);
    return module;
  }) as typeof process.getBuiltinModule;
  registerHooks({
    resolve: (specifier, context, nextResolve) => {
      if (!isBuiltin(specifier)) loadedFiles = true;
      else realm.watch(getBuiltin(specifier));
      return nextResolve(specifier, context);
    },
  });
  // The first look at some names loads what is behind them, which adds further names.
  for (const key of Reflect.ownKeys(globalThis)) Object.getOwnPropertyDescriptor(globalThis, key);
  realm.watch(globalThis);
  const environment = JSON.stringify(process.env);
  const resources = activeResources();
  const listeners = listenersOf(port);

  return {
    noteModule: note,
    isClean: () =>
      !loadedFiles &&
      activeResources() === resources &&
      listenersOf(port) === listeners &&
      JSON.stringify(process.env) === environment &&
      realm.isUnchanged(),
  };
}

/** Timers, sockets, reads: whatever would still do something later. */
function activeResources(): string {
  return process
    .getActiveResourcesInfo()
    .filter((resource) => resource !== 'Immediate')
    .sort()
    .join();
}

function listenersOf(port: MessagePort): string {
  const counts = process
    .eventNames()
    .map((name) => `${String(name)} ${process.listenerCount(name)}`);
  return `${counts.join()} ${port.listenerCount('message')}`;
}
