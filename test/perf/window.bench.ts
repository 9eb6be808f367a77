import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { openDatabase } from '../../src-main/storage/open-database';
import { fillRuns } from './history.bench';
import { frameTime } from './frame-time';
import { invoke } from './invoke';
import { bareApp, launchApp } from './launch-app';
import { inTurns, median, type AreaResult } from './measure';

// What passes between the engine's process and the window: a page of history, a large value, and
// thousands of events a second while somebody looks on.

const storedRuns = 1_000_000;
/** As much text as one expression may give. */
const megabyte = 990_000;

export async function windowArea(): Promise<AreaResult> {
  const profile = mkdtempSync(join(tmpdir(), 'stepwell-bench-'));
  const bareProfile = mkdtempSync(join(tmpdir(), 'stepwell-bench-'));
  const query = await fillHistory(profile);
  const file = join(profile, 'busy.stepwell.yaml');
  writeFileSync(file, busyWorkflow);
  const bare = await launchApp(bareProfile, bareApp);
  const studio = await launchApp(profile, undefined, [file]);
  try {
    const page = await studio.firstWindow();
    const echoPage = await bare.firstWindow();
    return {
      growth: [],
      rows: [
        {
          area: 'history: 50 rows out of a million runs, to the window',
          ...(await inTurns(
            5,
            () => perCall(page, 200, 'runs.list', { limit: 50 }),
            async () => query() + (await perEcho(echoPage, 200, 'x'.repeat(100))),
          )),
          unit: 'ms',
          against: 'the plain query and one IPC call of a bare window',
          must: '<= 5',
          stretch: '<= 2',
        },
        { ...(await largeValue(page, echoPage)) },
        { ...(await liveEvents(page, studio)) },
      ],
    };
  } finally {
    await Promise.all([studio.close(), bare.close()]);
    const removal = { recursive: true, force: true, maxRetries: 10, retryDelay: 200 };
    for (const folder of [profile, bareProfile]) rmSync(folder, removal);
  }
}

/** Writes a history straight into the tables; gives the plain query's own milliseconds. */
async function fillHistory(profile: string): Promise<() => number> {
  const store = await openDatabase({ profile });
  fillRuns(store, 1, storedRuns);
  store.close();
  const reader = await openDatabase({ profile });
  const statement = reader.database.prepare(
    'SELECT * FROM runs ORDER BY created_at DESC, id DESC LIMIT 50',
  );
  return () => {
    const began = performance.now();
    for (let round = 0; round < 200; round += 1) statement.all();
    return (performance.now() - began) / 200;
  };
}

async function largeValue(page: Page, echoPage: Page): Promise<AreaResult['rows'][number]> {
  const hash = await storeLargeValue(page);
  const input = { hash, offset: 0, length: megabyte };
  return {
    area: 'run data to the window, 1 MB',
    ...(await inTurns(
      5,
      () => perCall(page, 20, 'runs.readBlob', input),
      () => perEcho(echoPage, 20, 'x'.repeat(megabyte)),
    )),
    unit: 'ms',
    against: 'a text of 1 MB, echoed by a bare window',
    must: '<= 1.3',
    stretch: '<= 1',
  };
}

/** 95th percentile of the time between two frames while events pour in, against a window at rest. */
async function liveEvents(
  page: Page,
  studio: ElectronApplication,
): Promise<AreaResult['rows'][number]> {
  await studio.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
  const atRest: number[] = [];
  const busy: number[] = [];
  const rates: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    atRest.push(await frameTime(page, 120));
    const { frames, rate } = await watchRun(page);
    busy.push(frames);
    rates.push(rate);
  }
  return {
    area: `frame p95 with live events (${Math.round(median(rates)).toLocaleString('en')} a second)`,
    ours: median(busy),
    anchor: median(atRest),
    unit: 'ms',
    against: 'the same window at rest',
    must: '<= 1.3',
    stretch: '<= 1.1',
  };
}

