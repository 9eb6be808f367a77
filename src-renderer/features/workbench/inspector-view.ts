import { createStore } from 'zustand/vanilla';

export type InspectorTab = 'settings' | 'data' | 'behaviour';
/** What a step can use, or what its settings came to in the shown run. */
export type InputView = 'flow' | 'received';

export interface InspectorState {
  readonly tab: InspectorTab;
  readonly inputView: InputView;
}

/** Which side of a step is shown; kept from step to step. */
export const inspectorStore = createStore<InspectorState>(() => ({
  tab: 'settings',
  inputView: 'flow',
}));

export function showInspectorTab(tab: InspectorTab): void {
  inspectorStore.setState({ tab });
}

export function showInputView(inputView: InputView): void {
  inspectorStore.setState({ inputView });
}
