import {
  type ContentHash,
  contentHashSchema,
  type WorkflowId,
  workflowIdSchema,
} from '@shared/lib/ids';
import { commit } from '../commit';
import type { Database } from '../database';

// The library: which workflows there are, where they are saved, and what is being edited.

export interface WorkflowRecord {
  readonly id: WorkflowId;
  readonly name: string;
  readonly description: string;
  readonly stepCount: number;
  readonly path: string | null;
  /** Where relative paths start while it has no file; null when nowhere in particular. */
  readonly folder: string | null;
  readonly savedHash: ContentHash;
  readonly draft: {
    readonly text: string;
    readonly at: number;
    /** It goes back to a trusted text. */
    readonly trusted: boolean;
  } | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly deletedAt: number | null;
}

/** What a list shows; drafts are not loaded for it. */
export interface WorkflowListItem extends Omit<
  WorkflowRecord,
  'draft' | 'savedHash' | 'deletedAt' | 'folder'
> {
  readonly dirty: boolean;
  /** The text that is being edited is. */
  readonly trusted: boolean;
  readonly lastRun: { readonly status: string; readonly endedAt: number | null } | null;
}

/** What is known from a workflow's text. */
export interface WorkflowFacts {
  readonly name: string;
  readonly description: string;
  readonly stepCount: number;
}

export interface NewWorkflow extends WorkflowFacts {
  readonly id: WorkflowId;
  readonly path: string | null;
  readonly folder: string | null;
  readonly savedHash: ContentHash;
  readonly now: number;
}

export interface WorkflowsRepository {
  /** Not in the trash, most recently changed first. */
  list(): WorkflowListItem[];
  /** Also one in the trash. */
  find(id: WorkflowId): WorkflowRecord | undefined;
  findByPath(path: string): WorkflowRecord | undefined;
  /** Not in the trash; several may have one name. */
  findByName(name: string): WorkflowRecord[];
  insert(workflow: NewWorkflow): void;
  saveDraft(
    id: WorkflowId,
    draft: { readonly text: string; readonly trusted: boolean },
    facts: WorkflowFacts,
    now: number,
  ): void;
  discardDraft(id: WorkflowId, facts: WorkflowFacts, now: number): void;
  /** Makes a version the saved one; there is no draft afterwards. */
  save(id: WorkflowId, hash: ContentHash, facts: WorkflowFacts, now: number): void;
  /** Another program saved the file: a new saved version; a draft and its facts stay. */
  replaceSaved(id: WorkflowId, hash: ContentHash, facts: WorkflowFacts | null, now: number): void;
  setDraftTrusted(id: WorkflowId, trusted: boolean): void;
  setPath(id: WorkflowId, path: string | null): void;
  setDeleted(id: WorkflowId, at: number | null): void;
}

interface WorkflowRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly step_count: number;
  readonly path: string | null;
  readonly folder: string | null;
  readonly saved_hash: string;
  readonly draft_text: string | null;
  readonly draft_at: number | null;
  readonly draft_trusted: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly deleted_at: number | null;
}

type ListRow = Omit<
  WorkflowRow,
  'draft_text' | 'draft_trusted' | 'saved_hash' | 'deleted_at' | 'folder'
> & {
  readonly trusted: number;
  readonly run_status: string | null;
  readonly run_ended_at: number | null;
};

export function createWorkflowsRepository(database: Database): WorkflowsRepository {
  const statements = prepareStatements(database);
  const write = (action: () => unknown) => void commit(database, action);
  return {
    list: () => statements.list.all().map(toListItem),
    find: (id) => toRecord(statements.find.get(id)),
    findByPath: (path) => toRecord(statements.findByPath.get(path)),
    findByName: (name) => statements.findByName.all(name).map(mapRecord),
    insert: (workflow) => write(() => statements.insert.run({ ...workflow })),
    saveDraft: (id, { text, trusted }, facts, now) =>
      write(() => statements.saveDraft.run({ ...facts, id, text, trusted: Number(trusted), now })),
    discardDraft: (id, facts, now) =>
      write(() => statements.discardDraft.run({ ...facts, id, now })),
    save: (id, hash, facts, now) => write(() => statements.save.run({ ...facts, id, hash, now })),
    replaceSaved: (id, hash, facts, now) =>
      write(() =>
        facts
          ? statements.replaceSaved.run({ ...facts, id, hash, now })
          : statements.replaceSavedHash.run({ id, hash }),
      ),
    setDraftTrusted: (id, trusted) =>
      write(() => statements.setDraftTrusted.run({ id, trusted: Number(trusted) })),
    setPath: (id, path) => write(() => statements.setPath.run({ id, path })),
    setDeleted: (id, at) => write(() => statements.setDeleted.run({ id, at })),
  };
}

