import { createStore } from 'zustand/vanilla';

export type InspectorTab = 'settings' | 'data' | 'behaviour';

/** Which side of a step is shown; kept from step to step. */
export const inspectorStore = createStore<{ readonly tab: InspectorTab }>(() => ({
  tab: 'settings',
}));

export function showInspectorTab(tab: InspectorTab): void {
  inspectorStore.setState({ tab });
}
