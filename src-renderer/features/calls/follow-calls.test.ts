import type { WorkflowId } from '@shared/lib/ids';
import type { CalledSet } from '@shared/workflow/calls/called-set';
import { createStore } from 'zustand/vanilla';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CallsState, noCalls } from './calls-store';
import { createCallFollower } from './follow-calls';

const id = 'wf_aaaaaaaaaaaa' as WorkflowId;
const other = 'wf_bbbbbbbbbbbb' as WorkflowId;
const set = (self: string): CalledSet => ({ self, links: [], workflows: [] });

function setUp() {
  const store = createStore<CallsState>(() => noCalls);
  const called = vi.fn(async ({ seen }: { seen: string | null }) => ({
    stamp: 'one',
    set: seen === 'one' ? null : set('one'),
  }));
  const onChanged = vi.fn();
  const follower = createCallFollower({
    store,
    called: called as never,
    reader: { read: ({ self }) => ({ self: self ?? '', resolveWorkflow: () => undefined }) },
    setTimer: (run, delay) => setTimeout(run, delay),
    clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
    onChanged,
  });
  const settle = () => vi.advanceTimersByTimeAsync(1_000);
  return { store, called, onChanged, follower, settle };
}

describe('createCallFollower', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('asks nothing while nothing is called', async () => {
    const { follower, called, settle } = setUp();
    follower.show({ id, path: null, references: [] });
    follower.changed(null);
    await settle();
    expect(called).not.toHaveBeenCalled();
  });

  it('asks once for letters typed in a row, and only when references are others', async () => {
    const { follower, called, store, onChanged, settle } = setUp();
    for (const text of ['b', 'b.', 'b.yaml']) {
      follower.show({ id, path: '/a', references: [text] });
    }
    await settle();
    follower.show({ id, path: '/a', references: ['b.yaml'] });
    await settle();
    expect(called.mock.calls).toEqual([[{ id, references: ['b.yaml'], seen: null }]]);
    expect(store.getState()).toMatchObject({ stamp: 'one', known: { self: 'one' } });
    expect(onChanged).toHaveBeenCalledTimes(1);
  });

  it('asks again when a file or the library changes, and keeps what is still the same', async () => {
    const { follower, called, store, onChanged, settle } = setUp();
    follower.show({ id, path: '/a', references: ['b.yaml'] });
    await settle();
    const { known } = store.getState();
    follower.changed(id);
    await settle();
    follower.changed(other);
    await settle();
    follower.changed(null);
    await settle();
    expect(called).toHaveBeenCalledTimes(3);
    expect(called).toHaveBeenLastCalledWith({ id, references: ['b.yaml'], seen: 'one' });
    expect(store.getState().known).toBe(known);
    expect(onChanged).toHaveBeenCalledTimes(1);
    called.mockResolvedValueOnce({ stamp: 'two', set: set('two') });
    follower.changed(id);
    await settle();
    expect(store.getState().known.self).toBe('two');
    expect(onChanged).toHaveBeenCalledTimes(2);
  });

  it('drops an answer about another document, and tells main when none is wanted', async () => {
    const { follower, called, store, settle } = setUp();
    let answer = (_: { stamp: string; set: CalledSet }): void => undefined;
    called.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    follower.show({ id, path: '/a', references: ['b.yaml'] });
    await settle();
    follower.show({ id: other, path: '/c', references: [] });
    answer({ stamp: 'late', set: set('late') });
    await settle();
    expect(called).toHaveBeenLastCalledWith({ id: other, references: [], seen: null });
    expect(store.getState().stamp).toBe('one');
  });

  it('asks again at the next change when main could not answer', async () => {
    const { follower, called, store, settle } = setUp();
    called.mockRejectedValueOnce(new Error('busy'));
    follower.show({ id, path: '/a', references: ['b.yaml'] });
    await settle();
    expect(store.getState()).toBe(noCalls);
    follower.changed(null);
    await settle();
    expect(store.getState().stamp).toBe('one');
  });
});
