import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { registerSchemes } from '../../../src-main/desktop/app-protocol';
import { createRendererOpener } from '../../../src-main/desktop/confined/open-renderer';
import { createUtilitySpawner } from '../../../src-main/desktop/sandbox-spawner';
import { hardenApp, hardenSession } from '../../../src-main/desktop/security';
import { createConfinedSandbox } from '../../../src-main/sandbox/confined/confined-sandbox';
import { createTypeStripper } from '../../../src-main/sandbox/confined/type-stripper';
import { createCodeSandbox } from '../../../src-main/sandbox/sandbox';
import { runScenarios, type LaneReport } from './scenarios';

// The part of the proof that needs windows: the app's own confined renderers, and its own utility
// processes for trusted code. It tells what it found in a file.

interface Task {
  readonly root: string;
  readonly folder: string;
  readonly trials: number;
}

const task = JSON.parse(process.env['STEPWELL_PROOF_TASK'] ?? '{}') as Task;
const built = (name: string) => join(task.root, 'out/main', `${name}.js`);
registerSchemes();
hardenApp();
app.on('window-all-closed', () => undefined);
app
  .whenReady()
  .then(proveLanes)
  .then(finish, (error: unknown) =>
    finish({ failed: error instanceof Error ? String(error.stack) : String(error) }),
  );

async function proveLanes(): Promise<Record<string, LaneReport>> {
  hardenSession();
  const pids: number[] = [];
  const openRenderer = createRendererOpener(join(task.root, 'out/preload/confined.cjs'));
  const stripper = createTypeStripper(built('strip-worker'));
  const confined = createConfinedSandbox({
    open: async () => {
      const engine = await openRenderer();
      if (engine.pid !== undefined) pids.push(engine.pid);
      return engine;
    },
    stripTypes: stripper.strip,
  });
  const trusted = createCodeSandbox({ spawn: createUtilitySpawner(built('sandbox-child')) });
  const renderer = await runScenarios(
    confined,
    { name: 'renderer', confined: true, pids: () => pids },
    task.trials,
  );
  const utility = await runScenarios(
    trusted,
    { name: 'utility process', confined: false, pids: () => [] },
    task.trials,
  );
  await Promise.all([confined.close(), trusted.close(), stripper.close()]);
  return { renderer, utility };
}

function finish(report: object): void {
  writeFileSync(join(task.folder, 'report.json'), JSON.stringify(report));
  app.exit(0);
}
