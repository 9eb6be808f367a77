import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { invoke } from './invoke';
import { bareApp, launchApp } from './launch-app';
import { type AreaResult, inTurns, median, type Row } from './measure';

// The canvas of the built studio beside React Flow as it comes: the same steps at the same places,
// both drawing only what is in view.

const sizes = [100, 500, 1_000, 2_000] as const;
const columns = 25;
const rounds = 5;

interface Both {
  readonly ours: number;
  readonly anchor: number;
}

export async function canvasArea(): Promise<AreaResult> {
  const profiles = [newProfile(), newProfile()] as const;
  const studio = await launchApp(profiles[0]);
  const plain = await launchApp(profiles[1], bareApp, [process.env['STEPWELL_PLAIN_FLOW'] ?? '']);
  try {
    const bench = new CanvasBench(
      studio,
      plain,
      await studio.firstWindow(),
      await plain.firstWindow(),
    );
    return await bench.measure();
  } finally {
    await Promise.all([studio.close(), plain.close()]);
    const removal = { recursive: true, force: true, maxRetries: 10, retryDelay: 200 };
    for (const profile of profiles) rmSync(profile, removal);
  }
}

function newProfile(): string {
  return mkdtempSync(join(tmpdir(), 'stepwell-bench-'));
}

class CanvasBench {
  constructor(
    private readonly studio: ElectronApplication,
    private readonly plain: ElectronApplication,
    private readonly ours: Page,
    private readonly theirs: Page,
  ) {
    this.page = ours;
  }

  async measure(): Promise<AreaResult> {
    const seen = new Map<number, Record<'mount' | 'pan' | 'fit' | 'drag' | 'memory', Both>>();
    const other = await this.create(2, 'o');
    for (const size of sizes) {
      const mount = await this.mount(await this.create(size), other, size);
      const memory = { ours: await memoryOf(this.studio), anchor: await memoryOf(this.plain) };
      await this.fitBoth();
      const fit = await this.both(() => this.frames(pan, 0.5));
      await this.zoomToOne();
      const panned = await this.both(() => this.frames(pan, 0.95));
      const drag = await this.both(() => this.frames(dragNode, 0.95));
      seen.set(size, { mount, pan: panned, fit, drag, memory });
      console.error(`  ${size} steps: ${JSON.stringify(seen.get(size))}`);
      if (size === 1_000) this.extra.push(...(await this.working(size)));
    }
    const of = (size: number) => seen.get(size) ?? fail();
    return {
      rows: [
        row('open a workflow of 1,000 steps', of(1_000).mount, 'ms', '<= 1.5', '<= 1'),
        row('pan at zoom 1, 1,000 steps, frame p95', of(1_000).pan, 'ms', '<= 1.2', '<= 1'),
        row('pan in fit view, 1,000 steps, frame p50', of(1_000).fit, 'ms', '<= 0.6', '<= 0.35'),
        row('drag a step, 2,000 steps, frame p95', of(2_000).drag, 'ms', '<= 1.3', '<= 1'),
        row('memory, 100 steps open, all processes', of(100).memory, 'MB', '<= 1.5', '<= 1.3'),
        ...this.extra,
      ],
      growth: (['mount', 'pan', 'fit', 'drag', 'memory'] as const).map((what) => ({
        area: `${what} against plain React Flow, by steps`,
        unit: '×',
        points: sizes.map((size) => ({
          at: size.toLocaleString('en'),
          value: of(size)[what].ours / of(size)[what].anchor,
        })),
      })),
    };
  }

  private readonly extra: Row[] = [];
  private page: Page;

  private async create(size: number, letter = 's'): Promise<string> {
    const text = workflowText(size, letter);
    const { id } = await invoke<{ id: string }>(this.ours, 'library.create', { text });
    await invoke(this.ours, 'documents.trust', { id, text });
    return id;
  }

  /** One measurement on both pages in turns; `measure` looks at `this.page`. */
  private both(measure: () => Promise<number>): Promise<Both> {
    const on = (app: ElectronApplication, page: Page) => async () => {
      this.page = page;
      await inMain(() =>
        app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus()),
      );
      return measure();
    };
    return inTurns(rounds, on(this.studio, this.ours), on(this.plain, this.theirs));
  }

  /** From the word to open it to the first frame with steps; another workflow is open before. */
  private async mount(id: string, other: string, size: number): Promise<Both> {
    return inTurns(
      rounds,
      async () => {
        await this.open(other, 'o1');
        return this.open(id, 's1');
      },
      async () => {
        await this.theirs.evaluate('plain.unmount()');
        return this.theirs.evaluate<number>(untilDrawn('s1', `plain.mount(${size})`));
      },
    );
  }

  /** As when a file is opened from outside. */
  private async open(id: string, step: string): Promise<number> {
    const drawn = this.ours.evaluate<number>(untilDrawn(step));
    await inMain(() =>
      this.studio.evaluate(({ BrowserWindow }, workflow) => {
        BrowserWindow.getAllWindows()[0]?.webContents.send('library.onOpen', { id: workflow });
      }, id),
    );
    return drawn;
  }

  private async fitBoth(): Promise<void> {
    const before = await this.ours.evaluate<number>(`(${zoomNow})()`);
    await this.ours.getByRole('application', { name: 'Workflow canvas' }).focus();
    await this.ours.keyboard.press('1');
    await this.theirs.evaluate('flow.fitView()');
    await this.zoomed((zoom) => Math.abs(zoom - before) > 0.01);
  }

  private async zoomToOne(): Promise<void> {
    await this.ours.getByRole('application', { name: 'Workflow canvas' }).focus();
    await this.ours.keyboard.press('0');
    await this.theirs.evaluate('flow.setViewport({ x: 0, y: 0, zoom: 1 })');
    await this.zoomed((zoom) => zoom > 0.99);
  }

  /** The page itself may evaluate no text, so it is asked again and again. */
  private async zoomed(there: (zoom: number) => boolean): Promise<void> {
    while (!there(await this.ours.evaluate<number>(`(${zoomNow})()`)));
  }

  private async frames(act: string, share: number): Promise<number> {
    const times = await this.page.evaluate<number[]>(`(${act})()`);
    return percentile(times, share);
  }

  /** While a run goes over the canvas. */
  private async working(size: number): Promise<Row[]> {
    const rest: number[] = [];
    const running: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      rest.push(percentile(await this.ours.evaluate<number[]>(`(${watch})(60)`), 0.95));
      await this.ours.getByRole('application', { name: 'Workflow canvas' }).focus();
      await this.ours.keyboard.press('Control+Enter');
      running.push(percentile(await this.ours.evaluate<number[]>(`(${watch})(60)`), 0.95));
      await this.ours.getByRole('status', { name: 'Run status' }).getByText('Completed').waitFor();
    }
    const count = size.toLocaleString('en');
    return [
      {
        area: `a run over ${count} steps, frame p95`,
        ours: median(running),
        anchor: median(rest),
        unit: 'ms',
        against: 'the same canvas at rest',
        must: '<= 1.3',
        stretch: '<= 1.1',
      },
    ];
  }
}

