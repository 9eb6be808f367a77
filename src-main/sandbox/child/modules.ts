import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { modulesError } from '../code-errors';
import type { Cleanliness } from './cleanliness';
import { CodeFailure } from './failure';

/** Names of Node that code with `modules: none` does not find; confined code lacks them as well. */
const hiddenNames = [
  'process',
  'require',
  'Buffer',
  'global',
  'setImmediate',
  'clearImmediate',
  'WebSocket',
  'EventSource',
  'BroadcastChannel',
];

/**
 * Stands for each of them and says how to get it. This keeps honest code portable and replayable;
 * it is no boundary.
 */
export const hidden: Readonly<Record<string, unknown>> = Object.fromEntries(
  hiddenNames.map((name) => {
    const refuse = () => {
      throw new CodeFailure(modulesError(name));
    };
    const traps = { get: refuse, set: refuse, has: refuse, apply: refuse, construct: refuse };
    return [name, new Proxy(function notAtHand() {}, traps)];
  }),
);

/** `require` as in a file beside the workflow. Built-in modules are watched, others make the worker dirty. */
export function requireFrom(folder: string | null, cleanliness: Cleanliness): NodeJS.Require {
  const base = pathToFileURL(join(folder ?? process.cwd(), 'step.js'));
  const original = createRequire(base);
  const watched = (id: string): unknown => {
    const module: unknown = original(id);
    cleanliness.noteModule(id, module);
    return module;
  };
  return Object.assign(watched, original);
}

/** `import()` where there are no modules, as an error of ours. */
export function missingImport(thrown: unknown): CodeFailure | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  if (thrown.code !== 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING') return undefined;
  return new CodeFailure(modulesError('import'));
}
