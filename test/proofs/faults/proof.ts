import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../src-main/storage/open-database';
import { addFindings, checkStore, noFindings } from '../lib/check-store';
import { startChild } from '../lib/child-process';
import { buildDiskShim } from '../lib/disk-shim';
import { prove, type ProofOptions } from '../lib/prove';
import { withTempFolder } from '../lib/temp-folder';

// P11: a full disk or a disk that refuses a write corrupts nothing, loses nothing that was
// acknowledged, and the app goes on when the fault is gone. One call fails, or every call from the
// n-th on until somebody makes room.

const errors = [
  { name: 'ENOSPC', number: 28 },
  { name: 'EIO', number: 5 },
] as const;

async function faults(folder: string, options: ProofOptions) {
  const shim = buildDiskShim(folder);
  const { n, random } = options;
  const sum = noFindings();
  const ends = { 'went on': 0, 'stopped at the start with a clean code': 0, 'not noticed': 0 };
  const violations: string[] = [];
  let acknowledged = 0;
  let withoutLog = 0;
  for (let trial = 0; trial < n; trial += 1) {
    const profile = join(folder, `profile-${trial}`);
    mkdirSync(profile);
    const error = errors[trial % 2] ?? errors[0];
    const sticky = trial % 4 >= 2;
    // Half of the faults meet a file that is being made, half one that is there.
    if (trial % 8 >= 4) (await openDatabase({ profile })).close();
    // A part of the disks gives no shared memory either, so that there is no write-ahead log.
    const plain = trial % 5 === 4;
    const call = 8 + Math.floor(random() * 392);
    const told = `trial ${trial}: ${sticky ? 'sticky' : 'one'} ${error.name} at call ${call}${plain ? ', no log' : ''}`;
    const { acks, end, problem, journal } = await runThroughFault(options.broken, {
      profile,
      first: trial * 10_000,
      shim,
      fault: `${call}:${error.number}:${sticky ? 0 : 1}`,
      control: join(folder, 'fault'),
      plain,
    });
    ends[end] += 1;
    if (problem !== undefined) violations.push(`${told}: ${problem}`);
    if (plain && journal !== undefined && journal !== 'truncate') {
      violations.push(`${told}: it says that it has the journal ${journal}`);
    }
    if (plain && journal === 'truncate') withoutLog += 1;
    for (const seq of acks.values()) acknowledged += seq;
    const store = await openDatabase({ profile });
    const found = await checkStore(store, acks);
    store.close();
    for (const detail of found.details) violations.push(`${told}: ${detail}`);
    addFindings(sum, found);
    rmSync(profile, { recursive: true });
    options.progress(trial + 1);
  }
  // A process that never gets so far may say that the disk is at fault, and would be believed.
  if (n >= 20 && withoutLog === 0) violations.push('nothing works without a write-ahead log');
  return {
    figures: {
      faults: n,
      'without a log': withoutLog,
      ...ends,
      acknowledged,
      lost: sum.lost,
      partial: sum.faults + sum.mismatches + sum.unreadable,
      damaged: sum.damaged,
    },
    violations,
  };
}

interface Trial {
  readonly profile: string;
  readonly first: number;
  readonly shim: string;
  readonly fault: string;
  /** The fault lasts while this file exists. */
  readonly control: string;
  /** Without shared memory. */
  readonly plain: boolean;
}

/** What a stop may be called: what the disk refused, not a fault of ours. */
const cleanCodes = ['DISK_FULL', 'DB_IO', 'DB_READONLY'];
/** So much must be kept after the fault. */
const acksAfterwards = 40;
const patience = 20_000;

async function runThroughFault(broken: string | undefined, trial: Trial) {
  writeFileSync(trial.control, '');
  const acks = new Map<string, number>();
  let stalled = false;
  let after = 0;
  let stopped: string | undefined;
  let journal: string | undefined;
  const child = startChild(
    [trial.profile, String(trial.first), broken ?? ''],
    {
      LD_PRELOAD: trial.shim,
      STEPWELL_SHIM_FILES: join(trial.profile, 'stepwell.db'),
      STEPWELL_SHIM_FAULT: trial.fault,
      STEPWELL_SHIM_FAULT_WHILE: trial.control,
      ...(trial.plain && { STEPWELL_SHIM_NO_SHARED_MEMORY: 'yes' }),
    },
    (line, { kill }) => {
      const [first = '', second = ''] = line.split(' ');
      if (first === 'stopped') stopped = line;
      if (first === 'open') journal = second;
      if (first === 'stalled') {
        stalled = true;
        // Somebody makes room; the journal finds out by itself.
        rmSync(trial.control, { force: true });
      }
      if (!first.startsWith('run_')) return;
      acks.set(first, Number(second));
      after += stalled ? 1 : 0;
      if (after >= acksAfterwards || acks.size > 120) kill();
    },
  );
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill();
  }, patience);
  const { signal } = await child.ended;
  clearTimeout(timer);
  if (stopped !== undefined) {
    const clean = cleanCodes.some((code) => stopped?.startsWith(`stopped ${code} `));
    const problem = clean ? undefined : stopped;
    return { acks, end: 'stopped at the start with a clean code' as const, problem, journal };
  }
  const problem =
    signal !== 'SIGKILL'
      ? `the process ended: ${child.errors()}`
      : timedOut
        ? `it did not go on (${acks.size} runs, ${after} acknowledged after the fault)`
        : undefined;
  const end = stalled ? ('went on' as const) : ('not noticed' as const);
  return { acks, end, problem, journal };
}

await prove({
  name: 'faults',
  n: 200,
  broken: ['ack-before-commit'],
  run: (options) => withTempFolder((folder) => faults(folder, options)),
});
