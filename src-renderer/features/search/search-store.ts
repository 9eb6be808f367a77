import { type AppErrorData, toErrorData } from '@shared/errors/app-error';
import type { WorkflowMatches } from '@shared/ipc/library';
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface SearchState {
  readonly query: string;
  readonly status: 'idle' | 'searching' | 'done' | 'failed';
  readonly found: readonly WorkflowMatches[];
  readonly error: AppErrorData | null;
}

export interface SearchStore extends StoreApi<SearchState> {
  /** Searches a moment after the last key. */
  setQuery(query: string): void;
  /** Searches now: something may have changed. */
  again(): void;
}

export interface SearchDeps {
  readonly search: (input: { query: string }) => Promise<WorkflowMatches[]>;
  readonly setTimer: (run: () => void, delay: number) => unknown;
  readonly clearTimer: (timer: unknown) => void;
}

const pause = 200;
/** One letter is everywhere. */
const least = 2;

export function createSearchStore(deps: SearchDeps): SearchStore {
  const store = createStore<SearchState>(() => ({
    query: '',
    status: 'idle',
    found: [],
    error: null,
  }));
  let timer: unknown;

  async function run(): Promise<void> {
    const { query } = store.getState();
    try {
      const found = await deps.search({ query });
      // What was typed since then has a search of its own.
      if (store.getState().query === query) store.setState({ status: 'done', found, error: null });
    } catch (error) {
      if (store.getState().query !== query) return;
      store.setState({ status: 'failed', found: [], error: toErrorData(error) });
    }
  }

  function again(): void {
    deps.clearTimer(timer);
    if (store.getState().query.trim().length >= least) void run();
  }

  return {
    ...store,
    again,
    setQuery(query) {
      deps.clearTimer(timer);
      if (query.trim().length < least) {
        store.setState({ query, status: 'idle', found: [], error: null });
        return;
      }
      store.setState({ query, status: 'searching' });
      timer = deps.setTimer(again, pause);
    },
  };
}
