import { describe, expect, it } from 'vitest';
import type { JsonValue } from '@shared/lib/json';
import { createWorkbenchStore } from './workbench-store';

function open(view: Record<string, JsonValue>) {
  const written: Record<string, JsonValue> = { ...view };
  const store = createWorkbenchStore({
    readView: (key) => written[key],
    writeView: (key, value) => {
      written[key] = value;
    },
  });
  store.restore();
  return { store, written };
}

describe('createWorkbenchStore', () => {
  it('remembers what is shown where', () => {
    const { store, written } = open({});
    store.showSidebar('runs');
    store.showPanel('timeline');
    expect(open(written).store.getState()).toMatchObject({
      sidebarTab: 'runs',
      panelOpen: true,
      panelTab: 'timeline',
    });
  });

  it('passes over what another version remembered and this one does not have', () => {
    const { store } = open({
      'workbench.panelTab': 'runs',
      'workbench.sidebarTab': 'git',
      'workbench.centre': 7,
      'workbench.panelOpen': true,
    });
    expect(store.getState()).toMatchObject({
      panelTab: 'problems',
      sidebarTab: 'outline',
      centre: 'canvas',
      panelOpen: true,
    });
  });
});
