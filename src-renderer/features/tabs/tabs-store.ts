import { type WorkflowId, workflowIdSchema } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import { createStore, type StoreApi } from 'zustand/vanilla';

// Which workflows are open, in the order of their tabs. What each of them looks like is the
// document's matter; only ids are kept here, and remembered for the next start.

export interface TabsState {
  readonly tabs: readonly WorkflowId[];
  /** Closed ones, the latest last, to be opened again. */
  readonly closed: readonly WorkflowId[];
}

export interface TabsActions {
  /** A workflow is in front: it has a tab, beside the one that was in front before. */
  opened(id: WorkflowId, beside: WorkflowId | null): void;
  /** Answers the tab to show instead, if there is one. */
  close(id: WorkflowId): WorkflowId | null;
  /** The tab closed last, which is there no more; null when there is none. */
  reopen(): WorkflowId | null;
  /** The tab before or after, going round. */
  neighbour(id: WorkflowId | null, step: 1 | -1): WorkflowId | null;
  /** Puts a tab at another's place. */
  move(id: WorkflowId, to: WorkflowId): void;
  /** Workflows that are gone have no tabs and do not come back. */
  drop(ids: readonly WorkflowId[]): void;
  /** What was remembered; anything that is no id is left out. */
  restore(value: JsonValue | undefined): void;
}

export interface TabsStore extends StoreApi<TabsState>, TabsActions {}

const mostClosed = 20;

export function createTabsStore(): TabsStore {
  const store = createStore<TabsState>(() => ({ tabs: [], closed: [] }));
  const { getState, setState } = store;

  return {
    ...store,
    opened(id, beside) {
      const { tabs, closed } = getState();
      if (tabs.includes(id)) return;
      const at = beside === null ? -1 : tabs.indexOf(beside);
      const place = at < 0 ? tabs.length : at + 1;
      setState({
        tabs: [...tabs.slice(0, place), id, ...tabs.slice(place)],
        closed: closed.filter((one) => one !== id),
      });
    },
    close(id) {
      const { tabs, closed } = getState();
      const at = tabs.indexOf(id);
      if (at < 0) return null;
      const left = tabs.filter((one) => one !== id);
      setState({ tabs: left, closed: [...closed, id].slice(-mostClosed) });
      return left[at] ?? left.at(-1) ?? null;
    },
    reopen: () => getState().closed.at(-1) ?? null,
    neighbour(id, step) {
      const { tabs } = getState();
      const at = id === null ? -1 : tabs.indexOf(id);
      const next = tabs[(at + step + tabs.length) % tabs.length];
      return next === undefined || next === id ? null : next;
    },
    move(id, to) {
      const { tabs } = getState();
      const from = tabs.indexOf(id);
      const place = tabs.indexOf(to);
      if (from < 0 || place < 0 || from === place) return;
      const left = tabs.filter((one) => one !== id);
      setState({ tabs: [...left.slice(0, place), id, ...left.slice(place)] });
    },
    drop(ids) {
      const { tabs, closed } = getState();
      const stays = (one: WorkflowId) => !ids.includes(one);
      if (tabs.every(stays) && closed.every(stays)) return;
      setState({ tabs: tabs.filter(stays), closed: closed.filter(stays) });
    },
    restore(value) {
      if (!Array.isArray(value)) return;
      const ids = value.flatMap((one) => workflowIdSchema.safeParse(one).data ?? []);
      setState({ tabs: [...new Set(ids)] });
    },
  };
}
