import { type WorkflowId, workflowIdSchema } from '@shared/lib/ids';
import { useStore } from 'zustand';
import { showToast } from '../../ui/toast';
import { documentStore } from '../document/index';
import { flushPendingEdits } from '../editors/index';
import { libraryStore, openWorkflow, showLibrary } from '../library/index';
import { settingsStore } from '../settings/index';
import { workbench } from '../workbench/index';
import { createTabsStore, type TabsState } from './tabs-store';

export const tabsStore = createTabsStore();

export function useTabs<T>(selector: (state: TabsState) => T): T {
  return useStore(tabsStore, selector);
}

const tabsKey = 'tabs';

/** Whatever opens a workflow gives it a tab; called once. Answers how to stop. */
export function followTabs(): () => void {
  tabsStore.restore(settingsStore.getState().view[tabsKey]);
  const stops = [
    documentStore.subscribe((state, before) => {
      if (state.id === before.id || state.id === null) return;
      tabsStore.opened(state.id, before.id);
    }),
    tabsStore.subscribe((state, before) => {
      if (state.tabs === before.tabs) return;
      settingsStore.setView(tabsKey, [...state.tabs]);
      // At once: a crash a moment later brings back what was open.
      settingsStore.flush();
    }),
    libraryStore.subscribe((state, before) => {
      if (state.trash === before.trash && state.entries === before.entries) return;
      const deleted = state.trash.map(({ id }) => id);
      const known = state.status === 'ready' && before.status === 'loading';
      // Tabs of an earlier start may be of workflows that are nowhere any more.
      const there = new Set(state.entries.map(({ id }) => id));
      const unknown = known ? tabsStore.getState().tabs.filter((id) => !there.has(id)) : [];
      for (const id of deleted) documentStore.forget(id);
      tabsStore.drop([...deleted, ...unknown.filter((id) => id !== documentStore.getState().id)]);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

export async function showTab(id: WorkflowId): Promise<void> {
  // What was typed into a field belongs to the workflow that is left.
  flushPendingEdits();
  await openWorkflow(id);
}

export async function closeTab(id: WorkflowId): Promise<void> {
  flushPendingEdits();
  const state = documentStore.getState();
  const inFront = state.id === id;
  const dirty = inFront ? state.dirty : documentStore.isDirtyBehind(id);
  const name = nameOf(id);
  await documentStore.flush();
  if (!documentStore.isSafe(id)) {
    // Closing would lose what only this window has.
    showToast(`“${name}” stays open`, 'warning', {
      description: 'Its latest changes could not be stored yet. Make room on the disk, or save it.',
    });
    return;
  }
  const next = tabsStore.close(id);
  if (!inFront) documentStore.forget(id);
  else if (next !== null) {
    await openWorkflow(next);
    documentStore.forget(id);
  } else {
    await documentStore.close();
    showLibrary();
  }
  if (!dirty) return;
  showToast(`“${name}” has unsaved edits`, 'info', {
    description: 'They are kept as a draft and are there when you open it again.',
    action: { label: 'Open again', onSelect: () => void showTab(id) },
  });
}

/** Several, one after the other: each shows or keeps what it has to. */
export async function closeTabs(ids: readonly WorkflowId[]): Promise<void> {
  for (const id of ids) await closeTab(id);
}

export async function reopenTab(): Promise<void> {
  const id = tabsStore.reopen();
  if (id !== null) await showTab(id);
}

/** From the library: back to the tab in front; else to the one beside it. */
export async function showNeighbour(step: 1 | -1): Promise<void> {
  const current = workflowIdSchema.safeParse(documentStore.getState().id).data ?? null;
  if (current !== null && workbench.getState().screen === 'library') {
    await showTab(current);
    return;
  }
  const id = tabsStore.neighbour(current, step);
  if (id !== null) await showTab(id);
}

/** The name a tab shows: of the text in front, else as the library has it. */
export function nameOf(id: WorkflowId): string {
  const { id: front, workflow } = documentStore.getState();
  if (front === id && workflow) return workflow.name;
  return libraryStore.getState().entries.find((entry) => entry.id === id)?.name ?? 'Workflow';
}
