import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import { settingsStore } from '../settings/index';

// Whose runs the side bar lists; remembered with the layout.

export type PanelScope = 'workflow' | 'all';

const key = 'runs.scope';

const store = createStore<{ readonly scope: PanelScope | null }>(() => ({ scope: null }));

function stored(): PanelScope {
  return settingsStore.getState().view[key] === 'all' ? 'all' : 'workflow';
}

export const panelScopeStore = {
  set(scope: PanelScope): void {
    store.setState({ scope });
    settingsStore.setView(key, scope);
  },
};

export function usePanelScope(): PanelScope {
  return useStore(store, ({ scope }) => scope ?? stored());
}
