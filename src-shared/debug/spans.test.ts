import { describe, expect, it } from 'vitest';
import {
  fakeHash,
  fakeKind,
  graphOf,
  kindsOf,
  runWorkflow,
  workflowOf,
} from '../../test/helpers/run-workflow';
import type { Workflow } from '../workflow/model';
import { programsOf } from './programs';
import { RunLog } from './run-log';
import { EventTimes, SpanRows, spansIn, type Span } from './spans';

const echo = fakeKind('echo', ({ step }) => step.id);
const flaky = fakeKind('flaky', ({ attempt }) => {
  if (attempt === 1) throw new Error('not yet');
  return 'now';
});
const pause = fakeKind('pause', async ({ clock, waitUntil }) => {
  await waitUntil(clock.now() + 50, 'a while');
  return null;
});
const rounds = fakeKind(
  'rounds',
  async ({ runBody }) => {
    for (let at = 0; at < 3; at += 1) await runBody(at, {});
    return null;
  },
  { container: { locals: () => [] } },
);
const kinds = kindsOf(echo, flaky, pause, rounds);

async function rowsOf(workflow: Workflow) {
  const run = runWorkflow(workflow, kinds);
  await run.clock.advance(10_000);
  const log = RunLog.of(run.published);
  const programs = programsOf(
    new Map([[fakeHash, workflow]]),
    (kind) => kinds.get(kind)?.definition,
  );
  const rows = new SpanRows(programs);
  rows.update(log.prefix(3));
  rows.update(log);
  return { log, rows };
}

function words(spans: readonly Span[] | undefined): readonly string[] {
  return (spans ?? []).map(
    ({ kind, step, iteration, state }) => `${kind} ${step} ${iteration} ${state}`,
  );
}

describe('SpanRows', () => {
  it('has a row per depth: the container, its iterations, the steps in them', async () => {
    const body = graphOf({ work: 'echo' }, []);
    const { rows } = await rowsOf(
      workflowOf({ loop: { kind: 'rounds', body }, after: 'echo' }, ['loop -> after']),
    );
    expect(rows.all.map(({ lane, depth }) => [lane, depth])).toEqual([
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
    expect(words(rows.all[0]?.spans)).toEqual(['step loop 0 completed', 'step after 0 completed']);
    expect(words(rows.all[1]?.spans)).toEqual([0, 1, 2].map((at) => `body loop ${at} completed`));
    expect(rows.all[2]?.spans).toHaveLength(3);
  });

  it('shows attempts that failed, waits, and where', async () => {
    const retry = {
      attempts: 2,
      backoff: 'fixed' as const,
      delay: 20,
      factor: 1,
      cap: 100,
      jitter: 0,
    };
    const { rows, log } = await rowsOf(
      workflowOf({ one: { kind: 'flaky', retry }, two: 'pause' }, ['one -> two']),
    );
    const [row] = rows.all;
    expect(words(row?.spans)).toEqual([
      'step one 0 retried',
      'step one 0 completed',
      'step two 0 completed',
    ]);
    expect(words(row?.waits)).toEqual(['wait one 0 waiting', 'wait two 0 waiting']);
    expect(row?.failures.map((seq) => log.at(seq)?.type)).toEqual(['step.retrying']);
    expect(row?.waits.every(({ from, to }) => to > from)).toBe(true);
  });

  it('finds the bars in view', async () => {
    const body = graphOf({ work: 'echo' }, []);
    const { rows } = await rowsOf(workflowOf({ loop: { kind: 'rounds', body } }, []));
    const spans = rows.all[2]?.spans ?? [];
    for (let first = 1; first < 20; first += 1) {
      for (let last = first; last < 20; last += 1) {
        const [from, to] = spansIn(spans, first, last);
        const seen = spans.filter((span) => span.from <= last && span.to >= first);
        expect(spans.slice(from, to)).toEqual(seen);
      }
    }
  });
});

describe('EventTimes', () => {
  it('never goes back, and finds the event of a time', async () => {
    const { log } = await rowsOf(workflowOf({ two: 'pause' }, []));
    const times = new EventTimes();
    times.update(log);
    const start = times.at(1);
    expect(times.at(log.length) - start).toBeGreaterThanOrEqual(50);
    expect(times.seqAt(start - 1)).toBe(1);
    expect(times.seqAt(start + 1e9)).toBe(log.length);
  });
});
