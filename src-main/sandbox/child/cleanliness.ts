import { isBuiltin, registerHooks } from 'node:module';
import type { MessagePort } from 'node:worker_threads';
import { createRealmWatch } from './realm-watch';

/** Knows whether a job left anything behind in its worker. */
export interface Cleanliness {
  /** A module was handed to the code. */
  noteModule(id: string, module: unknown): void;
  /** What of the realm code can have changed, judged by its text before it runs. */
  scopeOf(code: string): RealmScope;
  isClean(scope: RealmScope): boolean;
}

/** Looks whether what code can reach is as it was; null: look at everything. */
export type RealmScope = (() => boolean) | null;

/**
 * Words by which code gets hold of more than it names: with any of them the whole realm is looked
 * through, and so it is for code with modules. Without them code changes what it names, or what
 * every literal leads to, e.g. `Object.prototype` by a key of its data.
 */
const reaching =
  /\b(?:globalThis|global|self|eval|Function|constructor|__proto__|prototype|getPrototypeOf|setPrototypeOf|getOwnPropertyDescriptors?|__(?:define|lookup)[GS]etter__|Reflect|Proxy|require|import|process)\b|\\[ux]/;
const cachedScopes = 50;

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
  // Getters on the global object, behind which one object stands for good.
  for (const object of [globalThis.crypto, globalThis.performance, globalThis.navigator])
    realm.watch(object);
  const environment = JSON.stringify(process.env);
  const resources = activeResources();
  const listeners = listenersOf(port);

  const globals = new Set(Object.getOwnPropertyNames(globalThis));
  const scopes = new Map<string, RealmScope>();

  function scopeOf(code: string): RealmScope {
    const known = scopes.get(code);
    if (known !== undefined) return known;
    const words = reaching.test(code) ? null : new Set(code.match(/[A-Za-z_$][\w$]*/g));
    const scope = words && realm.lookFor([...words].filter((word) => globals.has(word)));
    if (scopes.size >= cachedScopes) scopes.clear();
    scopes.set(code, scope);
    return scope;
  }

  return {
    noteModule: note,
    scopeOf,
    isClean: (scope) => {
      if (loadedFiles || activeResources() !== resources) return false;
      if (scope) return scope();
      return (
        listenersOf(port) === listeners &&
        JSON.stringify(process.env) === environment &&
        realm.isUnchanged()
      );
    },
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
