import { createConfinedSandbox } from '../confined/confined-sandbox';
import { createTypeStripper } from '../confined/type-stripper';
import type { ConfinedSandbox } from '../lanes';
import type { SpawnChild } from '../sandbox-child';
import { createProcessOpener } from './open-process';

export interface QuickJsOptions {
  /** Starts quickjs/child.ts as it was built, with `bareEnvironment()`. */
  readonly spawn: SpawnChild;
  /** confined/strip-worker.ts as it was built. */
  readonly stripEntry: string;
  /** Why it is QuickJS, for people. */
  readonly reason: string;
}

/** Confined code without a window: for the command line, and where the system's sandbox is off. */
export function createQuickJsSandbox(options: QuickJsOptions): ConfinedSandbox {
  const stripper = createTypeStripper(options.stripEntry);
  const sandbox = createConfinedSandbox({
    open: createProcessOpener(options.spawn),
    stripTypes: stripper.strip,
    refusesDebugger: `This code cannot be stopped at a line: it is not trusted and runs in QuickJS. ${options.reason}`,
  });
  return {
    run: sandbox.run,
    warm: sandbox.warm,
    confinement: async () => ({ kind: 'quickjs', reason: options.reason }),
    async close() {
      await sandbox.close();
      await stripper.close();
    },
  };
}
