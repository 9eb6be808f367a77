import { startRun } from '../../src-main/engine/start-run';
import { MemoryJournal } from '../../src-main/engine/memory-journal';
import { systemClock } from '../../src-main/engine/system-clock';
import type { EnginePorts, ExecutableKind, Journal } from '../../src-main/engine/types';
import type { JsonValue } from '../../src-shared/lib/json';
import type { Workflow } from '../../src-shared/workflow/model';
import { fakeHash, fakeIds, fakeKind, graphOf, kindsOf, workflowOf } from '../helpers/run-workflow';

// The engine alone, with steps that do next to nothing: what is measured is the engine's own work.
// Every function takes how often to measure and gives figures; `npm run bench` prints them beside
// an anchor that is measured in the same run.

export interface Rate {
  readonly name: string;
  readonly perSecond: number;
}

/** A step that adds to what it was given, answering at once. */
const add = fakeKind('add', ({ roots }) => roots.input ?? null);
const later = fakeKind('later', async ({ roots }) => roots.input ?? null);
const start = fakeKind('start', ({ roots }) => roots.input ?? null, { trigger: true });
const each = fakeKind(
  'each',
  async ({ config, runBody }) => {
    const outputs: JsonValue[] = [];
    const count = Number(config.count);
    for (let at = 0; at < count; at += 1) {
      outputs.push((await runBody(at, { item: at, index: at })).output);
    }
    return outputs;
  },
  { container: { locals: () => ['item', 'index'] } },
);
const kinds = kindsOf(add, later, start, each);

function ports(
  journal: Journal,
  registry: ReadonlyMap<string, ExecutableKind> = kinds,
): EnginePorts {
  return {
    kinds: registry,
    journal,
    clock: systemClock,
    ids: fakeIds(),
    random: Math.random,
    secrets: { reveal: () => Promise.resolve(''), redact: (value) => value },
    environment: {},
  };
}

export function chain(steps: number, kind = 'add'): Workflow {
  const ids = Array.from({ length: steps }, (_, at) => `s${at}`);
  return workflowOf(
    Object.fromEntries(ids.map((id) => [id, kind])),
    ids.slice(1).map((id, at) => `${ids[at]} -> ${id}`),
  );
}

export function fan(width: number): Workflow {
  const ids = Array.from({ length: width }, (_, at) => `f${at}`);
  return workflowOf(
    Object.fromEntries([['start', 'start'], ...ids.map((id) => [id, 'add']), ['end', 'add']]),
    [...ids.map((id) => `start -> ${id}`), ...ids.map((id) => `${id} -> end`)],
  );
}

export function loop(count: number): Workflow {
  return workflowOf(
    { each: { kind: 'each', config: { count }, body: graphOf({ body: 'add' }, []) } },
    [],
  );
}

/** Runs `total` runs, `inFlight` at a time, and says how many that are in a second. */
export async function runsPerSecond(
  workflow: Workflow,
  total: number,
  inFlight: number,
  journalFor: () => Journal = () => new MemoryJournal(),
): Promise<number> {
  const request = {
    workflow,
    workflowRef: { id: null, hash: fakeHash, name: workflow.name },
    input: { price: 2 },
    startedBy: 'bench',
  };
  let left = total;
  async function lane(): Promise<void> {
    while (left > 0) {
      left -= 1;
      const state = await startRun(ports(journalFor()), request).done;
      if (state.status !== 'completed') throw new Error(`A run ended as ${state.status}.`);
    }
  }
  const began = performance.now();
  await Promise.all(Array.from({ length: inFlight }, lane));
  return total / ((performance.now() - began) / 1_000);
}

/** Milliseconds of one run, one in flight: the middle of `total` runs. */
export async function millisecondsPerRun(workflow: Workflow, total: number): Promise<number> {
  const request = {
    workflow,
    workflowRef: { id: null, hash: fakeHash, name: workflow.name },
    input: { price: 2 },
    startedBy: 'bench',
  };
  const times: number[] = [];
  for (let at = 0; at < total; at += 1) {
    const began = performance.now();
    await startRun(ports(new MemoryJournal()), request).done;
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? Number.NaN;
}