function toRecord(row: WorkflowRow | undefined): WorkflowRecord | undefined {
  return row && mapRecord(row);
}

function mapRecord(row: WorkflowRow): WorkflowRecord {
  return {
    id: workflowIdSchema.parse(row.id),
    name: row.name,
    description: row.description,
    stepCount: row.step_count,
    path: row.path,
    folder: row.folder,
    savedHash: contentHashSchema.parse(row.saved_hash),
    draft:
      row.draft_text === null
        ? null
        : { text: row.draft_text, at: row.draft_at ?? 0, trusted: row.draft_trusted === 1 },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
  };
}

function toListItem(row: ListRow): WorkflowListItem {
  return {
    id: workflowIdSchema.parse(row.id),
    name: row.name,
    description: row.description,
    stepCount: row.step_count,
    path: row.path,
    dirty: row.draft_at !== null,
    trusted: row.trusted === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    lastRun: row.run_status === null ? null : { status: row.run_status, endedAt: row.run_ended_at },
  };
}

type FactsAt = WorkflowFacts & { readonly id: string; readonly now: number };

function prepareStatements(database: Database) {
  const facts = 'name = :name, description = :description, step_count = :stepCount';
  const noDraft = 'draft_text = NULL, draft_at = NULL, draft_trusted = 0';
  return {
    list: database.prepare<[], ListRow>(`
      SELECT w.id, w.name, w.description, w.step_count, w.path, w.draft_at, w.created_at,
        w.updated_at, r.status AS run_status, r.ended_at AS run_ended_at,
        CASE WHEN w.draft_at IS NULL THEN t.hash IS NOT NULL ELSE w.draft_trusted END AS trusted
      FROM workflows w
      LEFT JOIN trusted_versions t ON t.hash = w.saved_hash
      LEFT JOIN runs r ON r.id = (
        SELECT id FROM runs WHERE workflow_id = w.id AND removed_at IS NULL
        ORDER BY created_at DESC, id DESC LIMIT 1
      )
      WHERE w.deleted_at IS NULL
      ORDER BY w.updated_at DESC, w.id DESC
    `),
    find: database.prepare<[string], WorkflowRow>('SELECT * FROM workflows WHERE id = ?'),
    findByPath: database.prepare<[string], WorkflowRow>(
      'SELECT * FROM workflows WHERE path = ? AND deleted_at IS NULL',
    ),
    findByName: database.prepare<[string], WorkflowRow>(
      'SELECT * FROM workflows WHERE name = ? AND deleted_at IS NULL ORDER BY id',
    ),
    insert: database.prepare<[NewWorkflow]>(`
      INSERT INTO workflows (id, name, description, step_count, path, folder, saved_hash,
        created_at, updated_at)
      VALUES (:id, :name, :description, :stepCount, :path, :folder, :savedHash, :now, :now)
    `),
    saveDraft: database.prepare<[FactsAt & { readonly text: string; readonly trusted: number }]>(
      `UPDATE workflows SET ${facts}, draft_text = :text, draft_at = :now, draft_trusted = :trusted,
         updated_at = :now
       WHERE id = :id`,
    ),
    setDraftTrusted: database.prepare<[{ readonly id: string; readonly trusted: number }]>(
      'UPDATE workflows SET draft_trusted = :trusted WHERE id = :id',
    ),
    discardDraft: database.prepare<[FactsAt]>(
      `UPDATE workflows SET ${facts}, ${noDraft}, updated_at = :now WHERE id = :id`,
    ),
    save: database.prepare<[FactsAt & { readonly hash: string }]>(
      `UPDATE workflows SET ${facts}, ${noDraft}, saved_hash = :hash, updated_at = :now
       WHERE id = :id`,
    ),
    replaceSaved: database.prepare<[FactsAt & { readonly hash: string }]>(
      `UPDATE workflows SET ${facts}, saved_hash = :hash, updated_at = :now WHERE id = :id`,
    ),
    replaceSavedHash: database.prepare<[{ readonly id: string; readonly hash: string }]>(
      'UPDATE workflows SET saved_hash = :hash WHERE id = :id',
    ),
    setPath: database.prepare<[{ readonly id: string; readonly path: string | null }]>(
      'UPDATE workflows SET path = :path WHERE id = :id',
    ),
    setDeleted: database.prepare<[{ readonly id: string; readonly at: number | null }]>(
      'UPDATE workflows SET deleted_at = :at WHERE id = :id',
    ),
  };
}
