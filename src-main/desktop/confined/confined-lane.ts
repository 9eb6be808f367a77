import { app } from 'electron';
import { createConfinedSandbox } from '../../sandbox/confined/confined-sandbox';
import type { ConfinedEngine, OpenEngine } from '../../sandbox/confined/engine';
import { createTypeStripper } from '../../sandbox/confined/type-stripper';
import type { ConfinedSandbox } from '../../sandbox/lanes';
import { bareEnvironment } from '../../sandbox/quickjs/open-process';
import { createQuickJsSandbox } from '../../sandbox/quickjs/quickjs-sandbox';
import { createUtilitySpawner } from '../sandbox-spawner';
import { createRendererOpener, OsSandboxOff } from './open-renderer';

export interface ConfinedLaneOptions {
  /** src-preload/confined.ts as it was built. */
  readonly preload: string;
  /** quickjs/child.ts as it was built. */
  readonly quickJsEntry: string;
  readonly stripEntry: string;
}

/**
 * Confined code in renderers where the operating system confines them, in QuickJS elsewhere. Which
 * of the two is found out once, from a renderer that is really there.
 */
export function createConfinedLane(options: ConfinedLaneOptions): ConfinedSandbox {
  let chosen: Promise<ConfinedSandbox> | undefined;
  let closed = false;
  const choose = () => (chosen ??= chooseLane(options));

  return {
    run: async (request) => (await choose()).run(request),
    warm: async () => {
      if (!closed) await (await choose()).warm();
    },
    confinement: async () => (await choose()).confinement(),
    async close() {
      closed = true;
      await (await chosen)?.close();
    },
  };
}

async function chooseLane(options: ConfinedLaneOptions): Promise<ConfinedSandbox> {
  const quickJs = (reason: string) =>
    createQuickJsSandbox({
      spawn: createUtilitySpawner(options.quickJsEntry, bareEnvironment()),
      stripEntry: options.stripEntry,
      reason,
    });
  if (app.commandLine.hasSwitch('no-sandbox')) {
    return quickJs('The app was started with --no-sandbox');
  }
  const open = createRendererOpener(options.preload);
  try {
    return rendererLane(options, startingWith(await open(), open));
  } catch (error) {
    // QuickJS confines as well: whatever went wrong, nothing runs without a boundary.
    const message = error instanceof Error ? error.message : String(error);
    return quickJs(
      error instanceof OsSandboxOff
        ? `The operating system's sandbox is off: ${message}`
        : `No confined renderer could be opened: ${message}`,
    );
  }
}

function rendererLane(options: ConfinedLaneOptions, open: OpenEngine): ConfinedSandbox {
  const stripper = createTypeStripper(options.stripEntry);
  const sandbox = createConfinedSandbox({ open, stripTypes: stripper.strip });
  return {
    run: sandbox.run,
    warm: sandbox.warm,
    confinement: async () => ({
      kind: 'os-sandbox',
      reason: 'A process of its own for each step, confined by the operating system',
    }),
    async close() {
      await sandbox.close();
      await stripper.close();
    },
  };
}

/** The renderer that was looked at is the first to be used. */
function startingWith(first: ConfinedEngine, open: OpenEngine): OpenEngine {
  let unused: ConfinedEngine | undefined = first;
  return () => {
    const engine = unused;
    unused = undefined;
    return engine ? Promise.resolve(engine) : open();
  };
}
