import { foldRun } from '@shared/runs/reducer';
import type { RunEvent } from '@shared/runs/events';
import { defaultSettings, type RetryPolicy, type Workflow } from '@shared/workflow/model';
import { finalError, retryableError } from '../../src-main/engine/step-error';
import { restoreWorkflow } from '../helpers/restore-run';
import { debugged, forked } from './make-debugged-runs';
import {
  fakeHash,
  fakeKind,
  graphOf,
  kindsOf,
  leave,
  runWorkflow,
  take,
  workflowOf,
} from '../helpers/run-workflow';

// Real runs of the engine that bring forth every type of event. Their logs are written once per
// released version, and every later version has to read them as they were meant.

const refused = { code: 'REFUSED', kind: 'operational', message: 'No.' } as const;
const retry: RetryPolicy = {
  attempts: 2,
  backoff: 'fixed',
  delay: 10,
  factor: 1,
  cap: 10,
  jitter: 0,
};
const container = { container: { locals: () => [] } };

const callee = workflowOf({ inner: { kind: 'remember' }, out: 'echo' }, ['inner -> out'], {
  name: 'Called',
  vars: { count: 0 },
});

const kinds = kindsOf(
  fakeKind('echo', ({ step, config }) => config['value'] ?? step.id),
  fakeKind('slow', ({ clock }) => new Promise((done) => clock.schedule(20, () => done('slow')))),
  fakeKind('bad', () => {
    throw finalError(refused);
  }),
  fakeKind('flaky', ({ attempt }) => {
    if (attempt === 1) throw retryableError(refused);
    return attempt;
  }),
  fakeKind('talk', ({ log, progress }) => {
    log('info', 'It talks', { a: 1 }, 3);
    progress(1, 2, 'half');
    return null;
  }),
  fakeKind('remember', ({ setVariable }) => {
    setVariable('count', 1);
    return null;
  }),
  fakeKind('decide', () => take(['a']), {
    ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'a' }, { name: 'b' }] }),
  }),
  fakeKind('rest', async ({ waitUntil, clock }) => {
    await waitUntil(clock.now() + 50, 'rests');
    return 'rested';
  }),
  fakeKind('hear', async ({ waitFor }) => {
    const target = { type: 'event', topic: 'bell' } as const;
    const heard = await waitFor({ for: target, reason: 'listens', until: null });
    return heard.type === 'signal' ? heard.value : null;
  }),
  fakeKind('world', async ({ effect, clock, random }) => {
    const response = await effect('http', { url: 'x' }, () => Promise.resolve({ status: 200 }));
    return { response, at: clock.now(), chance: random() };
  }),
  fakeKind('unsafe', ({ clock }) => new Promise((done) => clock.schedule(20, () => done('done'))), {
    effects: () => 'unsafe',
  }),
  fakeKind(
    'each',
    async ({ runBody }) => [(await runBody(0, { item: 1 })).output, (await runBody(1, {})).status],
    container,
  ),
  fakeKind('stop', () => leave('break', 'early')),
  fakeKind(
    'call',
    async ({ callWorkflow }) => {
      const ref = { id: null, hash: fakeHash, name: 'Called' };
      const load = () => Promise.resolve({ workflow: callee, ref, folder: null });
      return (await callWorkflow(0, { load, input: { a: 1 } })).output;
    },
    { calls: { workflow: 'workflow', input: 'input' } },
  ),
);

async function finished(
  workflow: Workflow,
  request: Parameters<typeof runWorkflow>[3] = {},
): Promise<readonly RunEvent[]> {
  const run = runWorkflow(workflow, kinds, {}, { input: { big: 'i'.repeat(20) }, ...request });
  await run.clock.advance(5_000);
  return run.journal.events;
}

async function cancelled(): Promise<readonly RunEvent[]> {
  const run = runWorkflow(workflowOf({ a: 'slow', b: 'rest' }, []), kinds);
  await run.clock.advance(5);
  await run.handle.cancel('Enough.');
  return run.journal.events;
}

async function signalled(): Promise<readonly RunEvent[]> {
  const run = runWorkflow(workflowOf({ a: 'hear' }, []), kinds);
  await run.clock.advance(5);
  await run.handle.signal({ path: [], step: 'a' }, { rung: true });
  await run.handle.done;
  return run.journal.events;
}

/** The process ended within an unsafe step; somebody says that it is done. */
async function decided(): Promise<readonly RunEvent[]> {
  const workflow = workflowOf({ a: 'echo', b: 'unsafe', c: 'echo' }, ['a -> b', 'b -> c']);
  const first = runWorkflow(workflow, kinds);
  await first.clock.advance(5);
  const before = first.journal.events;
  const last = before.at(-1);
  const interrupted: RunEvent = {
    run: first.handle.id,
    seq: (last?.seq ?? 0) + 1,
    time: last?.time ?? 0,
    type: 'run.interrupted',
    reason: 'The process ended.',
  };
  const second = restoreWorkflow(workflow, kinds, [...before, interrupted]);
  await second.clock.advance(5);
  await second.handle.decide({ path: [], step: 'b' }, 'done', { by: 'hand' });
  await second.handle.done;
  return second.log();
}

const everything = workflowOf(
  {
    start: 'decide',
    taken: { kind: 'echo', config: { value: '{{ input.big }} {{ random() }}' } },
    passed: 'echo',
    off: { kind: 'echo', disabled: true },
    guarded: { kind: 'echo', skipWhen: '{{ true }}' },
    tolerant: { kind: 'bad', onError: 'skip' },
    caught: { kind: 'bad', onError: 'port' },
    handler: { kind: 'echo', config: { value: '{{ error.code }}' } },
    flaky: { kind: 'flaky', retry },
    limited: { kind: 'echo', rateLimit: { limit: 1, per: 100, key: 'k' } },
    limited2: { kind: 'echo', rateLimit: { limit: 1, per: 100, key: 'k' } },
    talk: 'talk',
    remember: 'remember',
    rest: 'rest',
    pinned: 'echo',
    loop: { kind: 'each', body: graphOf({ one: 'echo', two: 'stop' }, ['one -> two']) },
    call: 'call',
    end: 'slow',
  },
  ['start.a -> taken', 'start.b -> passed', 'caught.error -> handler', 'taken -> end'],
  {
    vars: { count: 0 },
    pins: new Map([['pinned', { fixed: true }]]),
    settings: { ...defaultSettings, concurrency: 1 },
    result: { taken: '{{ steps.taken }}', count: '{{ vars.count }}' },
  },
);

/** By name: the log of each run. */
export async function goldenRuns(): Promise<ReadonlyMap<string, readonly RunEvent[]>> {
  const body = graphOf({ ok: 'echo', bad: 'bad' }, ['ok -> bad']);
  return new Map([
    ['everything', await finished(everything)],
    [
      'failed',
      await finished(workflowOf({ loop: { kind: 'each', body }, bad: 'bad' }, ['loop -> bad'])),
    ],
    ['cancelled', await cancelled()],
    ['signalled', await signalled()],
    ['decided', await decided()],
    ['debugged', await debugged()],
    ['forked', await forked()],
    ['recorded', await finished(workflowOf({ a: 'world' }, []), { effects: { policy: 'record' } })],
  ]);
}

/** The state of a log as plain data with its keys in order, so that it can be compared and hashed. */
export function stateOf(events: readonly RunEvent[]): unknown {
  return plain(foldRun(events));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries: [string, unknown][] =
    Symbol.iterator in value
      ? [...(value as Iterable<[string, unknown]>)]
      : Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, plain(item)]),
  );
}
