import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { frameTime } from './frame-time';
import { invoke } from './invoke';
import { bareApp, launchApp } from './launch-app';
import { median, medianOf, type AreaResult, type Row } from './measure';

// How a stop feels: from the engine's event to the picture on the screen, from a key to the next
// stop, and what a huge value does to the window.

const stops = 24;

export async function debuggerArea(): Promise<AreaResult> {
  const bareProfile = mkdtempSync(join(tmpdir(), 'stepwell-bench-'));
  const bare = await launchApp(bareProfile, bareApp);
  try {
    const page = await bare.firstWindow();
    // Before and after: a machine that is busy for a while is so for both sides.
    const before = await medianOf(5, () => frameAndCall(page));
    const stopping = await inStudio(chain(stops + 2), (studio) => stopTimes(studio));
    const anchor = median([before, await medianOf(5, () => frameAndCall(page))]);
    const large = await largeValue();
    const against = 'one frame and one IPC call of a bare window';
    return {
      growth: [],
      rows: [
        {
          area: 'breakpoint hit to painted pause',
          ours: stopping.hit,
          anchor,
          unit: 'ms',
          against,
          must: '<= 5',
          stretch: '<= 2',
        },
        {
          area: 'step over, from the key to the painted pause',
          ours: stopping.over,
          anchor,
          unit: 'ms',
          against,
          must: '<= 6',
          stretch: '<= 3',
        },
        ...large,
      ],
    };
  } finally {
    await bare.close();
    rmSync(bareProfile, { recursive: true, force: true });
  }
}

interface Studio {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly workflowId: string;
}

