import type { RunStatistics, RunSummary } from '@shared/ipc/runs';
import type { RunId, WorkflowId } from '@shared/lib/ids';
import { describe, expect, it } from 'vitest';
import { anyRun, isNarrowed, queryOf } from './run-filter';
import { createRunListStore } from './run-list-store';

const statistics: RunStatistics = {
  total: 0,
  counts: {},
  ended: [],
  steps: [],
  costs: [],
  workflows: [],
};

function run(id: string, status: RunSummary['status'] = 'completed'): RunSummary {
  return { id, status } as RunSummary;
}

function open(pages: (RunSummary[] | Error)[]) {
  const asked: unknown[] = [];
  const errors: unknown[] = [];
  const later: (() => void)[] = [];
  const store = createRunListStore({
    runs: {
      search(query) {
        asked.push(query);
        const page = pages.shift() ?? [];
        return page instanceof Error
          ? Promise.reject(page)
          : Promise.resolve({ runs: page, more: page.length > 1 });
      },
      statistics: () => Promise.resolve(statistics),
    },
    now: () => 100_000_000,
    soon: (action) => later.push(action),
    onError: (error) => errors.push(error),
  });
  return { store, asked, errors, later, ids: () => store.getState().runs.map(({ id }) => id) };
}

describe('createRunListStore', () => {
  it('loads, goes on after a page, and asks anew when the filter changes', async () => {
    const { store, asked, ids } = open([[run('c'), run('b')], [run('a')], [run('z')]]);
    await store.load();
    await store.loadMore();
    expect([ids(), store.getState().more]).toEqual([['c', 'b', 'a'], false]);
    expect(asked[1]).toEqual({ before: 'b', limit: 100 });
    store.setFilter({ status: 'failed', time: 'hour', text: ' disk ' });
    await expect.poll(ids).toEqual(['z']);
    expect(asked[2]).toEqual({ statuses: ['failed'], since: 96_400_000, text: 'disk', limit: 100 });
  });

  it('shows a changed run at once, and reads again a moment later', async () => {
    const { store, later, ids } = open([[run('a', 'running')], [run('b'), run('a')]]);
    await store.load();
    store.changed(run('a', 'completed'));
    expect(store.getState().runs[0]?.status).toBe('completed');
    later[0]?.();
    await expect.poll(ids).toEqual(['b', 'a']);
  });

  it('keeps what was gone down to when it reads again', async () => {
    const { store, later, ids } = open([
      [run('c'), run('b')],
      [run('a')],
      [run('d'), run('c')],
      [run('b'), run('a')],
    ]);
    await store.load();
    await store.loadMore();
    store.changed(run('d', 'running'));
    later[0]?.();
    await expect.poll(ids).toEqual(['d', 'c', 'b', 'a']);
  });

  it('drops a removed run at once, and says why when the list cannot be read', async () => {
    const { store, later, ids } = open([[run('a'), run('b')], new Error('disk')]);
    await store.load();
    store.removed('a' as RunId);
    expect(ids()).toEqual(['b']);
    later[0]?.();
    await expect.poll(() => store.getState().status).toBe('failed');
    expect(store.getState().error?.message).toBe('disk');
  });
});

describe('queryOf', () => {
  it('asks for nothing in particular unless it is narrowed', () => {
    expect([queryOf(anyRun, 5), isNarrowed(anyRun)]).toEqual([{}, false]);
    const filter = { ...anyRun, workflowId: 'wf_1' as WorkflowId };
    expect([queryOf(filter, 5), isNarrowed(filter)]).toEqual([{ workflowId: 'wf_1' }, true]);
  });
});
