import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { prove, type ProofOptions, type ProofReport } from '../lib/prove';
import { cutPointOf } from './cut-points';
import { breakFence, breakJumps, simulate, type Breakage, type Simulated } from './simulate';

// P3, P4 and the scheduler: random workflows under a simulated clock, with crashes between any two
// events. One seed is one workflow; `--seed s --n 1` looks at it again.

/** Two cores are what a small machine has. */
const threads = 2;
const batch = 200;

interface Range {
  readonly seed: number;
  readonly n: number;
  readonly broken: Breakage;
  /** The name of a crash point. */
  readonly at: string | null;
}

type Sum = Record<
  | 'runs'
  | 'events'
  | 'crashes'
  | 'named'
  | 'restores'
  | 'retries'
  | 'replays'
  | 'acts'
  | 'compared',
  number
>;

interface Done {
  readonly sum: Sum;
  readonly graphs: number;
  readonly problems: readonly string[];
}

async function simulation({
  n,
  seed,
  broken,
  option,
  progress,
}: ProofOptions): Promise<ProofReport> {
  const at = option('at') ?? null;
  if (at !== null) cutPointOf(at);
  const sum = noSum();
  const violations: string[] = [];
  let graphs = 0;
  const share = Math.ceil(n / threads);
  const take = (done: Done): void => {
    graphs += done.graphs;
    addTo(sum, done.sum);
    for (const problem of done.problems) violations.push(problem);
    progress(graphs);
  };
  const ranges = Array.from({ length: n < batch ? 1 : threads }, (_, index) => ({
    seed: seed + index * share,
    n: n < batch ? n : Math.min(share, n - index * share),
    broken: broken as Breakage,
    at,
  }));
  await Promise.all(ranges.map((range) => inThread(range, take)));
  const { named, ...others } = sum;
  if (at !== null && named === 0) violations.push(`no run came to the point ${at}`);
  return {
    figures: {
      graphs,
      ...others,
      ...(at !== null && { [`at ${at}`]: named }),
      mismatches: violations.length,
      'seeds reproducible': violations.some((text) => text.includes('same seed')) ? 'no' : 'yes',
    },
    violations,
  };
}

function inThread(range: Range, take: (done: Done) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: range, argv: [] });
    worker.on('message', take);
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`A thread of the simulation ended with ${code}.`));
    });
  });
}

/** The work of a thread: seeds one after the other, told in batches. */
async function simulateRange({ seed, n, broken, at: point }: Range): Promise<void> {
  if (broken === 'fence') breakFence();
  if (broken === 'jump') breakJumps();
  const cut = point === null ? null : cutPointOf(point);
  for (let first = seed; first < seed + n; first += batch) {
    const last = Math.min(first + batch, seed + n);
    const sum = noSum();
    const problems: string[] = [];
    for (let at = first; at < last; at += 1) {
      const done = await simulate(at, broken, cut);
      addTo(sum, done);
      for (const problem of done.problems) problems.push(`seed ${at}: ${problem}`);
    }
    parentPort?.postMessage({ sum, graphs: last - first, problems } satisfies Done);
  }
}

function noSum(): Sum {
  return {
    runs: 0,
    events: 0,
    crashes: 0,
    named: 0,
    restores: 0,
    retries: 0,
    replays: 0,
    acts: 0,
    compared: 0,
  };
}

function addTo(sum: Sum, more: Sum | Simulated): void {
  for (const name of Object.keys(sum) as (keyof Sum)[]) sum[name] += more[name];
}

if (isMainThread) {
  await prove({
    name: 'simulation',
    n: 100_000,
    broken: ['fence', 'ask', 'chance', 'jump'],
    run: simulation,
  });
} else {
  await simulateRange(workerData as Range);
}
