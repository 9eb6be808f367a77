import type { WorkflowMatches } from '@shared/ipc/library';
import type { WorkflowId } from '@shared/lib/ids';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSearchStore } from './search-store';

const one: WorkflowMatches = {
  id: 'wf_aaaaaaaaaaaa' as WorkflowId,
  name: 'One',
  total: 0,
  matches: [],
};

describe('createSearchStore', () => {
  let timers: (() => void)[] = [];
  beforeEach(() => {
    timers = [];
  });

  function setUp(search: (input: { query: string }) => Promise<WorkflowMatches[]>) {
    return createSearchStore({
      search,
      setTimer: (run) => timers.push(run) - 1,
      clearTimer: (timer) => {
        if (typeof timer === 'number') timers[timer] = () => undefined;
      },
    });
  }

  const runTimers = () => timers.forEach((run) => run());

  it('searches once for what was typed last, and for nothing short', async () => {
    const search = vi.fn(() => Promise.resolve([one]));
    const store = setUp(search);
    for (const query of ['f', 'fe', 'fetch']) store.setQuery(query);
    expect(store.getState().status).toBe('searching');
    runTimers();
    await vi.waitFor(() => expect(store.getState().status).toBe('done'));
    expect(search.mock.calls).toEqual([[{ query: 'fetch' }]]);
    expect(store.getState().found).toEqual([one]);
    store.setQuery(' ');
    expect(store.getState()).toMatchObject({ status: 'idle', found: [] });
  });

  it('drops an answer that comes too late, and says why one did not come', async () => {
    const slow = Promise.withResolvers<WorkflowMatches[]>();
    const search = vi.fn<(input: { query: string }) => Promise<WorkflowMatches[]>>();
    search.mockReturnValueOnce(slow.promise).mockRejectedValueOnce(new Error('no'));
    const store = setUp(search);
    store.setQuery('first');
    runTimers();
    store.setQuery('second');
    runTimers();
    await vi.waitFor(() => expect(store.getState().status).toBe('failed'));
    slow.resolve([one]);
    await slow.promise;
    expect(store.getState()).toMatchObject({ found: [], error: { message: 'no' } });
  });
});
