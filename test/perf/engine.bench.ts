import { MemoryJournal } from '../../src-main/engine/memory-journal';
import { startRun } from '../../src-main/engine/start-run';
import { systemClock } from '../../src-main/engine/system-clock';
import type { EnginePorts, Journal } from '../../src-main/engine/types';
import type { JsonValue } from '../../src-shared/lib/json';
import type { Workflow } from '../../src-shared/workflow/model';
import {
  fakeHash,
  fakeIds,
  fakeKind,
  graphOf,
  kindsOf,
  workflowOf,
  type StepText,
} from '../helpers/run-workflow';
import { inTurns, medianOf, type AreaResult } from './measure';

// The engine's own work: steps that add two numbers, each with one binding to the step before,
// events kept in memory. The anchor is the least that a recording runner could do: the same
// functions called in a row, the message cloned and kept as text at each step. Node-RED 5 was
// measured beside it once (43,400 and 248,000 three-step runs a second, 7,100 fan-outs, 17 ms for
// 1,000 rounds, 27 µs for one run); `must` and `stretch` are its targets on that scale.

/** Answers later, as a function with `await` in it does. */
const add = fakeKind('add', async ({ config }) => ({ value: Number(config.value) + 1 }));
/** Answers at once. */
const addNow = fakeKind('addNow', ({ config }) => ({ value: Number(config.value) + 1 }));
const each = fakeKind(
  'each',
  async ({ config, runBody }) => {
    const count = Number(config.count);
    const outputs: JsonValue[] = [];
    for (let at = 0; at < count; at += 1) {
      outputs.push((await runBody(at, { item: at })).output);
    }
    return outputs;
  },
  { container: { locals: () => ['item'] } },
);
const kinds = kindsOf(add, addNow, each);
/** One for all measurements: a durable journal takes every id once. */
const ids = fakeIds();

function adding(source: string, kind = 'add'): StepText {
  return { kind, config: { value: `{{ ${source} }}` } };
}

/** Steps in a row. */
export function chain(length: number, kind?: string): Workflow {
  const ids = Array.from({ length }, (_, at) => `s${at}`);
  return workflowOf(
    Object.fromEntries(
      ids.map((id, at) => [id, adding(at === 0 ? 'input.value' : `steps.s${at - 1}.value`, kind)]),
    ),
    ids.slice(1).map((id, at) => `s${at} -> ${id}`),
  );
}

/** One step, `width` steps after it at the same time, one step that joins them. */
export function fan(width: number): Workflow {
  const ids = Array.from({ length: width }, (_, at) => `f${at}`);
  return workflowOf(
    Object.fromEntries([
      ['start', adding('input.value')],
      ...ids.map((id) => [id, adding('steps.start.value')]),
      ['end', { ...adding('steps.f0.value'), join: 'all' }],
    ]),
    [...ids.map((id) => `start -> ${id}`), ...ids.map((id) => `${id} -> end`)],
  );
}

/** A loop with one step in it. */
export function loop(count: number): Workflow {
  const body = graphOf({ body: adding('item') }, []);
  return workflowOf({ each: { kind: 'each', config: { count }, body } }, []);
}

/** Runs so many, `inFlight` at a time, and says how many that are in a second. */
export async function runsPerSecond(
  workflow: Workflow,
  total: number,
  inFlight: number,
  journalFor: () => Journal = () => new MemoryJournal(),
): Promise<number> {
  const shared = portsWithout();
  let left = total;
  async function lane(): Promise<void> {
    while (left > 0) {
      left -= 1;
      await finishedRun(workflow, { ...shared, journal: journalFor() });
    }
  }
  const began = performance.now();
  await Promise.all(Array.from({ length: inFlight }, lane));
  return total / ((performance.now() - began) / 1_000);
}

/** Milliseconds of one run, one in flight: the middle of so many. */
export async function millisecondsPerRun(workflow: Workflow, total: number): Promise<number> {
  const shared = portsWithout();
  return medianOf(total, async () => {
    const began = performance.now();
    await finishedRun(workflow, { ...shared, journal: new MemoryJournal() });
    return performance.now() - began;
  });
}

