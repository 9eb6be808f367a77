import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareApp, launchApp } from './launch-app';
import { type AreaResult, inTurns } from './measure';

const usableMark = 'stepwell:usable';

// Run in the page, hence text: this project has no DOM types. Both give milliseconds since 1970.
const loaded = `(async () => {
  while (document.readyState !== 'complete') await new Promise(requestAnimationFrame);
  const [entry] = performance.getEntriesByType('navigation');
  return performance.timeOrigin + entry.loadEventEnd;
})()`;
const usable = `(async () => {
  for (;;) {
    const [entry] = performance.getEntriesByName('${usableMark}');
    if (entry) return performance.timeOrigin + entry.startTime;
    await new Promise(requestAnimationFrame);
  }
})()`;

/** From the start of the process to a window one can use, and its memory, against a bare window. */
export async function startUp(): Promise<AreaResult> {
  const profile = await mkdtemp(join(tmpdir(), 'stepwell-bench-'));
  const memory = { ours: 0, anchor: 0 };
  try {
    const times = await inTurns(
      5,
      async () => {
        const seen = await launch(undefined, profile, usableMark);
        memory.ours = seen.memory;
        return seen.time;
      },
      async () => {
        const seen = await launch(bareApp, profile, null);
        memory.anchor = seen.memory;
        return seen.time;
      },
    );
    return {
      rows: [
        {
          area: 'app start to usable window',
          ...times,
          unit: 'ms',
          against: 'bare Electron window loaded',
          must: '<= 2.2',
          stretch: '<= 1.7',
        },
        {
          area: 'memory after start, all processes',
          ours: memory.ours,
          anchor: memory.anchor,
          unit: 'MB',
          against: 'bare Electron window',
          must: '<= 1.5',
          stretch: '<= 1.3',
        },
      ],
      growth: [],
    };
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}

async function launch(
  app: string | undefined,
  profile: string,
  mark: string | null,
): Promise<{ time: number; memory: number }> {
  const electron = await launchApp(profile, app);
  try {
    const page = await electron.firstWindow();
    const started = await electron.evaluate(() => process.getCreationTime() ?? Number.NaN);
    const ready = await page.evaluate<number>(mark === null ? loaded : usable);
    const memory = await electron.evaluate(({ app: electronApp }) =>
      electronApp
        .getAppMetrics()
        .reduce((sum, metric) => sum + metric.memory.workingSetSize / 1_024, 0),
    );
    return { time: ready - started, memory };
  } finally {
    await electron.close();
  }
}
