import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentHash, RunId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';
import { startRun } from '../../../src-main/engine/start-run';
import { systemClock } from '../../../src-main/engine/system-clock';
import type { RunHandle } from '../../../src-main/engine/types';
import { createCodeSandbox } from '../../../src-main/sandbox/sandbox';
import type { SandboxChild } from '../../../src-main/sandbox/sandbox-child';
import { createNodeSpawner } from '../../../src-main/sandbox/spawn-node-process';
import { createStepKinds } from '../../../src-main/steps/index';
import { storageThread } from '../../helpers/storage-thread';
import { createJournal } from '../../../src-main/storage/journal';
import { openDatabase } from '../../../src-main/storage/open-database';
import { createVersionsRepository } from '../../../src-main/storage/repositories/versions';
import { fakeIds } from '../../helpers/run-workflow';
import { quantile, watchMachine } from '../lib/machine-delay';
import { prove, type ProofOptions, type ProofReport } from '../lib/prove';
import { withTempFolder } from '../lib/temp-folder';
import { cases, type Case } from './cases';
import { codeThreadsOf, isAlive, isCodeThread, processesOf } from './leftovers';
import { startSilentServer, type SilentServer } from './silent-server';

// P15: cancel works within 100 ms, always. Each way of not ending is begun and then cancelled, through
// the engine, the journal on disk and real processes.

const promised = 100;
const goneWithin = 500;

interface Trial {
  readonly name: string;
  /** From `cancel()` to the committed `run.cancelled`. */
  readonly committed: number;
  /** From `cancel()` until nothing of it is left. */
  readonly gone: number;
  readonly left: number;
  /** Traces and requests later than promised, and events after the last one. */
  readonly late: number;
}

async function cancelEverything(folder: string, options: ProofOptions): Promise<ProofReport> {
  const chosen = cases.filter(({ name }) => name.includes(options.option('only') ?? ''));
  const machine = watchMachine();
  const studio = await openStudio(folder, options.broken);
  const trials: Trial[] = [];
  const violations: string[] = [];
  for (let round = 0; round < options.n; round += 1) {
    for (const one of chosen) {
      const trial = await studio.cancel(one, `${round}`, options.random() * 20);
      trials.push(trial);
      for (const fault of faultsOf(trial)) violations.push(`${one.name}: ${fault}`);
    }
    options.progress(round + 1);
  }
  await studio.close();
  const late = await machine.end();
  const times = trials.map((trial) => trial.committed).sort((a, b) => a - b);
  const gone = trials.map((trial) => trial.gone).sort((a, b) => a - b);
  const p99 = quantile(times, 0.99);
  if (p99 > promised) violations.push(`cancelled within ${p99.toFixed(1)} ms in 99 of 100`);
  const slowest = trials.reduce((a, b) => (b.committed > a.committed ? b : a));
  const longest = trials.reduce((a, b) => (b.gone > a.gone ? b : a));
  const shown = (sorted: readonly number[]) =>
    [0.5, 0.99, 1].map((share) => quantile(sorted, share).toFixed(1)).join('/');
  return {
    figures: {
      'ways of not ending': chosen.length,
      cancels: trials.length,
      'committed p50/p99/max ms': shown(times),
      'gone p50/p99/max ms': shown(gone),
      slowest: slowest.name,
      'longest there': longest.name,
      'left after 500 ms': trials.reduce((sum, trial) => sum + trial.left, 0),
      'effects after 100 ms': trials.reduce((sum, trial) => sum + trial.late, 0),
      'this machine wakes a thread late by p50/p99/max ms': shown(late),
    },
    violations,
  };
}

function* faultsOf({ left, late }: Trial): Generator<string> {
  if (left > 0) yield `${left} processes or threads left after ${goneWithin} ms`;
  if (late > 0) yield `${late} effects later than ${promised} ms`;
}

