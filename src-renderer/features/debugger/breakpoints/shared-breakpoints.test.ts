import type { Breakpoint } from '@shared/debug/breakpoints';
import type { WorkflowId } from '@shared/lib/ids';
import { beforeEach, describe, expect, it } from 'vitest';
import { allBreakpoints, createBreakpointsStore, noErrorStops } from './breakpoints-store';

const shared: Breakpoint = { id: 'file:0', target: { type: 'step', step: 'a' }, enabled: true };

function makeStore() {
  return createBreakpointsStore({
    port: {
      list: () => Promise.resolve({ breakpoints: [], errorStops: noErrorStops }),
      put: () => Promise.resolve(),
    },
    newId: () => 'own',
    onError: () => undefined,
    onChange: () => undefined,
  });
}

describe('a breakpoint of the file', () => {
  let store = makeStore();
  const enabled = () => allBreakpoints(store.getState()).map((one) => one.enabled);

  beforeEach(async () => {
    store = makeStore();
    await store.openWorkflow('w' as WorkflowId);
    store.setShared([shared]);
  });

  it('is switched off by an own copy, and on again without one', () => {
    store.toggle(shared.target);
    expect(enabled()).toEqual([false]);
    expect(store.getState().breakpoints).toHaveLength(1);
    store.cycle(shared.target);
    expect(enabled()).toEqual([true]);
    expect(store.getState().breakpoints).toEqual([]);
  });

  it('is switched by its checkbox', () => {
    store.setEnabled('file:0', false);
    expect(enabled()).toEqual([false]);
    store.setEnabled('file:0', false);
    expect(enabled()).toEqual([false]);
    store.setEnabled('file:0', true);
    expect(enabled()).toEqual([true]);
  });
});
