import type { WorkflowId } from '@shared/lib/ids';
import { describe, expect, it } from 'vitest';
import { createTabsStore } from './tabs-store';

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((one) => `wf_${one.repeat(12)}` as WorkflowId) as [
  WorkflowId,
  WorkflowId,
  WorkflowId,
  WorkflowId,
];

function open(...ids: WorkflowId[]) {
  const tabs = createTabsStore();
  for (const id of ids) tabs.opened(id, tabs.getState().tabs.at(-1) ?? null);
  return tabs;
}

describe('createTabsStore', () => {
  it('opens beside the tab in front, and each workflow once', () => {
    const tabs = open(a, b, c);
    tabs.opened(d, a);
    tabs.opened(b, c);
    expect(tabs.getState().tabs).toEqual([a, d, b, c]);
  });

  it('shows the tab that takes the place of a closed one, and opens closed ones again', () => {
    const tabs = open(a, b, c);
    expect(tabs.close(b)).toBe(c);
    expect(tabs.close(c)).toBe(a);
    expect(tabs.close(a)).toBeNull();
    expect(tabs.reopen()).toBe(a);
    tabs.opened(a, null);
    expect(tabs.reopen()).toBe(c);
    expect(tabs.getState().closed).toEqual([b, c]);
  });

  it('goes round', () => {
    const tabs = open(a, b, c);
    expect([tabs.neighbour(c, 1), tabs.neighbour(a, -1), tabs.neighbour(a, 1)]).toEqual([a, c, b]);
    expect(open(a).neighbour(a, 1)).toBeNull();
    expect(open().neighbour(null, 1)).toBeNull();
  });

  it('moves a tab to another place, both ways', () => {
    const tabs = open(a, b, c, d);
    tabs.move(d, b);
    expect(tabs.getState().tabs).toEqual([a, d, b, c]);
    tabs.move(a, c);
    expect(tabs.getState().tabs).toEqual([d, b, c, a]);
  });

  it('drops what is gone and restores what is an id', () => {
    const tabs = open(a, b);
    tabs.close(b);
    tabs.drop([a, b]);
    expect(tabs.getState()).toMatchObject({ tabs: [], closed: [] });
    tabs.restore([a, 'nonsense', 3, a]);
    expect(tabs.getState().tabs).toEqual([a]);
    tabs.restore('damaged');
    expect(tabs.getState().tabs).toEqual([a]);
  });
});
