import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { invoke } from '../invoke';
import { bareApp, launchApp } from '../launch-app';
import { type AreaResult, inTurns, type Row } from '../measure';
import { chainText } from './chain-text';
import { freshMemory, inMain, removeFolder, settledMemory } from './memory';
import { acts, startTiming, timed, untilDrawn, untilStill } from './page-acts';

// The canvas of the built studio beside React Flow as it comes: the same steps at the same places,
// both drawing only what is in view.

const sizes = [100, 500, 1_000, 2_000] as const;
/** Only to see how cost grows: what a person does at once is measured there, in fewer rounds. */
const largest = 5_000;
const rounds = 5;
const fewRounds = 3;
/** What does not end in this time, in minutes, will not end. */
const patience = 3;

const kinds = ['mount', 'memory', 'fit', 'pan', 'drag', 'typing', 'run'] as const;
type Kind = (typeof kinds)[number];

interface Both {
  readonly ours: number;
  readonly anchor: number;
}

/** What of it is measured; all when nothing is named. */
export interface CanvasChoice {
  /** Some of `mount`, `memory`, `fit`, `pan`, `drag`, `typing`, `run`, and `fresh` for the memory of a program just started. */
  readonly only?: readonly string[];
  readonly steps?: readonly number[];
}

export async function canvasArea(choice: CanvasChoice = {}): Promise<AreaResult> {
  const unknown = choice.only?.find((kind) => kind !== 'fresh' && !isKind(kind));
  if (unknown !== undefined)
    throw new Error(`The canvas has no figure "${unknown}": ${[...kinds, 'fresh'].join(', ')}.`);
  const memory = !choice.only || choice.only.includes('fresh') ? await startMemory() : [];
  if (choice.only && !choice.only.some(isKind)) return { rows: memory, growth: [] };
  const profiles = [newProfile(), newProfile()] as const;
  const studio = await launchApp(profiles[0]);
  const plain = await launchApp(profiles[1], bareApp, [process.env['STEPWELL_PLAIN_FLOW'] ?? '']);
  try {
    const bench = new CanvasBench(
      studio,
      plain,
      await studio.firstWindow(),
      await plain.firstWindow(),
      choice,
    );
    const { rows, growth } = await bench.measure();
    return { rows: [...rows, ...memory], growth };
  } finally {
    await Promise.all([studio.close(), plain.close()]);
    for (const profile of profiles) removeFolder(profile);
  }
}

async function startMemory(): Promise<Row[]> {
  const memory = await freshMemory(100, rounds);
  console.error(`  ${memory.area}: ${words(memory)}`);
  return [memory];
}

function isKind(word: string): word is Kind {
  return (kinds as readonly string[]).includes(word);
}

function newProfile(): string {
  return mkdtempSync(join(tmpdir(), 'stepwell-bench-'));
}

class CanvasBench {
  private readonly seen = new Map<number, Map<Kind, Both>>();

  constructor(
    private readonly studio: ElectronApplication,
    private readonly plain: ElectronApplication,
    private readonly ours: Page,
    private readonly theirs: Page,
    private readonly choice: CanvasChoice,
  ) {}

  async measure(): Promise<AreaResult> {
    const other = await this.create(2, 'o');
    const wanted = (size: number): boolean => this.choice.steps?.includes(size) ?? true;
    for (const size of sizes.filter(wanted)) {
      await this.look(size, other, rounds);
      await this.take(size, 'typing', () => this.typing());
      if (this.wants('run')) {
        const id = await this.create(size, 'r');
        await this.open(id, 'r1');
        await this.take(size, 'run', () => this.running(id));
      }
    }
    if (wanted(largest)) await this.look(largest, other, fewRounds);
    return {
      rows: [
        ...this.row('open a workflow of 1,000 steps', 1_000, 'mount', '<= 1.5', '<= 1'),
        ...this.row('pan at zoom 1, 1,000 steps, frame p95', 1_000, 'pan', '<= 1.2', '<= 1'),
        ...this.row('pan in fit view, 1,000 steps, frame p50', 1_000, 'fit', '<= 0.6', '<= 0.35'),
        ...this.row('drag a step, 2,000 steps, frame p95', 2_000, 'drag', '<= 1.3', '<= 1'),
        ...this.row(
          'type a setting, 1,000 steps, key to paint p95',
          1_000,
          'typing',
          '<= 1.5',
          '<= 1',
        ),
        ...this.row('a run over 1,000 steps, frame p95', 1_000, 'run', '<= 1.3', '<= 1'),
      ],
      growth: kinds
        .map((kind) => ({
          area: `${kind} against plain React Flow, by steps`,
          unit: '×',
          points: [...this.seen].flatMap(([size, figures]) => {
            const both = figures.get(kind);
            return both ? [{ at: size.toLocaleString('en'), value: both.ours / both.anchor }] : [];
          }),
        }))
        .filter(({ points }) => points.length > 0),
    };
  }

  /** None when it was not measured. */
  private row(area: string, size: number, kind: Kind, must: string, stretch: string): Row[] {
    const both = this.seen.get(size)?.get(kind);
    const against = 'plain React Flow, visible only';
    return both ? [{ area, ...both, unit: 'ms', against, must, stretch }] : [];
  }

