import { type AppErrorData, toErrorData } from '@shared/errors/app-error';
import type { Contract } from '@shared/ipc/contract';
import type { Client } from '@shared/ipc/define-contract';
import type { RunQueryInput, RunStatistics, RunSummary } from '@shared/ipc/runs';
import type { RunId, WorkflowId } from '@shared/lib/ids';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type RunFilter, anyRun, queryOf } from './run-filter';

export interface RunListState {
  readonly status: 'loading' | 'ready' | 'failed';
  /** It is read, for the first time or anew: what is listed may be of before. */
  readonly busy: boolean;
  readonly filter: RunFilter;
  /** Newest first. */
  readonly runs: readonly RunSummary[];
  readonly more: boolean;
  readonly statistics: RunStatistics | null;
  readonly error: AppErrorData | null;
}

export interface RunListActions {
  load(): Promise<void>;
  loadMore(): Promise<void>;
  setFilter(part: Partial<RunFilter>): void;
  showWorkflow(workflowId: WorkflowId): void;
  /** Main: a run is new or has another status. */
  changed(run: RunSummary): void;
  /** It is gone. */
  removed(runId: RunId): void;
}

export interface RunListDeps {
  readonly runs: Pick<Client<Contract>['runs'], 'search' | 'statistics'>;
  readonly now: () => number;
  /** Runs it a moment later, once for many calls. */
  readonly soon: (action: () => void) => void;
  readonly onError: (error: unknown) => void;
}

export interface RunListStore extends StoreApi<RunListState>, RunListActions {}

const pageSize = 100;

/** Runs of all workflows as the filter wants them, with what they have in common. */
export function createRunListStore({ runs, now, soon, onError }: RunListDeps): RunListStore {
  const store = createStore<RunListState>(() => ({
    status: 'loading',
    busy: false,
    filter: anyRun,
    runs: [],
    more: false,
    statistics: null,
    error: null,
  }));
  /** An answer to an older question is dropped. */
  let asked = 0;

  function query(): RunQueryInput {
    return queryOf(store.getState().filter, now());
  }

  /** Anew from the newest one: a page, or as many as there were. */
  async function load(count = 0): Promise<void> {
    asked += 1;
    const mine = asked;
    store.setState({ busy: true });
    try {
      const wanted = query();
      const [first, statistics] = await Promise.all([
        runs.search({ ...wanted, limit: pageSize }),
        runs.statistics(wanted),
      ]);
      let found = first;
      while (found.more && found.runs.length < count && mine === asked) {
        const before = found.runs.at(-1)?.id;
        const older = await runs.search({ ...wanted, before, limit: pageSize });
        found = { runs: [...found.runs, ...older.runs], more: older.more };
      }
      if (mine !== asked) return;
      store.setState({ status: 'ready', busy: false, ...found, statistics, error: null });
    } catch (error) {
      if (mine === asked)
        store.setState({ status: 'failed', busy: false, error: toErrorData(error) });
    }
  }

  async function loadMore(): Promise<void> {
    const before = store.getState().runs.at(-1)?.id;
    const mine = asked;
    if (!before) return;
    try {
      const page = await runs.search({ ...query(), before, limit: pageSize });
      if (mine !== asked) return;
      store.setState({ runs: [...store.getState().runs, ...page.runs], more: page.more });
    } catch (error) {
      onError(error);
    }
  }

  /** What somebody has gone down to stays listed, or the list would jump away under them. */
  const readAgain = (): void => soon(() => void load(store.getState().runs.length));

  function setFilter(part: Partial<RunFilter>): void {
    store.setState({ filter: { ...store.getState().filter, ...part } });
    void load();
  }

  return {
    ...store,
    load: () => load(),
    loadMore,
    setFilter,
    showWorkflow: (workflowId) => setFilter({ ...anyRun, workflowId }),
    changed(run) {
      const known = store.getState().runs;
      // Seen at once where it stands; whether it still fits, and the figures, a moment later.
      store.setState({ runs: known.map((other) => (other.id === run.id ? run : other)) });
      readAgain();
    },
    removed(runId) {
      const { runs: known } = store.getState();
      store.setState({ runs: known.filter(({ id }) => id !== runId) });
      readAgain();
    },
  };
}
