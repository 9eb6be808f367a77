import type { WorkflowId } from '@shared/lib/ids';
import type { StepId } from '@shared/workflow/model';
import { createStore } from 'zustand/vanilla';

/** The step that led to a called workflow, and the workflow it is in. */
export interface Caller {
  readonly id: WorkflowId;
  readonly name: string;
  readonly step: StepId;
}

/** How one came to workflows that others call: the way back. Forgotten with the window. */
export const callersStore = createStore<{
  readonly callers: ReadonlyMap<WorkflowId, Caller>;
}>()(() => ({ callers: new Map() }));

export function rememberCaller(called: WorkflowId, caller: Caller): void {
  // Who calls itself needs no way back.
  if (called === caller.id) return;
  callersStore.setState(({ callers }) => ({ callers: new Map([...callers, [called, caller]]) }));
}
