import { restoreRun } from '../../../src-main/engine/restore-run';
import { startRun } from '../../../src-main/engine/start-run';
import type {
  EffectsChoice,
  EnginePorts,
  ExecutableKind,
  Journal,
  RunHandle,
} from '../../../src-main/engine/types';
import type { RunId } from '../../../src-shared/lib/ids';
import type { JsonValue } from '../../../src-shared/lib/json';
import type { ResumeReason, RunEvent } from '../../../src-shared/runs/events';
import type { RunState } from '../../../src-shared/runs/state';
import { fakeHash } from '../../helpers/run-workflow';
import { SimClock } from './clock';
import type { Meddler } from './meddle';
import type { Plot } from './plot';
import { Dice } from './random';

// One process that works at a run until the run ends or cannot go on.

/** More events than any simulated run has: it would go on for ever. */
const mostEvents = 20_000;

/** More milliseconds than any simulated run takes. */
const longest = 1_000_000;

export interface Task {
  readonly plot: Plot;
  readonly kinds: ReadonlyMap<string, ExecutableKind>;
  readonly effects: EffectsChoice;
  /** What a process before it has left. */
  readonly past: { readonly events: readonly RunEvent[]; readonly reason: ResumeReason } | null;
  /** Keys and random numbers differ between processes. */
  readonly process: number;
  /** Null: never. */
  readonly cancelAt: number | null;
  /** Somebody debugs it; absent: nobody. */
  readonly meddler?: Meddler;
}

export interface Work {
  /** The whole log, as far as it was kept. */
  readonly log: readonly RunEvent[];
  /** What was told to listeners, of this process. */
  readonly published: readonly RunEvent[];
  /** What the engine says; null when the run came to a stop without an end. */
  readonly state: RunState | null;
  readonly shown: RunState;
}

export async function work(task: Task): Promise<Work> {
  const before = task.past?.events ?? [];
  const clock = new SimClock((before.at(-1)?.time ?? 1_700_000_000_000) + (task.past ? 5 : 0));
  const log: RunEvent[] = [...before];
  const published: RunEvent[] = [];
  const ports = portsOf(task, clock, log, published);
  const handle = begin(ports, task);
  if (task.cancelAt !== null) {
    clock.schedule(task.cancelAt, () => void handle.cancel('as plotted'));
  }
  const state = await drive(handle, clock, log, task.meddler);
  return { log, published, state, shown: handle.state() };
}

function begin(ports: EnginePorts, { plot, past, effects }: Task): RunHandle {
  const request = {
    workflow: plot.workflow,
    workflowRef: { id: null, hash: fakeHash, name: 'Simulated' },
    input: plot.seed,
    startedBy: 'simulation',
    effects,
  };
  const run = `run_${plot.seed}` as RunId;
  if (past === null) return startRun(ports, { ...request, run });
  return restoreRun(ports, { ...request, run, events: past.events, reason: past.reason });
}

function portsOf(
  { plot, kinds, process, meddler }: Task,
  clock: SimClock,
  log: RunEvent[],
  published: RunEvent[],
): EnginePorts {
  let keys = 0;
  const dice = new Dice(plot.seed + process * 7_919);
  return {
    kinds,
    clock,
    journal: journalOf(plot.journalDelay, clock, log),
    ids: {
      runId: () => `run_${plot.seed}` as RunId,
      workflowId: () => 'wf_0' as never,
      key: () => `key_${process}_${(keys += 1)}`,
    },
    random: dice.next,
    secrets: { reveal: () => Promise.resolve(''), redact: (value) => value },
    environment: {},
    ...(meddler && { debug: meddler }),
    onEvents: (events) => {
      for (const event of events) published.push(event);
    },
  };
}

function journalOf(delay: number | null, clock: SimClock, log: RunEvent[]): Journal {
  const keep = (events: readonly RunEvent[]): void => {
    for (const event of events) log.push(event);
  };
  if (delay === null) {
    return {
      append: (events) => {
        keep(events);
        return undefined;
      },
    };
  }
  return {
    append: (events) =>
      new Promise((resolve) => {
        clock.schedule(delay, () => {
          keep(events);
          resolve();
        });
      }),
  };
}

/** Lets time pass and answers what waits for somebody, until the run has ended or nothing moves. */
async function drive(
  handle: RunHandle,
  clock: SimClock,
  log: readonly RunEvent[],
  meddler: Meddler | undefined,
) {
  const end: { state: RunState | null } = { state: null };
  handle.done.then(
    (state) => (end.state = state),
    () => undefined,
  );
  for (;;) {
    await settled();
    if (end.state !== null || log.length > mostEvents) return end.state;
    if (clock.monotonic() > longest) return end.state;
    if (clock.hasTimer) {
      clock.tick();
      continue;
    }
    if (await answer(handle, clock)) continue;
    if (meddler === undefined || !(await until(meddler.act(), clock))) return end.state;
  }
}

/** Whether somebody could be answered: a person decides, an event comes. */
async function answer(handle: RunHandle, clock: SimClock): Promise<boolean> {
  for (const { path, step, status } of handle.state().steps.values()) {
    const address = { path, step };
    if (status === 'interrupted') {
      const decided = handle.decide(address, 'retry');
      await until(decided, clock);
      return (await decided) === 'accepted';
    }
    if (status !== 'waiting') continue;
    const wrong = await until(handle.signal(address, 'wrong'), clock);
    if (wrong !== 'refused') continue;
    const value: JsonValue = { to: step, at: path.map(({ iteration }) => iteration) };
    return (await until(handle.signal(address, value), clock)) === 'accepted';
  }
  return false;
}

/** Waits for a promise that needs time to pass. */
async function until<Value>(promise: Promise<Value>, clock: SimClock): Promise<Value> {
  const end: { value?: Value; over: boolean } = { over: false };
  const note = promise.then((value) => {
    end.value = value;
    end.over = true;
  });
  for (await settled(); !end.over && clock.hasTimer; await settled()) clock.tick();
  await note;
  return promise;
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
