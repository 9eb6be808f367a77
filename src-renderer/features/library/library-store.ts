import { type AppErrorData, toErrorData } from '@shared/errors/app-error';
import type { Contract } from '@shared/ipc/contract';
import type { Client } from '@shared/ipc/define-contract';
import type { LibraryEntry } from '@shared/ipc/library';
import type { WorkflowId } from '@shared/lib/ids';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { allWorkflows, type LibraryPlace } from './place';
import type { LibrarySort } from './sort-entries';

export interface LibraryState {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly entries: readonly LibraryEntry[];
  readonly trash: readonly LibraryEntry[];
  /** Paths; also of folders with nothing in them. */
  readonly folders: readonly string[];
  readonly error: AppErrorData | null;
  readonly place: LibraryPlace;
  readonly query: string;
  /** Titles of steps that fit the query, by workflow. */
  readonly stepMatches: ReadonlyMap<WorkflowId, readonly string[]>;
  readonly sort: LibrarySort;
  /** Chosen rows, for what is done to several at once. */
  readonly selected: ReadonlySet<WorkflowId>;
}

export interface LibraryActions {
  load(): Promise<void>;
  /** Main reported a change; reads the lists again. */
  changed(): void;
  goTo(place: LibraryPlace): void;
  setQuery(query: string): void;
  setSort(sort: LibrarySort): void;
  select(ids: Iterable<WorkflowId>): void;
  /** A new workflow: empty, or from a sample or a text; answers its id. */
  create(source: { name?: string; sample?: string; text?: string }): Promise<WorkflowId>;
  /** Asks for a file; undefined when the user thinks better of it. */
  importFile(): Promise<WorkflowId | undefined>;
  duplicate(id: WorkflowId): Promise<WorkflowId>;
  remove(ids: readonly WorkflowId[]): Promise<void>;
  restore(ids: readonly WorkflowId[]): Promise<void>;
}

export interface LibraryStore extends StoreApi<LibraryState>, LibraryActions {}

type LibraryPort = Client<Contract>['library'];

export interface LibraryDeps {
  readonly library: Pick<
    LibraryPort,
    | 'list'
    | 'trash'
    | 'folders'
    | 'searchSteps'
    | 'create'
    | 'importFile'
    | 'duplicate'
    | 'remove'
    | 'restore'
  >;
}

const noMatches: ReadonlyMap<WorkflowId, readonly string[]> = new Map();
const nothingSelected: ReadonlySet<WorkflowId> = new Set();

export function createLibraryStore({ library }: LibraryDeps): LibraryStore {
  const store = createStore<LibraryState>(() => ({
    status: 'loading',
    entries: [],
    trash: [],
    folders: [],
    error: null,
    place: allWorkflows,
    query: '',
    stepMatches: noMatches,
    sort: 'updated',
    selected: nothingSelected,
  }));
  let reading: Promise<void> | null = null;
  let readAgain = false;

  async function read(): Promise<void> {
    const [entries, trash, folders] = await Promise.all([
      library.list({}),
      library.trash({}),
      library.folders({}),
    ]);
    const there = new Set(entries.map(({ id }) => id));
    const selected = new Set([...store.getState().selected].filter((id) => there.has(id)));
    store.setState({ status: 'ready', entries, trash, folders, selected, error: null });
  }

  async function load(): Promise<void> {
    try {
      await read();
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
      await read();
    } catch (error) {
      store.setState({ error: toErrorData(error) });
    }
  }

  async function searchSteps(query: string): Promise<void> {
    // One letter is in nearly every title: that would only make noise.
    if (query.trim().length < 2) {
      store.setState({ stepMatches: noMatches });
      return;
    }
    try {
      const matches = await library.searchSteps({ query });
      if (store.getState().query !== query) return;
      store.setState({ stepMatches: new Map(matches.map(({ id, steps }) => [id, steps])) });
    } catch (error) {
      store.setState({ error: toErrorData(error) });
    }
  }

  async function create(source: Parameters<LibraryActions['create']>[0]): Promise<WorkflowId> {
    const { place } = store.getState();
    const folder = place.type === 'folder' ? { folder: place.path } : {};
    const { id } = await library.create({ ...folder, ...source });
    return id;
  }

  return {
    ...store,
    load,
    changed,
    create,
    goTo: (place) => store.setState({ place, selected: nothingSelected }),
    setQuery: (query) => {
      store.setState({ query });
      void searchSteps(query);
    },
    setSort: (sort) => store.setState({ sort }),
    select: (ids) => store.setState({ selected: new Set(ids) }),
    importFile: async () => (await library.importFile({}))?.id,
    duplicate: async (id) => (await library.duplicate({ id })).id,
    remove: async (ids) => {
      for (const id of ids) await library.remove({ id });
      const gone = new Set(ids);
      const entries = store.getState().entries.filter((entry) => !gone.has(entry.id));
      store.setState({ entries, selected: nothingSelected });
    },
    restore: async (ids) => {
      for (const id of ids) await library.restore({ id });
      changed();
    },
  };
}
