import { performance } from 'node:perf_hooks';
import { programsOf } from '../../src-shared/debug/programs';
import { RunLog } from '../../src-shared/debug/run-log';
import { EventTimes, SpanRows } from '../../src-shared/debug/spans';
import type { ContentHash, RunId } from '../../src-shared/lib/ids';
import type { NewRunEvent, RunEvent } from '../../src-shared/runs/events';
import { foldRun } from '../../src-shared/runs/reducer';
import { findStepDefinition } from '../../src-shared/steps/index';
import { inTurns, median, type AreaResult } from './measure';

// Looking at the past of a long run: a loop whose every round has two steps.

const run = 'run_0000000000' as RunId;
const workflow = { id: null, hash: 'a'.repeat(64) as ContentHash, name: 'Long' };
const programs = programsOf(new Map(), findStepDefinition);

function longRun(events: number): RunEvent[] {
  const made: NewRunEvent[] = [
    { type: 'run.created', workflow, input: { value: null }, startedBy: 'bench' },
    { type: 'run.started', vars: {} },
    { type: 'step.started', step: 'loop', path: [], attempt: 1, key: 'k', input: { value: {} } },
  ];
  for (let iteration = 0; made.length + 6 <= events; iteration += 1) {
    const path = [{ step: 'loop', iteration }];
    const at = { step: 'loop', path: [], iteration } as const;
    const locals = { value: { loop: { item: iteration, index: iteration } } };
    made.push({ type: 'scope.started', ...at, locals });
    for (const step of ['read', 'write']) {
      const input = { value: { text: `round ${iteration}` } };
      made.push({ type: 'step.started', step, path, attempt: 1, key: 'k', input });
      const output = { value: { done: iteration } };
      made.push({
        type: 'step.completed',
        step,
        path,
        attempt: 1,
        output,
        taken: ['out'],
        duration: 1,
      });
    }
    made.push({ type: 'scope.completed', ...at, outcome: 'completed' });
  }
  return made.map((event, at) => ({ ...event, run, seq: at + 1, time: at }) as RunEvent);
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Anywhere, as a hand that drags does: far from where one was before. */
function seeks(log: RunLog, count: number): number {
  const times: number[] = [];
  let place = 7;
  for (let at = 0; at < count; at += 1) {
    place = (place * 48_271) % 2_147_483_647;
    const seq = (place % log.length) + 1;
    times.push(timed(() => log.stateAt(seq)));
  }
  return median(times);
}

export async function time(): Promise<AreaResult> {
  const events = longRun(100_000);
  const log = RunLog.of(events);
  const thousand = events.slice(0, 1_000);
  const open = (): number =>
    timed(() => {
      const opened = RunLog.of(events);
      void opened.state;
      const rows = new SpanRows(programs);
      rows.update(opened);
      new EventTimes().update(opened);
    });
  // The first look makes the snapshots.
  void log.state;
  const seek = await inTurns(
    7,
    () => seeks(log, 200),
    () => median(Array.from({ length: 20 }, () => timed(() => foldRun(thousand)))),
  );
  const opening = await inTurns(5, open, () => timed(() => foldRun(events)));
  return {
    rows: [
      {
        area: 'seek anywhere in 100,000 events',
        ...seek,
        unit: 'ms',
        against: 'folding 1,000 events',
        must: '<= 5',
        stretch: '<= 2',
      },
      {
        area: 'open a run of 100,000 events, with its timeline',
        ...opening,
        unit: 'ms',
        against: 'folding them once',
        must: '<= 4',
        stretch: '<= 2.5',
      },
    ],
    growth: [
      {
        area: 'seek anywhere',
        unit: 'ms',
        points: [1_000, 10_000, 100_000].map((size) => {
          const some = RunLog.of(events.slice(0, size));
          void some.state;
          return { at: `${size.toLocaleString('en')} events`, value: seeks(some, 200) };
        }),
      },
    ],
  };
}