async function openStudio(folder: string, broken: string | undefined) {
  const child = process.env['STEPWELL_PROOF_CHILD'];
  if (child === undefined) throw new Error('Start proofs with `npm run verify:<name>`.');
  const fifo = join(folder, 'fifo');
  execFileSync('mkfifo', [fifo]);
  const server = await startSilentServer();
  const store = await openDatabase({ profile: folder });
  const hash = createVersionsRepository(store.database).put('stepwell: 1\nname: Proof\n', 1);
  const hosts = new Set<SandboxChild>();
  const leftOvers = new Set<number>();
  const spawn = createNodeSpawner(child);
  const sandbox = createCodeSandbox({
    spawn() {
      const host = spawn();
      hosts.add(host);
      return broken === undefined ? host : weakened(host, broken);
    },
  });
  await sandbox.warm();
  const listeners = new Map<RunId, (event: RunEvent, time: number) => void>();
  const journal = createJournal(store, {
    thread: storageThread({ after: 0 }),
    onCommitted(events) {
      const time = performance.now();
      for (const event of events) listeners.get(event.run)?.(event, time);
    },
  });
  const kinds = createStepKinds({ sandbox, baseFolder: folder, userAgent: 'Stepwell/proof' });
  const ids = fakeIds();

  /** Begins it, waits until it is hostile and a moment more, cancels it, looks what is left. */
  async function cancel(one: Case, round: string, moment: number): Promise<Trial> {
    const trial = `${one.name} ${round}`;
    const ledger = join(folder, 'ledger');
    const run = ids.runId();
    const begun = beginning(one, server);
    let cancelled: number | undefined;
    let after = 0;
    listeners.set(run, (event, time) => {
      begun.see(event);
      if (cancelled !== undefined) after += 1;
      if (event.type === 'run.cancelled') cancelled = time;
    });
    server.requests.length = 0;
    const input = {
      trial,
      ledger,
      fifo,
      silent: server.silent,
      slow: server.slow,
      numbers: Array.from({ length: 3_000 }, (_, at) => at),
    };
    const handle = startRun(
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
        run,
        workflow: one.workflow,
        workflowRef: { id: null, hash: hash as ContentHash, name: one.name },
        input,
        startedBy: 'proof',
      },
    );
    await Promise.race([begun.hostile, endedTooEarly(handle, one)]);
    await pause(moment);
    const threads = begun.pids().flatMap(codeThreadsOf);
    const start = performance.now();
    const startNanoseconds = process.hrtime.bigint();
    await handle.cancel('proof');
    const committed = (cancelled ?? Infinity) - start;
    const left = () => processesOf(trial).length + threads.filter(isCodeThread).length;
    const { gone, seen } = await watch(left, start);
    listeners.delete(run);
    for (const pid of processesOf(trial)) leftOvers.add(pid);
    const limit = startNanoseconds + BigInt(promised) * 1_000_000n;
    const late =
      tracesIn(ledger, trial).filter((time) => time > limit).length +
      server.requests.filter((time) => time > start + promised).length +
      after;
    rmSync(ledger, { force: true });
    return {
      name: one.name,
      committed,
      gone,
      left: seen,
      late,
    };
  }

  return {
    cancel,
    async close() {
      // Also what was broken on purpose leaves nothing behind.
      for (const pid of leftOvers) if (isAlive(pid)) kill(pid);
      for (const { pid } of hosts) if (broken !== undefined && pid !== undefined) kill(pid);
      await sandbox.close();
      server.close();
      await journal.close();
      store.close();
    },
  };
}

/** Resolves when the case does what it is there for. */
function beginning(one: Case, server: SilentServer) {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const pids = new Set<number>();
  let iterations = 0;
  if (one.begins === 'request') {
    const look = setInterval(() => {
      if (server.requests.length === 0) return;
      clearInterval(look);
      resolve(undefined);
    }, 2);
  }
  return {
    hostile: promise,
    /** Processes in which its code said that it begins. */
    pids: () => [...pids],
    see(event: RunEvent): void {
      if (event.type === 'step.logged' && event.message === 'begun') {
        pids.add(Number.parseInt(String(event.data), 10));
      }
      if (event.type === 'scope.completed') iterations += 1;
      if (event.type === one.begins || (one.begins === 'tenth-iteration' && iterations >= 10)) {
        resolve(undefined);
      }
    },
  };
}

async function endedTooEarly(handle: RunHandle, one: Case): Promise<never> {
  const { status, error } = await handle.done;
  throw new Error(`“${one.name}” ended by itself: ${status} ${JSON.stringify(error)}`);
}

/** The promise, broken on purpose. */
function weakened(host: SandboxChild, broken: string): SandboxChild {
  return {
    ...host,
    onMessage: (listener) => host.onMessage(listener),
    onExit: (listener) => host.onExit(listener),
    kill() {
      // `soft`: the code is only asked to stop. `alone`: what it has started lives on.
      if (broken === 'alone' && host.pid !== undefined) kill(host.pid);
    },
  };
}

function tracesIn(ledger: string, trial: string): bigint[] {
  if (!existsSync(ledger)) return [];
  const lines = readFileSync(ledger, 'utf8').split('\n').slice(0, -1);
  return lines
    .filter((line) => line.startsWith(`${trial} `))
    .map((line) => BigInt(line.slice(trial.length + 1)));
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}

/**
 * When nothing was left, in milliseconds since `start`, and how much the first look after the promised
 * time still saw. A look that comes late and sees nothing says that the machine was late, no more.
 */
async function watch(left: () => number, start: number): Promise<{ gone: number; seen: number }> {
  let seen: number | undefined;
  for (;;) {
    const looked = performance.now() - start;
    const count = left();
    if (looked > goneWithin) seen ??= count;
    if (count === 0 || looked > goneWithin * 2) return { gone: looked, seen: seen ?? 0 };
    await pause(5);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

await prove({
  name: 'cancel',
  n: 25,
  broken: ['soft', 'alone'],
  run: (options) => withTempFolder((folder) => cancelEverything(folder, options)),
});
