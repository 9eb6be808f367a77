import { type AppErrorData, toErrorData } from '@shared/errors/app-error';
import type { Contract } from '@shared/ipc/contract';
import type { Client } from '@shared/ipc/define-contract';
import type { LibraryEntry, SampleEntry } from '@shared/ipc/library';
import type { WorkflowId } from '@shared/lib/ids';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LibrarySort } from './sort-entries';

export interface LibraryState {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly entries: readonly LibraryEntry[];
  readonly samples: readonly SampleEntry[];
  readonly error: AppErrorData | null;
  readonly query: string;
  readonly sort: LibrarySort;
}

export interface LibraryActions {
  load(): Promise<void>;
  /** Main reported a change; reads the list again. */
  changed(): void;
  setQuery(query: string): void;
  setSort(sort: LibrarySort): void;
  /** A new workflow: empty, or from a sample or a text; answers its id. */
  create(source: { name?: string; sample?: string; text?: string }): Promise<WorkflowId>;
  /** Asks for a file; undefined when the user thinks better of it. */
  importFile(): Promise<WorkflowId | undefined>;
  duplicate(id: WorkflowId): Promise<WorkflowId>;
  remove(id: WorkflowId): Promise<void>;
  restore(id: WorkflowId): Promise<void>;
}

export interface LibraryStore extends StoreApi<LibraryState>, LibraryActions {}

export interface LibraryDeps {
  readonly library: Omit<Client<Contract>['library'], 'onChanged' | 'onOpen'>;
}

export function createLibraryStore({ library }: LibraryDeps): LibraryStore {
  const store = createStore<LibraryState>(() => ({
    status: 'loading',
    entries: [],
    samples: [],
    error: null,
    query: '',
    sort: 'updated',
  }));
  let reading: Promise<void> | null = null;
  let readAgain = false;

  async function load(): Promise<void> {
    const samples = library.samples({});
    try {
      const [entries, shipped] = await Promise.all([library.list({}), samples]);
      store.setState({ status: 'ready', entries, samples: shipped, error: null });
    } catch (error) {
      store.setState({ status: 'failed', error: toErrorData(error) });
    }
  }

  /** Many changes in a row, as during an import, cost two readings and not one each. */
  function changed(): void {
    if (reading) {
      readAgain = true;
      return;
    }
    reading = refresh().finally(() => {
      reading = null;
      if (!readAgain) return;
      readAgain = false;
      changed();
    });
  }

  async function refresh(): Promise<void> {
    try {
      const entries = await library.list({});
      store.setState({ status: 'ready', entries, error: null });
    } catch (error) {
      store.setState({ error: toErrorData(error) });
    }
  }

  async function create(source: Parameters<LibraryActions['create']>[0]): Promise<WorkflowId> {
    const { id } = await library.create(source);
    return id;
  }

  return {
    ...store,
    load,
    changed,
    create,
    setQuery: (query) => store.setState({ query }),
    setSort: (sort) => store.setState({ sort }),
    importFile: async () => (await library.importFile({}))?.id,
    duplicate: async (id) => (await library.duplicate({ id })).id,
    remove: async (id) => {
      await library.remove({ id });
      const entries = store.getState().entries.filter((entry) => entry.id !== id);
      store.setState({ entries });
    },
    restore: async (id) => {
      await library.restore({ id });
      changed();
    },
  };
}