  /** What somebody does who looks at a workflow. */
  private async look(size: number, other: string, count: number): Promise<void> {
    const id = await this.create(size);
    if (this.wants('mount'))
      await this.take(size, 'mount', () => this.mount(id, other, size, count));
    else await this.openBoth(id, size);
    await this.take(size, 'memory', async () => ({
      ours: await settledMemory(this.studio, this.ours),
      anchor: await settledMemory(this.plain, this.theirs),
    }));
    if (!this.wants('fit') && !this.wants('pan') && !this.wants('drag')) return;
    await this.view('1', 'flow.fitView()');
    await this.take(size, 'fit', () => this.frames(acts.pan, 0.5, count));
    await this.view('0', 'flow.setViewport({ x: 0, y: 0, zoom: 1 })');
    await this.take(size, 'pan', () => this.frames(acts.pan, 0.95, count));
    await this.take(size, 'drag', () => this.frames(acts.drag, 0.95, count));
  }

  private wants(kind: Kind): boolean {
    return this.choice.only?.includes(kind) ?? true;
  }

  /** Measures, keeps and prints one figure that is wanted; names it when it does not end. */
  private async take(size: number, kind: Kind, measure: () => Promise<Both>): Promise<void> {
    if (!this.wants(kind)) return;
    const what = `${kind}, ${size.toLocaleString('en')} steps`;
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => late.reject(new Error(`It did not end in ${patience} minutes: ${what}.`)),
      patience * 60_000,
    );
    try {
      const both = await Promise.race([measure(), late.promise]);
      const figures = this.seen.get(size) ?? new Map<Kind, Both>();
      this.seen.set(size, figures.set(kind, both));
      console.error(`  ${what}: ${words(both)}`);
    } finally {
      clearTimeout(timer);
    }
  }

  private async create(size: number, letter = 's'): Promise<string> {
    const text = chainText(size, letter);
    const { id } = await invoke<{ id: string }>(this.ours, 'library.create', { text });
    await invoke(this.ours, 'documents.trust', { id, text });
    return id;
  }

  /** The time between frames on both pages in turns, while something is done to them. */
  private frames(act: string, share: number, count: number): Promise<Both> {
    const on = (app: ElectronApplication, page: Page) => async () => {
      await focus(app);
      return percentile(await page.evaluate<number[]>(`(${act})()`), share);
    };
    return inTurns(count, on(this.studio, this.ours), on(this.plain, this.theirs));
  }

  /** From the word to open it to the first frame with steps; another workflow is open before. */
  private mount(id: string, other: string, size: number, count: number): Promise<Both> {
    return inTurns(
      count,
      async () => {
        await this.open(other, 'o1');
        return this.open(id, 's1');
      },
      async () => {
        await this.theirs.evaluate('plain.unmount()');
        return this.mountTheirs(size);
      },
    );
  }

  private mountTheirs(size: number): Promise<number> {
    return this.theirs.evaluate<number>(untilDrawn('s1', `plain.mount(${size})`));
  }

  private async openBoth(id: string, size: number): Promise<void> {
    await this.theirs.evaluate('plain.unmount()');
    await this.mountTheirs(size);
    await this.open(id, 's1');
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

  /** The same view on both pages. */
  private async view(key: string, theirs: string): Promise<void> {
    await this.canvas().focus();
    await this.ours.keyboard.press(key);
    await this.theirs.evaluate(`void ${theirs}`);
    await this.ours.evaluate(untilStill);
    await this.theirs.evaluate(untilStill);
  }

  /** A setting of a step against a field that renames one: each key changes the whole workflow. */
  private async typing(): Promise<Both> {
    await focus(this.studio);
    await this.ours.evaluate(`document.activeElement?.blur()`);
    await this.canvas().focus();
    // The first step, and the one after it, whose details open.
    await this.ours.keyboard.press('Escape');
    await this.ours.keyboard.press('ArrowRight');
    await this.ours.keyboard.press('ArrowRight');
    const setting = this.ours.getByRole('textbox', { name: /^Message/ });
    await setting.click();
    const keys = (app: ElectronApplication, page: Page) => async () => {
      await focus(app);
      await page.evaluate(startTiming);
      await page.keyboard.type('abcdefghijkl', { delay: 50 });
      await page.evaluate(
        `new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame))`,
      );
      return percentile(await page.evaluate<number[]>(timed), 0.95);
    };
    await this.theirs.getByRole('textbox', { name: 'Title' }).click();
    return inTurns(rounds, keys(this.studio, this.ours), keys(this.plain, this.theirs));
  }

  /** While a run goes over the canvas, against marking as many steps of a plain one. */
  private running(workflowId: string): Promise<Both> {
    return inTurns(
      rounds,
      async () => {
        await focus(this.studio);
        await this.canvas().focus();
        const before = await this.newestRun(workflowId);
        await this.ours.keyboard.press('Control+F5');
        const times = await this.ours.evaluate<number[]>(`(${acts.watch})()`);
        for (;;) {
          const run = await this.newestRun(workflowId);
          if (run?.id !== before?.id && run?.status === 'completed') break;
          if (run?.id !== before?.id && run?.status === 'failed')
            throw new Error('The run failed.');
        }
        return percentile(times, 0.95);
      },
      async () => {
        await focus(this.plain);
        return percentile(await this.theirs.evaluate<number[]>(`(${acts.mark})()`), 0.95);
      },
    );
  }

  private async newestRun(workflowId: string): Promise<Run | undefined> {
    const { runs } = await invoke<{ runs: Run[] }>(this.ours, 'runs.list', {
      workflowId,
      limit: 1,
    });
    return runs[0];
  }

  private canvas() {
    return this.ours.getByRole('application', { name: 'Workflow canvas' });
  }
}

interface Run {
  readonly id: string;
  readonly status: string;
}

function focus(app: ElectronApplication): Promise<void> {
  return inMain(() =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus()),
  );
}

function words({ ours, anchor }: Both): string {
  return `${ours.toFixed(1)} against ${anchor.toFixed(1)}, ${(ours / anchor).toFixed(2)}`;
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}
