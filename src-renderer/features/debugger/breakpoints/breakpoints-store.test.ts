import type { Breakpoint, BreakpointTarget } from '@shared/debug/breakpoints';
import type { WorkflowId } from '@shared/lib/ids';
import { describe, expect, it, vi } from 'vitest';
import {
  type BreakpointsPort,
  createBreakpointsStore,
  noErrorStops,
  type StoredBreakpoints,
} from './breakpoints-store';

const workflowId = 'w1' as WorkflowId;
const fetch: BreakpointTarget = { type: 'step', step: 'fetch' };

function open(stored: Partial<StoredBreakpoints> = {}) {
  const kept: StoredBreakpoints[] = [];
  const port: BreakpointsPort = {
    list: () => Promise.resolve({ breakpoints: [], errorStops: noErrorStops, ...stored }),
    put: ({ breakpoints, errorStops }) => {
      kept.push({ breakpoints, errorStops });
      return Promise.resolve();
    },
  };
  const onChange = vi.fn();
  const onError = vi.fn();
  let count = 0;
  const store = createBreakpointsStore({
    port,
    onChange,
    onError,
    newId: () => `b${(count += 1)}`,
  });
  return { store, port, kept, onChange, onError };
}

describe('createBreakpointsStore', () => {
  it('cycles set, disabled, removed, and has main keep each', async () => {
    const { store, kept, onChange } = open();
    await store.openWorkflow(workflowId);
    store.cycle(fetch);
    expect(store.getState().breakpoints).toEqual([{ id: 'b1', target: fetch, enabled: true }]);
    store.cycle(fetch);
    expect(store.getState().breakpoints[0]?.enabled).toBe(false);
    store.cycle(fetch);
    expect(store.getState().breakpoints).toEqual([]);
    expect(onChange).toHaveBeenCalledTimes(3);
    await vi.waitFor(() => expect(kept.at(-1)?.breakpoints).toEqual([]));
  });

  it('writes the newest state last, however slow main is', async () => {
    const { store, port } = open();
    await store.openWorkflow(workflowId);
    const seen: number[] = [];
    let release: () => void = () => undefined;
    port.put = vi.fn(({ breakpoints }) => {
      seen.push(breakpoints.length);
      return new Promise<void>((resolve) => (release = resolve));
    });
    for (const step of ['a', 'b', 'c']) store.toggle({ type: 'step', step });
    expect(seen).toEqual([1]);
    release();
    await vi.waitFor(() => expect(seen).toEqual([1, 3]));
  });

  it('does not let an answer for another workflow in', async () => {
    const { store, port } = open();
    let answer: (stored: StoredBreakpoints) => void = () => undefined;
    port.list = () => new Promise((resolve) => (answer = resolve));
    const first = store.openWorkflow(workflowId);
    port.list = () => Promise.resolve({ breakpoints: [], errorStops: noErrorStops });
    await store.openWorkflow('w2' as WorkflowId);
    answer({
      breakpoints: [{ id: 'x', target: fetch, enabled: true }],
      errorStops: noErrorStops,
    });
    await first;
    expect(store.getState()).toMatchObject({ workflowId: 'w2', breakpoints: [] });
  });

  it('forgets whom a breakpoint waits for when that one is removed', async () => {
    const waiting: Breakpoint = {
      id: 'two',
      target: { type: 'step', step: 'b' },
      enabled: true,
      waitFor: 'one',
    };
    const { store } = open({
      breakpoints: [{ id: 'one', target: fetch, enabled: true }, waiting],
    });
    await store.openWorkflow(workflowId);
    store.remove('one');
    expect(store.getState().breakpoints).toEqual([
      { id: 'two', target: { type: 'step', step: 'b' }, enabled: true },
    ]);
  });

  it('tells of a failed write and keeps what is shown', async () => {
    const { store, port, onError } = open();
    await store.openWorkflow(workflowId);
    port.put = () => Promise.reject(new Error('disk full'));
    store.toggle(fetch);
    await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(1));
    expect(store.getState().breakpoints).toHaveLength(1);
  });
});
