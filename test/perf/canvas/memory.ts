import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { bareApp, launchApp } from '../launch-app';
import { inTurns, type Row } from '../measure';
import { chainText } from './chain-text';
import { untilDrawn } from './page-acts';

// Memory is that of a program that was just started and opened one workflow: what a long session
// leaves behind depends on when the collector came.

/** Until what is done after the first frame (checks, drafts) is done, too. */
const settling = 4_000;

export async function freshMemory(size: number, rounds: number): Promise<Row> {
  const profile = mkdtempSync(join(tmpdir(), 'stepwell-bench-'));
  const file = join(profile, 'bench.stepwell.yaml');
  writeFileSync(file, chainText(size, 's'));
  const measure = (app: string | undefined, args: readonly string[]) => async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stepwell-bench-'));
    const electron = await launchApp(folder, app, args);
    try {
      const page = await electron.firstWindow();
      if (app === undefined) await page.evaluate(untilDrawn('s1'));
      await page.waitForTimeout(settling);
      return await workingSets(electron);
    } finally {
      await electron.close();
      removeFolder(folder);
    }
  };
  try {
    const memory = await inTurns(rounds, measure(undefined, [file]), measure(bareApp, []));
    return {
      area: `memory, ${size.toLocaleString('en')} steps open, all processes`,
      ...memory,
      unit: 'MB',
      against: 'a bare Electron window',
      must: '<= 1.5',
      stretch: '<= 1.3',
    };
  } finally {
    removeFolder(profile);
  }
}

/** In a session that goes on: after the window's collector came. */
export async function settledMemory(app: ElectronApplication, page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  return workingSets(app);
}

/** Megabytes of all processes; pages that they share count in each. */
function workingSets(app: ElectronApplication): Promise<number> {
  return inMain(() =>
    app.evaluate(({ app: electron }) =>
      electron
        .getAppMetrics()
        .reduce((sum, metric) => sum + metric.memory.workingSetSize / 1_024, 0),
    ),
  );
}

/** An answer of the main process may be lost when its garbage is collected: it is asked again. */
export async function inMain<Value>(ask: () => Promise<Value>): Promise<Value> {
  for (let left = 3; ; left -= 1) {
    try {
      return await ask();
    } catch (error) {
      if (left === 0 || !String(error).includes('garbage collected')) throw error;
    }
  }
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