/** Runs a second of three steps, each committed before the next, for a journal that is given. */
export function durableRunsPerSecond(journal: Journal, total: number): Promise<number> {
  return runsPerSecond(chain(3), total, 50, () => journal);
}

export async function engine(): Promise<AreaResult> {
  const three = chain(3);
  const fanned = fan(10);
  const looped = loop(1_000);
  const growth = [];
  for (const length of [1, 10, 100, 1_000]) {
    const workflow = chain(length);
    const total = Math.max(50, 20_000 / length);
    const perSecond = await medianOf(5, () => runsPerSecond(workflow, total, 50));
    growth.push({ at: `${length} steps`, value: perSecond });
  }
  return {
    rows: [
      {
        area: 'linear 3-step runs in memory, 50 in flight',
        ...(await inTurns(
          7,
          () => runsPerSecond(three, 20_000, 50),
          () => walksPerSecond(3, 50_000),
        )),
        unit: '/s',
        against: walkName,
        must: '>= 0.35',
        stretch: '>= 0.52',
      },
      {
        area: 'one linear 3-step run, p50',
        ...(await inTurns(
          7,
          async () => 1_000 * (await millisecondsPerRun(three, 5_000)),
          async () => 1_000_000 / (await walksPerSecond(3, 20_000)),
        )),
        unit: 'µs',
        against: walkName,
        must: '<= 4.7',
        stretch: '<= 2.7',
      },
      {
        area: 'fan-out to 10 and join, 50 in flight',
        ...(await inTurns(
          7,
          () => runsPerSecond(fanned, 5_000, 50),
          () => walksPerSecond(12, 20_000),
        )),
        unit: '/s',
        against: walkName,
        must: '>= 0.29',
        stretch: '>= 0.57',
      },
      {
        area: 'loop of 1,000',
        ...(await inTurns(
          7,
          () => millisecondsPerRun(looped, 20),
          async () => 1_000 / (await walksPerSecond(1_000, 50)),
        )),
        unit: 'ms',
        against: walkName,
        must: '<= 5.1',
        stretch: '<= 2.5',
      },
    ],
    growth: [{ area: 'linear runs in memory', unit: 'runs/s', points: growth }],
  };
}

const walkName = 'bare walk with clone and text per step';

/** The anchor: functions in a row, 50 rows at a time. */
async function walksPerSecond(steps: number, total: number): Promise<number> {
  let left = total;
  async function lane(): Promise<void> {
    while (left > 0) {
      left -= 1;
      const trace: string[] = [];
      let message = { price: 2, value: 1 };
      for (let at = 0; at < steps; at += 1) {
        message = { ...structuredClone(message), ...(await walkStep(message)) };
        trace.push(JSON.stringify(message));
      }
      if (trace.length !== steps) throw new Error('The walk lost a step.');
    }
  }
  const began = performance.now();
  await Promise.all(Array.from({ length: 50 }, lane));
  return total / ((performance.now() - began) / 1_000);
}

async function walkStep(message: { readonly value: number }): Promise<{ value: number }> {
  return { value: message.value + 1 };
}

function portsWithout(): Omit<EnginePorts, 'journal'> {
  return {
    kinds,
    clock: systemClock,
    ids,
    random: Math.random,
    secrets: { reveal: () => Promise.resolve(''), redact: (value) => value },
    environment: {},
  };
}

async function finishedRun(workflow: Workflow, ports: EnginePorts): Promise<void> {
  const run = startRun(ports, {
    workflow,
    workflowRef: { id: null, hash: fakeHash, name: workflow.name },
    input: { price: 2, value: 1 },
    startedBy: 'bench',
  });
  const { status, error } = await run.done;
  if (status !== 'completed') throw new Error(`A run ended as ${status}: ${error?.message}`);
}
