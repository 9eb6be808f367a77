import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../src-main/storage/open-database';
import { addFindings, checkStore, noFindings, type StoreFindings } from '../lib/check-store';
import { startChild } from '../lib/child-process';
import { buildDiskShim } from '../lib/disk-shim';
import { prove, type ProofOptions } from '../lib/prove';
import { withTempFolder } from '../lib/temp-folder';
import { losePower, losses } from './undo-log';

// P2: nothing acknowledged is lost when the power fails, if the disk honours a flush. A process
// appends with all its might; it is killed, and any of its writes that no flush covered are taken
// back: all, the last ones, some, or parts of some.

async function powerLoss(folder: string, options: ProofOptions) {
  const shim = buildDiskShim(folder);
  const { n, random } = options;
  const broken = options.option('sync') === 'NORMAL' ? 'normal' : options.broken;
  const sum = noFindings();
  let acknowledged = 0;
  let takenBack = 0;
  for (let trial = 0; trial < n; trial += 1) {
    // A file lives through several failures, but not so many that checking it takes long.
    const profile = join(folder, `profile-${Math.floor(trial / 10)}`);
    mkdirSync(profile, { recursive: true });
    const undo = join(folder, `undo-${trial}`);
    const acks = await appendUntilKilled(
      // The last ones on a disk without shared memory, where there is no write-ahead log.
      { profile, shim, undo, first: trial * 10_000, broken, plain: trial % 10 >= 7 },
      // In turns after some acknowledgement, and within a write, a flush or a checkpoint.
      trial % 2 === 0
        ? { acks: 1 + Math.floor(random() * 120) }
        : { call: 1 + Math.floor(random() * 900) },
    );
    for (const seq of acks.values()) acknowledged += seq;
    takenBack += losePower(undo, losses[trial % losses.length] ?? 'all', random);
    // Shared memory does not outlive a power failure.
    rmSync(join(profile, 'stepwell.db-shm'), { force: true });
    rmSync(undo, { force: true });
    addFindings(sum, await check(profile, acks));
    if (trial % 10 === 9) rmSync(profile, { recursive: true });
    options.progress(trial + 1);
  }
  return {
    figures: {
      failures: n,
      acknowledged,
      'writes taken back': takenBack,
      lost: sum.lost,
      'logs with faults': sum.faults + sum.mismatches + sum.unreadable,
      damaged: sum.damaged,
    },
    violations: sum.details,
  };
}

async function check(profile: string, acks: ReadonlyMap<string, number>): Promise<StoreFindings> {
  const store = await openDatabase({ profile });
  try {
    return await checkStore(store, acks);
  } finally {
    store.close();
  }
}

interface Trial {
  readonly profile: string;
  readonly shim: string;
  readonly undo: string;
  readonly first: number;
  readonly broken: string | undefined;
  readonly plain: boolean;
}

/** Kills the child when it is due; returns what it acknowledged. */
async function appendUntilKilled(
  trial: Trial,
  due: { readonly acks: number } | { readonly call: number },
): Promise<Map<string, number>> {
  const acks = new Map<string, number>();
  let count = 0;
  let stopped = '';
  const child = startChild(
    [trial.profile, String(trial.first), trial.broken ?? ''],
    {
      LD_PRELOAD: trial.shim,
      STEPWELL_SHIM_FILES: join(trial.profile, 'stepwell.db'),
      STEPWELL_SHIM_UNDO: trial.undo,
      ...(trial.plain && { STEPWELL_SHIM_NO_SHARED_MEMORY: 'yes' }),
      ...('call' in due && { STEPWELL_SHIM_KILL: String(due.call) }),
    },
    (line, { kill }) => {
      const [run = '', seq = ''] = line.split(' ');
      if (run === 'open' && seq !== (trial.plain ? 'truncate' : 'wal')) {
        throw new Error(`The journal of the data file is ${seq}.`);
      }
      if (run === 'stopped') stopped = line;
      if (!run.startsWith('run_')) return;
      acks.set(run, Number(seq));
      count += 1;
      if ('acks' in due && count >= due.acks) kill();
    },
  );
  const { signal } = await child.ended;
  if (signal !== 'SIGKILL') {
    throw new Error(`The child ended by itself: ${stopped} ${child.errors()}`);
  }
  return acks;
}

await prove({
  name: 'powerloss',
  n: 300,
  broken: ['normal', 'ack-before-commit'],
  run: (options) => withTempFolder((folder) => powerLoss(folder, options)),
});
