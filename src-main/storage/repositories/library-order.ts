import { type ContentHash, contentHashSchema, type WorkflowId } from '@shared/lib/ids';
import { commit } from '../commit';
import type { Database } from '../database';

// Order in the library: folders, tags, favourites. Nothing here touches a workflow's text.

export interface LibraryOrderRepository {
  /** Folders somebody made and folders with something in them, by path. */
  folders(): string[];
  addFolder(path: string, now: number): void;
  /** With everything inside it; `to` may exist, then both become one. */
  moveFolder(from: string, to: string, now: number): void;
  /** What lies in it moves to the folder around it. */
  removeFolder(path: string, now: number): void;
  setFolder(ids: readonly WorkflowId[], folder: string): void;
  setFavourite(ids: readonly WorkflowId[], favourite: boolean): void;
  changeTags(ids: readonly WorkflowId[], add: readonly string[], remove: readonly string[]): void;
  setOpened(id: WorkflowId, now: number): void;
  /** Saved versions of a workflow, newest first. */
  saves(id: WorkflowId): SaveRecord[];
  /** Removes workflows that are in the trash, for good; their runs stay. */
  purge(ids: readonly WorkflowId[]): void;
}

export interface SaveRecord {
  readonly hash: ContentHash;
  readonly savedAt: number;
  readonly how: string;
}

export function createLibraryOrderRepository(database: Database): LibraryOrderRepository {
  const statements = prepareStatements(database);
  const write = (action: () => unknown) => void commit(database, action);
  const each = (ids: readonly WorkflowId[], action: (id: WorkflowId) => unknown) =>
    write(() => ids.forEach(action));

  /** Everything in a folder goes to another one; the folder itself is gone. */
  function moveInside(from: string, to: string, now: number): void {
    const range = { from, start: `${from}/`, end: `${from}0` };
    const moved = (path: string) => {
      const rest = path.slice(from.length + 1);
      return rest === '' ? to : to === '' ? rest : `${to}/${rest}`;
    };
    const folders = statements.foldersIn.all(range).map((row) => row.path);
    for (const path of folders) statements.dropFolder.run(path);
    for (const path of folders) {
      if (path !== from) statements.addFolder.run(moved(path), now);
    }
    for (const { id, path } of statements.entriesIn.all(range)) {
      statements.setFolder.run(moved(path), id);
    }
  }

  return {
    folders: () => statements.folders.all().map((row) => row.path),
    addFolder: (path, now) => write(() => statements.addFolder.run(path, now)),
    moveFolder: (from, to, now) =>
      write(() => {
        moveInside(from, to, now);
        statements.addFolder.run(to, now);
      }),
    removeFolder: (path, now) =>
      write(() =>
        moveInside(path, path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '', now),
      ),
    setFolder: (ids, folder) => each(ids, (id) => statements.setFolder.run(folder, id)),
    setFavourite: (ids, favourite) =>
      each(ids, (id) => statements.setFavourite.run(favourite ? 1 : 0, id)),
    changeTags: (ids, add, remove) =>
      each(ids, (id) => {
        for (const tag of remove) statements.removeTag.run(id, tag);
        for (const tag of add) statements.addTag.run(id, tag);
      }),
    setOpened: (id, now) => write(() => statements.setOpened.run(now, id)),
    saves: (id) =>
      statements.saves.all(id).map(({ hash, saved_at, how }) => ({
        hash: contentHashSchema.parse(hash),
        savedAt: saved_at,
        how,
      })),
    purge: (ids) => each(ids, (id) => statements.purge.run(id)),
  };
}

interface Range {
  readonly from: string;
  /** Paths inside a folder lie between "folder/" and "folder0": 0 comes right after the slash. */
  readonly start: string;
  readonly end: string;
}

function prepareStatements(database: Database) {
  return {
    folders: database.prepare<[], { path: string }>(`
      SELECT path FROM library_folders
      UNION SELECT library_folder FROM workflows
        WHERE library_folder <> '' AND deleted_at IS NULL
      ORDER BY path
    `),
    addFolder: database.prepare<[string, number]>(
      'INSERT OR IGNORE INTO library_folders (path, created_at) VALUES (?, ?)',
    ),
    foldersIn: database.prepare<[Range], { path: string }>(
      'SELECT path FROM library_folders WHERE path = :from OR (path >= :start AND path < :end)',
    ),
    dropFolder: database.prepare<[string]>('DELETE FROM library_folders WHERE path = ?'),
    entriesIn: database.prepare<[Range], { id: string; path: string }>(`
      SELECT id, library_folder AS path FROM workflows
      WHERE library_folder = :from OR (library_folder >= :start AND library_folder < :end)
    `),
    setFolder: database.prepare<[string, string]>(
      'UPDATE workflows SET library_folder = ? WHERE id = ?',
    ),
    setFavourite: database.prepare<[0 | 1, string]>(
      'UPDATE workflows SET favourite = ? WHERE id = ?',
    ),
    addTag: database.prepare<[string, string]>(
      'INSERT OR IGNORE INTO workflow_tags (workflow_id, tag) VALUES (?, ?)',
    ),
    removeTag: database.prepare<[string, string]>(
      'DELETE FROM workflow_tags WHERE workflow_id = ? AND tag = ?',
    ),
    setOpened: database.prepare<[number, string]>(
      'UPDATE workflows SET opened_at = ? WHERE id = ?',
    ),
    saves: database.prepare<[string], { hash: string; saved_at: number; how: string }>(
      'SELECT hash, saved_at, how FROM workflow_saves WHERE workflow_id = ? ORDER BY number DESC',
    ),
    purge: database.prepare<[string]>(
      'DELETE FROM workflows WHERE id = ? AND deleted_at IS NOT NULL',
    ),
  };
}
