import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ContentHash, RunId } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import type { Workflow } from '@shared/workflow/model';
import { startRun } from '../../../src-main/engine/start-run';
import { systemClock } from '../../../src-main/engine/system-clock';
import type { Journal, RunHandle } from '../../../src-main/engine/types';
import { createCodeSandbox } from '../../../src-main/sandbox/sandbox';
import { createNodeSpawner } from '../../../src-main/sandbox/spawn-node-process';
import { createStepKinds } from '../../../src-main/steps/index';
import { createJournal } from '../../../src-main/storage/journal';
import { openDatabase } from '../../../src-main/storage/open-database';
import { createVersionsRepository } from '../../../src-main/storage/repositories/versions';
import { fakeIds, graphOf, workflowOf } from '../../helpers/run-workflow';
import { storageThread } from '../../helpers/storage-thread';
import { watchLoopWork } from '../../helpers/loop-work';
import { quantile, watchMachine } from '../lib/machine-delay';
import { prove, type ProofOptions, type ProofReport } from '../lib/prove';
import { withTempFolder } from '../lib/temp-folder';

// P16: the main process stays responsive whatever a workflow does. A run passes values of 1 MB from
// step to step, while others flood the log, spin, take memory and return far too much.

const promised = { p99: 50, max: 200 };

/** A value of about 1 MB that is another each time. */
const make = `
  const rows = [];
  for (let at = 0; at < 9_000; at += 1) {
    rows.push({ id: loop.index * 10_000 + at, name: 'A customer of number ' + at, tags: ['a', 'b'], price: at / 7, open: at % 3 === 0 });
  }
  return rows;`;
const read = 'return steps.make.reduce((sum, row) => sum + row.price, 0)';

function payloads(iterations: number, broken: string | undefined): Workflow {
  const check =
    broken === 'evaluate'
      ? // Work that belongs into a code step, done in this process.
        { kind: 'spin', config: { value: null } }
      : { kind: 'code', config: { code: read } };
  return workflowOf(
    {
      start: 'manual-start',
      each: {
        kind: 'loop',
        config: { mode: 'count', times: iterations, concurrency: 2 },
        body: graphOf({ make: { kind: 'code', config: { code: make } }, check }, ['make -> check']),
      },
    },
    ['start -> each'],
  );
}

const hostile: readonly string[] = [
  "for (let i = 0; ; i++) console.log('line', i)",
  'const f = () => Promise.resolve().then(f); await f();',
  "return 'x'.repeat(100 * 1024 * 1024)",
  'return Array.from({ length: 3e6 }, (_, i) => i)',
  'const held = []; for (;;) held.push(new Uint8Array(4 << 20).fill(1));',
  "for (let i = 0; i < 900; i++) setVariable('x', 'y'.repeat(20_000)); return 1;",
];

async function stayAwake(folder: string, options: ProofOptions): Promise<ProofReport> {
  const child = process.env['STEPWELL_PROOF_CHILD'];
  if (child === undefined) throw new Error('Start proofs with `npm run verify:<name>`.');
  const store = await openDatabase({ profile: folder });
  const hash = createVersionsRepository(store.database).put('stepwell: 1\nname: Proof\n', 1);
  const sandbox = createCodeSandbox({ spawn: createNodeSpawner(child) });
  // `--journal none` leaves the disk out, to see what the rest costs.
  const thread = options.broken === 'commit-here' ? undefined : storageThread();
  const durable = createJournal(store, { thread });
  const journal: Journal =
    options.option('journal') === 'none' ? { append: () => undefined } : durable;
  const kinds = new Map(
    createStepKinds({ sandbox, baseFolder: folder, userAgent: 'Stepwell/proof' }),
  );
  const template = kinds.get('transform');
  if (template) kinds.set('spin', { ...template, run: spin });
  const ids = fakeIds();
  const begin = (workflow: Workflow): RunHandle =>
    startRun(
      {
        kinds,
        journal,
        clock: systemClock,
        ids,
        random: Math.random,
        secrets: { reveal: async () => '', redact: (value) => value },
        environment: {},
      },
      {
        run: ids.runId() as RunId,
        workflow,
        workflowRef: { id: null, hash: hash as ContentHash, name: workflow.name },
        input: null,
        startedBy: 'proof',
      },
    );

  await sandbox.warm();
  const machine = watchMachine();
  const delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  const work = watchLoopWork();
  const main = begin(payloads(options.n, options.broken));
  let over = false;
  let hostileSteps = 0;
  const disturb = async () => {
    while (!over) {
      const code = hostile[hostileSteps % hostile.length] ?? '';
      hostileSteps += 1;
      const step = { kind: 'code', config: { code, memory: 128 }, timeout: 400 };
      await begin(workflowOf({ start: 'manual-start', hostile: step }, ['start -> hostile'])).done;
    }
  };
  const disturbing = disturb();
  const { status, error } = await main.done;
  over = true;
  await disturbing;
  delay.disable();
  const worked = work.end();
  const late = await machine.end();
  await sandbox.close();
  await durable.close();
  store.close();

  // The histogram counts the pause it asks for as well.
  const milliseconds = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - 2);
  const p99 = milliseconds(delay.percentile(99));
  const max = milliseconds(delay.max);
  const violations: string[] = [];
  if (status !== 'completed') violations.push(`the run ${status}: ${JSON.stringify(error)}`);
  if (p99 > promised.p99) violations.push(`event loop p99 ${p99.toFixed(1)} ms`);
  if (max > promised.max) violations.push(`event loop max ${max.toFixed(1)} ms`);
  return {
    figures: {
      'steps with 1 MB': options.n * 2,
      'hostile steps': hostileSteps,
      'event loop delay p50/p99/max ms': [milliseconds(delay.percentile(50)), p99, max]
        .map((value) => value.toFixed(1))
        .join('/'),
      'of that its own work p50/p99/max ms': quantiles(worked),
      'this machine wakes a thread late by p50/p99/max ms': quantiles(late),
    },
    violations,
  };
}

function quantiles(sorted: readonly number[]): string {
  return [0.5, 0.99, 1].map((share) => quantile(sorted, share).toFixed(1)).join('/');
}

function spin(): { output: JsonValue } {
  const end = performance.now() + 250;
  while (performance.now() < end);
  return { output: null };
}

await prove({
  name: 'responsive',
  n: 500,
  broken: ['evaluate', 'commit-here'],
  run: (options) => withTempFolder((folder) => stayAwake(folder, options)),
});
