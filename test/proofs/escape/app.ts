import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, session, WebContentsView } from 'electron';
import { registerSchemes } from '../../../src-main/desktop/app-protocol';
import { createRendererOpener } from '../../../src-main/desktop/confined/open-renderer';
import { hardenApp, hardenSession } from '../../../src-main/desktop/security';
import { createConfinedSandbox } from '../../../src-main/sandbox/confined/confined-sandbox';
import type { OpenEngine } from '../../../src-main/sandbox/confined/engine';
import { readProcessFacts, type ProcessFacts } from '../../../src-main/sandbox/confined/os-sandbox';
import { openCanaries } from './canaries';
import { createCarelessOpener } from './careless-page';
import { codePayloads, webPayloads } from './corpus/all';
import { runCorpus } from './run-corpus';

// The part of the proof that needs windows: a program for Electron, with the app's own hardening and
// its own confined renderers. It tells what it found in a file.

interface Task {
  readonly root: string;
  readonly folder: string;
  readonly careless: boolean;
  /** Every n-th payload. */
  readonly step: number;
}

const task = JSON.parse(process.env['STEPWELL_PROOF_TASK'] ?? '{}') as Task;
registerSchemes();
if (!task.careless) hardenApp();
app.on('window-all-closed', () => undefined);
app
  .whenReady()
  .then(proveRenderers)
  .then(
    (report) => finish(report),
    (error: unknown) => finish({ failed: error instanceof Error ? String(error.stack) : error }),
  );

async function proveRenderers() {
  if (!task.careless) hardenSession();
  const canaries = await openCanaries(task.folder);
  const facts: ProcessFacts[] = [];
  const pids = new Set<number>();
  const preload = join(task.root, 'out/preload/confined.cjs');
  const openEngine = task.careless
    ? createCarelessOpener(
        () =>
          new WebContentsView({
            webPreferences: { preload, session: session.fromPartition('careless') },
          }),
      )
    : createRendererOpener(preload);
  const open: OpenEngine = async () => {
    const engine = await openEngine();
    if (engine.pid !== undefined && process.platform === 'linux') {
      facts.push(readProcessFacts(engine.pid));
      pids.add(engine.pid);
    }
    return engine;
  };
  const sandbox = createConfinedSandbox({
    open,
    stripTypes: async (program) => program,
    engines: 3,
  });
  const payloads = [...codePayloads, ...webPayloads].filter((_, at) => at % task.step === 0);
  const report = await runCorpus(sandbox, payloads, canaries, (done) => {
    appendFileSync(join(task.folder, 'progress.txt'), `${done}\n`);
  });
  await sandbox.close();
  await canaries.close();
  return { ...report, engines: facts.length, processes: pids.size, facts };
}

function finish(report: object): void {
  writeFileSync(join(task.folder, 'report.json'), JSON.stringify(report));
  app.exit(0);
}
