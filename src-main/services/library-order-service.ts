import { AppError } from '@shared/errors/app-error';
import type { LibraryEntry, SavedVersion, StepMatch } from '@shared/ipc/library';
import type { ContentHash, WorkflowId } from '@shared/lib/ids';
import type { LibraryOrderRepository } from '../storage/repositories/library-order';
import type { VersionsRepository } from '../storage/repositories/versions';
import type { WorkflowsRepository } from '../storage/repositories/workflows';
import { notFound } from './not-found';
import type { ServiceEvents } from './service-events';
import { factsOf } from './workflow-facts';

// Order in the library: folders, tags, favourites, the trash, saved versions, and the search in steps.

export interface LibraryOrderService {
  folders(): string[];
  createFolder(path: string): void;
  /** Renames it or puts it elsewhere, with everything inside. */
  moveFolder(from: string, to: string): void;
  /** What lies in it moves to the folder around it. */
  removeFolder(path: string): void;
  move(ids: readonly WorkflowId[], folder: string): void;
  setFavourite(ids: readonly WorkflowId[], favourite: boolean): void;
  tag(ids: readonly WorkflowId[], add: readonly string[], remove: readonly string[]): void;
  opened(id: WorkflowId): void;
  trash(): LibraryEntry[];
  /** For good. */
  purge(ids: readonly WorkflowId[]): void;
  searchSteps(query: string): StepMatch[];
  versions(id: WorkflowId): SavedVersion[];
  versionText(id: WorkflowId, hash: ContentHash): string;
}

export interface LibraryOrderParts {
  readonly order: LibraryOrderRepository;
  readonly workflows: WorkflowsRepository;
  readonly versions: VersionsRepository;
  readonly events: ServiceEvents;
  readonly now: () => number;
}

const mostMatches = 200;

export function createLibraryOrderService(parts: LibraryOrderParts): LibraryOrderService {
  const { order, workflows, versions, events, now } = parts;

  /** Entries made before there was a search in steps are read the first time somebody searches. */
  function readUnread(): void {
    for (const record of workflows.unread()) {
      const text = record.draft?.text ?? versions.text(record.savedHash);
      workflows.setStepTitles(record.id, factsOf(text, record.name).stepTitles);
    }
  }

  function changed(ids: readonly WorkflowId[]): void {
    events.libraryChanged(ids);
  }

  return {
    folders: () => order.folders(),
    createFolder(path) {
      order.addFolder(folderPath(path), now());
      changed([]);
    },
    moveFolder(from, to) {
      const target = folderPath(to);
      if (`${target}/`.startsWith(`${from}/`) && target !== from) {
        throw new AppError({
          code: 'FOLDER_INVALID',
          kind: 'user',
          message: `The folder "${from}" cannot go inside itself.`,
          hint: 'Choose a folder beside it.',
        });
      }
      if (target !== from) order.moveFolder(from, target, now());
      changed([]);
    },
    removeFolder(path) {
      order.removeFolder(path, now());
      changed([]);
    },
    move(ids, folder) {
      order.setFolder(ids, folder === '' ? '' : folderPath(folder));
      changed(ids);
    },
    setFavourite(ids, favourite) {
      order.setFavourite(ids, favourite);
      changed(ids);
    },
    tag(ids, add, remove) {
      order.changeTags(ids, add.map(tagName), remove);
      changed(ids);
    },
    opened(id) {
      order.setOpened(id, now());
      changed([id]);
    },
    trash: () => workflows.trash(),
    purge(ids) {
      order.purge(ids);
      changed(ids);
    },
    searchSteps(query) {
      const words = query.toLowerCase().split(/\s+/).filter(Boolean);
      const [first] = words;
      if (first === undefined) return [];
      readUnread();
      return workflows
        .findByStepTitle(first)
        .flatMap(({ id, stepTitles }) => {
          const steps = stepTitles.split('\n').filter((title) => {
            const text = title.toLowerCase();
            return words.every((word) => text.includes(word));
          });
          return steps.length > 0 ? [{ id, steps: steps.slice(0, 3) }] : [];
        })
        .slice(0, mostMatches);
    },
    versions(id) {
      const record = workflows.find(id);
      if (!record) throw notFound('workflow', id);
      return order.saves(id).map(({ hash, savedAt, how }, at) => ({
        hash,
        savedAt,
        how: how === 'made' || how === 'outside' ? how : 'saved',
        current: at === 0,
      }));
    },
    versionText(id, hash) {
      if (!order.saves(id).some((save) => save.hash === hash)) throw notFound('version', hash);
      return versions.text(hash);
    },
  };
}

/** `A / B ` is `A/B`; a name that says nothing is refused. */
function folderPath(path: string): string {
  const names = path
    .split('/')
    .map((name) => name.trim())
    .filter(Boolean);
  if (names.length === 0 || names.length > 8 || names.some((name) => name.length > 60)) {
    throw new AppError({
      code: 'FOLDER_INVALID',
      kind: 'user',
      message: 'A folder needs a name of at most 60 characters, and lies at most 8 folders deep.',
      hint: 'Write a shorter name; a slash makes a folder inside a folder.',
    });
  }
  return names.join('/');
}

function tagName(tag: string): string {
  const name = tag.trim().replace(/^#/, '').replace(/\s+/g, ' ').toLowerCase();
  if (name === '' || name.length > 40) {
    throw new AppError({
      code: 'TAG_INVALID',
      kind: 'user',
      message: 'A tag needs a name of at most 40 characters.',
      hint: 'Write a shorter one.',
    });
  }
  return name;
}