async function watchRun(page: Page) {
  const run = await runShown(page);
  const first = await eventCount(page, run);
  const began = performance.now();
  const frames = await frameTime(page, 120);
  const events = (await eventCount(page, run)) - first;
  const rate = events / ((performance.now() - began) / 1_000);
  // On a machine too slow for its frames the run is over before; the rate shows it.
  await invoke(page, 'runs.cancel', { runId: run }).catch(() => undefined);
  return { frames, rate };
}

/** Runs the workflow that is open, as its user would, so that the canvas and the log follow it. */
async function runShown(page: Page): Promise<string> {
  const newest = () =>
    invoke<{ runs: { id: string }[] }>(page, 'runs.list', { limit: 1 }).then(
      ({ runs }) => runs[0]?.id ?? '',
    );
  const before = await newest();
  await page.getByRole('application', { name: 'Workflow canvas' }).focus();
  await page.keyboard.press('Control+F5');
  for (;;) {
    const run = await newest();
    if (run !== before) return run;
  }
}

/**
 * 10,000 events a second for as long as anybody measures: each iteration makes eight, and is held back
 * until its moment. A run as fast as it may be would show how fast the machine is, and not what events cost.
 */
const busyWorkflow = `stepwell: 1
name: Busy
settings: { concurrency: 100 }
vars:
  begun: "{{ Date.now() }}"
steps:
  start: { kind: manual-start }
  each:
    kind: loop
    with: { mode: count, times: 6000, concurrency: 100 }
    steps:
      moment:
        kind: delay
        with: { until: "{{ date(Math.round(vars.begun + 200 + index * 0.8)) }}" }
      double: { kind: transform, with: { value: "{{ index * 2 }}" } }
    edges:
      - moment -> double
edges:
  - start -> each
`;

const largeWorkflow = `stepwell: 1
name: Large
steps:
  start: { kind: manual-start }
  repeat: { kind: transform, with: { value: "{{ 'x'.repeat(${megabyte}) }}" } }
edges:
  - start -> repeat
`;

async function storeLargeValue(page: Page): Promise<string> {
  const run = await start(page, largeWorkflow);
  for (;;) {
    const { events } = await invoke<{ events: { type: string; output?: { blob?: Blob } }[] }>(
      page,
      'runs.events',
      { runId: run, after: 0, limit: 100 },
    );
    const end = events.find((event) => event.type === 'run.completed');
    if (events.some((event) => event.type === 'run.failed')) throw new Error('It failed.');
    if (end?.output?.blob) return end.output.blob.hash;
  }
}

interface Blob {
  readonly hash: string;
}

async function start(page: Page, text: string): Promise<string> {
  const { id } = await invoke<{ id: string }>(page, 'library.create', { text });
  const { runId } = await invoke<{ runId: string }>(page, 'runs.start', {
    workflowId: id,
    text,
    input: {},
    secrets: {},
    requestKey: `bench-${performance.now()}`,
  });
  return runId;
}

async function eventCount(page: Page, runId: string): Promise<number> {
  const { lastSeq } = await invoke<{ lastSeq: number }>(page, 'runs.events', {
    runId,
    after: 0,
    limit: 1,
  });
  return lastSeq;
}

// What runs in the page is text: this project has no DOM types.

function perCall(page: Page, times: number, channel: string, input: unknown): Promise<number> {
  const call = `bridge.invoke(${JSON.stringify(channel)}, ${JSON.stringify(input)})`;
  return page.evaluate<number>(
    `(async () => {
      const began = performance.now();
      for (let at = 0; at < ${times}; at += 1) {
        const answer = await ${call};
        if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      }
      return (performance.now() - began) / ${times};
    })()`,
  );
}

function perEcho(page: Page, times: number, value: string): Promise<number> {
  return page.evaluate<number>(
    `(async () => {
      const value = 'x'.repeat(${value.length});
      const began = performance.now();
      for (let at = 0; at < ${times}; at += 1) await bridge.echo(value);
      return (performance.now() - began) / ${times};
    })()`,
  );
}