function row(area: string, both: Both, unit: string, must: string, stretch: string): Row {
  return { area, ...both, unit, against: 'plain React Flow, visible only', must, stretch };
}

function fail(): never {
  throw new Error('It was not measured.');
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}

/** An answer of the main process may be lost when its garbage is collected: it is asked again. */
async function inMain<Value>(ask: () => Promise<Value>): Promise<Value> {
  for (let left = 3; ; left -= 1) {
    try {
      return await ask();
    } catch (error) {
      if (left === 0 || !String(error).includes('garbage collected')) throw error;
    }
  }
}

function memoryOf(app: ElectronApplication): Promise<number> {
  return inMain(() =>
    app.evaluate(({ app: electron }) =>
      electron
        .getAppMetrics()
        .reduce((sum, metric) => sum + metric.memory.workingSetSize / 1_024, 0),
    ),
  );
}

/** A chain, row by row. */
function workflowText(size: number, letter: string): string {
  const ids = Array.from({ length: size }, (_, at) => `${letter}${at}`);
  const kind = (at: number): string =>
    at === 0
      ? '{ kind: manual-start }'
      : `{ kind: log, title: Step ${at}, with: { message: ${at} } }`;
  return [
    'stepwell: 1',
    `name: Bench ${size}`,
    'result: done',
    'steps:',
    ...ids.map((id, at) => `  ${id}: ${kind(at)}`),
    'edges:',
    ...ids.slice(1).map((id, at) => `  - ${letter}${at} -> ${id}`),
    'layout:',
    ...ids.map(
      (id, at) => `  ${id}: { x: ${(at % columns) * 296}, y: ${Math.floor(at / columns) * 120} }`,
    ),
    '',
  ].join('\n');
}

// What runs in the pages is text: this project has no DOM types.

const frame = 'await new Promise(requestAnimationFrame)';

function untilDrawn(step: string, act = ''): string {
  return `(async () => {
    const began = performance.now();
    ${act};
    while (!document.querySelector('.react-flow__node[data-id="${step}"]')) ${frame};
    ${frame};
    return performance.now() - began;
  })()`;
}

const zoomNow = `() => new DOMMatrix(
  getComputedStyle(document.querySelector('.react-flow__viewport')).transform,
).a`;

/** The times between frames. */
const watch = `async (count) => {
  const times = [];
  let last = ${frame};
  while (times.length < count) {
    const now = ${frame};
    times.push(now - last);
    last = now;
  }
  return times;
}`;

const pan = `async () => {
  const pane = document.querySelector('.react-flow__pane');
  const times = [];
  let last = ${frame};
  for (let at = 0; at < 80; at += 1) {
    const deltaX = at < 40 ? 30 : -30;
    pane.dispatchEvent(new WheelEvent('wheel', { deltaX, bubbles: true, cancelable: true, view: window }));
    const now = ${frame};
    times.push(now - last);
    last = now;
  }
  return times;
}`;

const dragNode = `async () => {
  const area = document.querySelector('.react-flow').getBoundingClientRect();
  const middle = { x: area.left + area.width / 2, y: area.top + area.height / 2 };
  const distance = (box) => Math.hypot(box.x - middle.x, box.y - middle.y);
  const node = [...document.querySelectorAll('.react-flow__node')]
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .sort((a, b) => distance(a.box) - distance(b.box))[0];
  let x = node.box.x + 30;
  let y = node.box.y + 12;
  const send = (type, target) =>
    target.dispatchEvent(new MouseEvent(type, {
      clientX: x, clientY: y, bubbles: true, cancelable: true, view: window, buttons: 1,
    }));
  send('mousedown', document.elementFromPoint(x, y) ?? node.element);
  const times = [];
  let last = ${frame};
  for (let at = 0; at < 60; at += 1) {
    x += at < 30 ? 5 : -5;
    y += at % 2 === 0 ? 3 : -3;
    send('mousemove', window);
    const now = ${frame};
    times.push(now - last);
    last = now;
  }
  send('mouseup', window);
  return times;
}`;
