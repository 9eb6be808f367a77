import { describe, expect, it } from 'vitest';
import { AppError } from '@shared/errors/app-error';
import type { RunSummary } from '@shared/ipc/runs';
import { contentHashSchema, type RunId, runIdSchema, workflowIdSchema } from '@shared/lib/ids';
import type { NewRunEvent, RunEvent } from '@shared/runs/events';
import { createRunsStore, type RunsPort, type RunsStore } from './runs-store';

const runA: RunId = runIdSchema.parse('run_aaaaaaaaaaaa');
const runB: RunId = runIdSchema.parse('run_bbbbbbbbbbbb');
const workflowId = workflowIdSchema.parse('wf_aaaaaaaaaaaa');
const hash = contentHashSchema.parse('0'.repeat(64));

function log(run: RunId): RunEvent[] {
  const events: NewRunEvent[] = [
    {
      type: 'run.created',
      workflow: { id: workflowId, hash, name: 'Orders' },
      input: { value: {} },
      startedBy: 'studio',
    },
    { type: 'run.started', vars: {} },
    { type: 'step.queued', step: 'fetch', path: [] },
    { type: 'step.started', step: 'fetch', path: [], attempt: 1, key: 'k', input: { value: null } },
    { type: 'step.logged', step: 'fetch', path: [], level: 'info', message: 'got 3' },
    {
      type: 'step.completed',
      step: 'fetch',
      path: [],
      attempt: 1,
      output: { value: 3 },
      taken: ['out'],
      duration: 2,
    },
    { type: 'run.completed', output: { value: 3 } },
  ];
  return events.map(
    (event, index) => ({ ...event, run, seq: index + 1, time: 1_000 + index }) as RunEvent,
  );
}

function summary(id: RunId, status: RunSummary['status']): RunSummary {
  return {
    id,
    workflowId,
    workflowName: 'Orders',
    versionHash: hash,
    status,
    startedBy: 'studio',
    createdAt: 1,
    startedAt: 1,
    endedAt: null,
    error: null,
    restricted: false,
    effects: 'live',
    bytes: 0,
    kept: false,
    cost: null,
    eventCount: 7,
  };
}

/** Main's side: logs by run, of which `known` events can be fetched. */
function fakePort(
  logs: Record<string, RunEvent[]>,
  runs: RunSummary[] = [],
): RunsPort & { fetched: number[] } {
  const fetched: number[] = [];
  return {
    fetched,
    start: async () => ({ runId: runA }),
    resume: async () => ({}),
    cancel: async () => ({}),
    list: async () => ({ runs, more: false }),
    events: async ({ runId, after, limit }) => {
      fetched.push(after);
      const all = logs[runId] ?? [];
      return { events: all.slice(after, after + limit), lastSeq: all.length };
    },
  };
}

const failures: unknown[] = [];

function storeOn(port: RunsPort): RunsStore {
  failures.length = 0;
  return createRunsStore({ port, newKey: () => 'k', onError: (error) => failures.push(error) });
}