async function inStudio<Value>(
  text: string,
  use: (studio: Studio) => Promise<Value>,
): Promise<Value> {
  const profile = mkdtempSync(join(tmpdir(), 'stepwell-bench-'));
  const file = join(profile, 'stops.stepwell.yaml');
  writeFileSync(file, text);
  const app = await launchApp(profile, undefined, [file]);
  try {
    const page = await app.firstWindow();
    await page.getByRole('application', { name: 'Workflow canvas' }).waitFor();
    const [entry] = await invoke<{ id: string; trusted: boolean }[]>(page, 'library.list', {});
    if (!entry) throw new Error('The workflow was not opened.');
    await invoke(page, 'documents.trust', { id: entry.id, text });
    return await use({ app, page, workflowId: entry.id });
  } finally {
    await app.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Median milliseconds from the recorded stop to its paint, and from F10 to the next paint. */
async function stopTimes({ page, workflowId }: Studio): Promise<{ hit: number; over: number }> {
  await invoke(page, 'breakpoints.put', {
    workflowId,
    breakpoints: Array.from({ length: stops }, (_, at) => ({
      id: `b${at}`,
      target: { type: 'step', step: `s${at}` },
      enabled: true,
    })),
  });
  await page.evaluate(watchPauses);
  await page.getByRole('application', { name: 'Workflow canvas' }).focus();
  const painted: Paint[] = [];
  for (let at = 0; at < stops; at += 1) {
    await page.keyboard.press('F5');
    painted.push(await nextPause(page, at));
  }
  const { runs } = await invoke<{ runs: { id: string }[] }>(page, 'runs.list', { limit: 1 });
  const { events } = await invoke<{ events: { type: string; step: string; time: number }[] }>(
    page,
    'runs.events',
    { runId: runs[0]?.id, after: 0, limit: 10_000 },
  );
  const paused = events.filter(({ type }) => type === 'run.paused');
  const hits = paused.map(({ step, time }) => {
    const paint = painted.find((one) => one.step === step);
    if (!paint) throw new Error(`The stop before ${step} was never painted.`);
    return paint.at - time;
  });
  await page.keyboard.press('Shift+F5');
  const over = await stepOverTimes(page);
  // The first stop also opens the panels.
  return { hit: median(hits.slice(1)), over: median(over) };
}

async function stepOverTimes(page: Page): Promise<number[]> {
  await page.evaluate('window.pauses.length = 0');
  await page.getByRole('application', { name: 'Workflow canvas' }).focus();
  await page.keyboard.press('F5');
  await nextPause(page, 0);
  const times: number[] = [];
  for (let at = 1; at < stops - 2; at += 1) {
    await page.keyboard.press('F10');
    const { at: paintedAt, key } = await nextPause(page, at);
    times.push(paintedAt - key);
  }
  await page.keyboard.press('Shift+F5');
  return times;
}

interface Paint {
  readonly step: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** When the last key went down. */
  readonly key: number;
}

/** The page itself tells: its policy forbids `eval`, with which Playwright waits for functions. */
function nextPause(page: Page, index: number): Promise<Paint> {
  return page.evaluate<Paint>(`window.pauseAt(${index})`);
}

/** Notes every new label of a pause once the frame that shows it is on the screen. */
const watchPauses = `(() => {
  window.pauses = [];
  let waiting = [];
  window.pauseAt = (index) =>
    new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error('Pause ' + index + ' was not painted within a minute; ' + document.querySelector('footer').textContent)),
        60_000,
      );
      waiting.push({ index, resolve: (paint) => (clearTimeout(late), resolve(paint)) });
      tell();
    });
  const tell = () => {
    const ready = waiting.filter(({ index }) => index < window.pauses.length);
    waiting = waiting.filter(({ index }) => index >= window.pauses.length);
    for (const { index, resolve } of ready) resolve(window.pauses[index]);
  };
  let last = '';
  let shown = '';
  let key = 0;
  const now = () => performance.timeOrigin + performance.now();
  addEventListener('keydown', () => (key = now()), true);
  new MutationObserver(() => {
    // By its step: a view that moves or is small draws the same stop anew, and in fewer words.
    const label = document.querySelector('.react-flow__node [data-kind="paused"]');
    const step = label ? label.closest('.react-flow__node').dataset.id : '';
    if (step === last) return;
    last = step;
    if (step === '' || step === shown) return;
    shown = step;
    const pressed = key;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        window.pauses.push({ step, at: now(), key: pressed });
        tell();
      };
      channel.port2.postMessage(0);
    });
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
})()`;

function chain(length: number): string {
  const ids = Array.from({ length }, (_, at) => `s${at}`);
  const steps = ids.map(
    (id) => `  ${id}: { kind: transform, title: Step ${id}, with: { value: 1 } }`,
  );
  const edges = ids.map((id, at) => `  - ${at === 0 ? 'start' : `s${at - 1}`} -> ${id}`);
  return `stepwell: 1\nname: Stops\nsteps:\n  start: { kind: manual-start }\n${steps.join('\n')}\nedges:\n${edges.join('\n')}\n`;
}

/** A value of 100 MB among the variables, against one of 1 kB: frames, and memory of the window. */
async function largeValue(): Promise<Row[]> {
  const small = await inStudio(holding(1_000), pausedWindow);
  const large = await inStudio(holding(100_000_000), pausedWindow);
  return [
    {
      area: 'frame p95 with a value of 100 MB among the variables',
      ours: large.frame,
      anchor: small.frame,
      unit: 'ms',
      against: 'the same with 1 kB',
      must: '<= 1.3',
      stretch: '<= 1.1',
    },
    {
      area: 'memory of studio and window, the same',
      ours: large.megabytes,
      anchor: small.megabytes,
      unit: 'MB',
      against: 'the same with 1 kB; 150 MB more at most',
      must: `<= ${((small.megabytes + 150) / small.megabytes).toFixed(2)}`,
      stretch: '<= 1.1',
    },
  ];
}

function holding(characters: number): string {
  return `stepwell: 1
name: Large value
steps:
  start: { kind: manual-start }
  hold:
    kind: code
    title: Hold
    with:
      language: javascript
      memory: 1024
      code: |
        const big = 'x'.repeat(${characters});
        const length = big.length;
        return length;
edges:
  - start -> hold
`;
}

async function pausedWindow({
  app,
  page,
  workflowId,
}: Studio): Promise<{ frame: number; megabytes: number }> {
  await invoke(page, 'breakpoints.put', {
    workflowId,
    breakpoints: [{ id: 'line', target: { type: 'line', step: 'hold', line: 2 }, enabled: true }],
  });
  await page.getByRole('application', { name: 'Workflow canvas' }).focus();
  await page.keyboard.press('F5');
  await page.getByRole('treeitem', { name: /^big/ }).waitFor();
  const frame = await medianOf(5, () => frameTime(page, 90));
  const megabytes = await app.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      // The process of the code holds the value; that is its own matter.
      .filter(({ type }) => type === 'Browser' || type === 'Tab')
      .reduce((sum, { memory }) => sum + memory.workingSetSize / 1_024, 0),
  );
  await page.keyboard.press('Shift+F5');
  return { frame, megabytes };
}

function frameAndCall(page: Page): Promise<number> {
  return page.evaluate<number>(
    `(async () => {
      const middle = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
      const calls = [];
      const frames = [];
      let last = await new Promise(requestAnimationFrame);
      while (frames.length < 60) {
        const now = await new Promise(requestAnimationFrame);
        frames.push(now - last);
        last = now;
      }
      while (calls.length < 60) {
        const began = performance.now();
        await bridge.echo('x');
        calls.push(performance.now() - began);
      }
      return middle(frames) + middle(calls);
    })()`,
  );
}
