import { createConfinedSandbox } from '../confined/confined-sandbox';
import { createTypeStripper } from '../confined/type-stripper';
import type { ConfinedSandbox } from '../lanes';
import { createQuickJsOpener } from './open-quickjs';

export interface QuickJsOptions {
  /** quickjs/worker.ts as it was built. */
  readonly workerEntry: string;
  /** confined/strip-worker.ts as it was built. */
  readonly stripEntry: string;
  /** Why it is QuickJS, for people. */
  readonly reason: string;
}

/** Confined code without a window: for the command line, and where the system's sandbox is off. */
export function createQuickJsSandbox(options: QuickJsOptions): ConfinedSandbox {
  const stripper = createTypeStripper(options.stripEntry);
  const sandbox = createConfinedSandbox({
    open: createQuickJsOpener(options.workerEntry),
    stripTypes: stripper.strip,
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