describe('createRunsStore', () => {
  it('shows the newest run of a workflow that is opened, folded from its events', async () => {
    const store = storeOn(fakePort({ [runA]: log(runA) }, [summary(runA, 'completed')]));
    await store.getState().openWorkflow(workflowId);
    const { run, steps, logs } = store.getState();
    expect(run?.status).toBe('completed');
    expect(steps.get('fetch')?.status).toBe('completed');
    expect(logs.map((line) => line.message)).toEqual(['Run started', 'got 3', 'Run completed']);
  });

  it('ignores events it has, fetches events it lacks, and never applies one twice', async () => {
    const events = log(runA);
    const known = events.slice(0, 2);
    const port = fakePort({ [runA]: known });
    const store = storeOn(port);
    await store.getState().show(runA);
    store.getState().receiveEvents(runA, events.slice(1, 3));
    expect(store.getState().run?.lastSeq).toBe(3);
    known.push(...events.slice(2));
    store.getState().receiveEvents(runA, events.slice(5, 6));
    await expect.poll(() => store.getState().run?.lastSeq).toBe(7);
    expect(port.fetched).toEqual([0, 3]);
    expect(store.getState().logs.map((line) => line.message)).toEqual([
      'Run started',
      'got 3',
      'Run completed',
    ]);
  });

  it('drops events of a run that is not shown', async () => {
    const store = storeOn(fakePort({ [runA]: log(runA) }));
    await store.getState().show(runA);
    const before = store.getState().run;
    store.getState().receiveEvents(runB, log(runB));
    expect(store.getState().run).toBe(before);
  });

  it('keeps the entry of a step in which nothing happened', async () => {
    const events = log(runA);
    const store = storeOn(fakePort({ [runA]: events.slice(0, 6) }));
    await store.getState().show(runA);
    const before = store.getState().steps.get('fetch');
    store.getState().receiveEvents(runA, events.slice(6));
    expect(store.getState().run?.status).toBe('completed');
    expect(store.getState().steps.get('fetch')).toBe(before);
  });

  it('keeps the history in step with main and reports a start that failed', async () => {
    const port = fakePort({}, [summary(runA, 'running')]);
    port.start = async () => {
      throw new AppError({ code: 'INPUT_INVALID', kind: 'user', message: 'The input is wrong.' });
    };
    const store = storeOn(port);
    await store.getState().openWorkflow(workflowId);
    store.getState().receiveSummary(summary(runA, 'completed'));
    store.getState().receiveSummary(summary(runB, 'running'));
    expect(store.getState().history.map((run) => [run.id, run.status])).toEqual([
      [runB, 'running'],
      [runA, 'completed'],
    ]);
    expect(await store.getState().start('', {}, {})).toBeNull();
    expect(failures).toEqual([expect.objectContaining({ code: 'INPUT_INVALID' })]);
  });
});

describe('looking at the past of a run', () => {
  it('shows the run as it was, and goes on gathering what happens', async () => {
    const events = log(runA);
    const store = storeOn(fakePort({ [runA]: events.slice(0, 6) }));
    await store.getState().show(runA);
    store.getState().seek(4);
    expect(store.getState()).toMatchObject({
      cursor: 4,
      run: { lastSeq: 4 },
      latest: { lastSeq: 6 },
    });
    expect(store.getState().steps.get('fetch')?.status).toBe('running');
    expect(store.getState().logs).toHaveLength(1);
    store.getState().receiveEvents(runA, events.slice(6));
    expect(store.getState()).toMatchObject({
      run: { lastSeq: 4 },
      latest: { status: 'completed' },
    });
    store.getState().seek(null);
    expect(store.getState()).toMatchObject({ cursor: null, run: { status: 'completed' } });
    expect(store.getState().logs).toHaveLength(3);
  });

  it('is at the newest event when it is asked for one that is not there yet', async () => {
    const store = storeOn(fakePort({ [runA]: log(runA) }));
    await store.getState().show(runA);
    store.getState().seek(99);
    expect(store.getState().cursor).toBeNull();
    store.getState().seek(-3);
    expect(store.getState()).toMatchObject({ cursor: 1, run: { status: 'queued' } });
    await store.getState().show(null);
    expect(store.getState()).toMatchObject({ cursor: null, run: null, latest: null });
  });

  it('keeps the shown run when a workflow that it called is opened, and on the way back', async () => {
    const called = workflowIdSchema.parse('wf_bbbbbbbbbbbb');
    const store = storeOn(fakePort({ [runA]: log(runA) }, [summary(runA, 'completed')]));
    await store.getState().openWorkflow(workflowId);
    const call = [{ step: 'fetch', iteration: 0 }];
    store.getState().enter(called, call);
    await store.getState().openWorkflow(called);
    expect(store.getState()).toMatchObject({ shown: runA, inside: call, workflowId: called });
    expect(store.getState().steps.has('fetch')).toBe(false);
    store.getState().enter(workflowId, []);
    await store.getState().openWorkflow(workflowId);
    expect(store.getState()).toMatchObject({ shown: runA, inside: [] });
    expect(store.getState().steps.has('fetch')).toBe(true);
    store.getState().enter(called, call);
    await store.getState().openWorkflow(workflowIdSchema.parse('wf_cccccccccccc'));
    expect(store.getState().inside).toEqual([]);
  });
});
