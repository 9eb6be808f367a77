import {
  type ContentHash,
  contentHashSchema,
  type WorkflowId,
  type RunId,
  runIdSchema,
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
  /** Titles of its steps, one a line; null when nobody has read them yet. */
  readonly stepTitles: string | null;
}

/** What a list shows; drafts are not loaded for it. */
export interface WorkflowListItem extends Omit<
  WorkflowRecord,
  'draft' | 'savedHash' | 'folder' | 'stepTitles'
> {
  readonly dirty: boolean;
  /** The library's folder it lies in; '' is the top. */
  readonly folder: string;
  readonly favourite: boolean;
  readonly tags: string[];
  /** When it was on screen last; null = never. */
  readonly openedAt: number | null;
  /** The text that is being edited is. */
  readonly trusted: boolean;
  readonly lastRun: {
    readonly id: RunId;
    readonly status: string;
    readonly endedAt: number | null;
  } | null;
}

/** What is known from a workflow's text. */
export interface WorkflowFacts {
  readonly name: string;
  readonly description: string;
  readonly stepCount: number;
  /** Titles of its steps, one a line. */
  readonly stepTitles: string;
}

export interface NewWorkflow extends WorkflowFacts {
  readonly id: WorkflowId;
  readonly path: string | null;
  readonly folder: string | null;
  readonly savedHash: ContentHash;
  /** The library's folder it goes to; the top when absent. */
  readonly libraryFolder?: string | undefined;
  readonly now: number;
}

export interface WorkflowsRepository {
  /** Not in the trash, most recently changed first. */
  list(): WorkflowListItem[];
  /** In the trash, the latest first. */
  trash(): WorkflowListItem[];
  /** Workflows whose steps nobody has read yet. */
  unread(): WorkflowRecord[];
  setStepTitles(id: WorkflowId, titles: string): void;
  /** Not in the trash, with a step title that holds the text, whatever its case. */
  findByStepTitle(text: string): { readonly id: WorkflowId; readonly stepTitles: string }[];
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
  readonly step_titles: string | null;
}

type ListRow = Omit<
  WorkflowRow,
  'draft_text' | 'draft_trusted' | 'saved_hash' | 'folder' | 'step_titles'
> & {
  readonly library_folder: string;
  readonly favourite: number;
  readonly opened_at: number | null;
  /** A JSON list. */
  readonly tags: string;
  readonly trusted: number;
  readonly run_id: string | null;
  readonly run_status: string | null;
  readonly run_ended_at: number | null;
};

export function createWorkflowsRepository(database: Database): WorkflowsRepository {
  const statements = prepareStatements(database);
  const write = (action: () => unknown) => void commit(database, action);

  /** Saving the same text again is no new version. */
  function keepSave(id: WorkflowId, hash: ContentHash, how: string, now: number): void {
    if (statements.latestSave.get(id)?.hash !== hash)
      statements.keepSave.run({ id, hash, how, now });
  }

  return {
    list: () => statements.list.all().map(toListItem),
    trash: () => statements.trash.all().map(toListItem),
    unread: () => statements.unread.all().map(mapRecord),
    setStepTitles: (id, titles) => write(() => statements.setStepTitles.run(titles, id)),
    findByStepTitle: (text) =>
      statements.findByStepTitle
        .all(`%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`)
        .map((row) => ({ id: workflowIdSchema.parse(row.id), stepTitles: row.step_titles })),
    find: (id) => toRecord(statements.find.get(id)),
    findByPath: (path) => toRecord(statements.findByPath.get(path)),
    findByName: (name) => statements.findByName.all(name).map(mapRecord),
    insert: (workflow) =>
      write(() => {
        statements.insert.run({ libraryFolder: '', ...workflow });
        keepSave(workflow.id, workflow.savedHash, 'made', workflow.now);
      }),
    saveDraft: (id, { text, trusted }, facts, now) =>
      write(() => statements.saveDraft.run({ ...facts, id, text, trusted: Number(trusted), now })),
    discardDraft: (id, facts, now) =>
      write(() => statements.discardDraft.run({ ...facts, id, now })),
    save: (id, hash, facts, now) =>
      write(() => {
        statements.save.run({ ...facts, id, hash, now });
        keepSave(id, hash, 'saved', now);
      }),
    replaceSaved: (id, hash, facts, now) =>
      write(() => {
        if (facts) statements.replaceSaved.run({ ...facts, id, hash, now });
        else statements.replaceSavedHash.run({ id, hash });
        keepSave(id, hash, 'outside', now);
      }),
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
    stepTitles: row.step_titles,
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
    deletedAt: row.deleted_at,
    folder: row.library_folder,
    favourite: row.favourite === 1,
    tags: JSON.parse(row.tags) as string[],
    openedAt: row.opened_at,
    lastRun:
      row.run_id === null || row.run_status === null
        ? null
        : {
            id: runIdSchema.parse(row.run_id),
            status: row.run_status,
            endedAt: row.run_ended_at,
          },
  };
}

type FactsAt = WorkflowFacts & { readonly id: string; readonly now: number };

function prepareStatements(database: Database) {
  const facts =
    'name = :name, description = :description, step_count = :stepCount, step_titles = :stepTitles';
  const listed = `
    SELECT w.id, w.name, w.description, w.step_count, w.path, w.draft_at, w.created_at,
      w.updated_at, w.deleted_at, w.library_folder, w.favourite, w.opened_at,
      (SELECT json_group_array(tag) FROM
        (SELECT tag FROM workflow_tags WHERE workflow_id = w.id ORDER BY tag)) AS tags,
      r.id AS run_id, r.status AS run_status, r.ended_at AS run_ended_at,
      CASE WHEN w.draft_at IS NULL THEN t.hash IS NOT NULL ELSE w.draft_trusted END AS trusted
    FROM workflows w
    LEFT JOIN trusted_versions t ON t.hash = w.saved_hash
    LEFT JOIN runs r ON r.id = (
      SELECT id FROM runs WHERE workflow_id = w.id AND removed_at IS NULL
      ORDER BY created_at DESC, id DESC LIMIT 1
    )`;
  const noDraft = 'draft_text = NULL, draft_at = NULL, draft_trusted = 0';
  return {
    list: database.prepare<[], ListRow>(
      `${listed} WHERE w.deleted_at IS NULL ORDER BY w.updated_at DESC, w.id DESC`,
    ),
    trash: database.prepare<[], ListRow>(
      `${listed} WHERE w.deleted_at IS NOT NULL ORDER BY w.deleted_at DESC, w.id DESC`,
    ),
    unread: database.prepare<[], WorkflowRow>(
      'SELECT * FROM workflows WHERE step_titles IS NULL AND deleted_at IS NULL',
    ),
    setStepTitles: database.prepare<[string, string]>(
      'UPDATE workflows SET step_titles = ? WHERE id = ?',
    ),
    findByStepTitle: database.prepare<[string], { id: string; step_titles: string }>(`
      SELECT id, step_titles FROM workflows
      WHERE deleted_at IS NULL AND step_titles LIKE ? ESCAPE '\\'
    `),
    latestSave: database.prepare<[string], { hash: string }>(
      'SELECT hash FROM workflow_saves WHERE workflow_id = ? ORDER BY number DESC LIMIT 1',
    ),
    keepSave: database.prepare<
      [{ readonly id: string; readonly hash: string; readonly how: string; readonly now: number }]
    >(`
      INSERT INTO workflow_saves (workflow_id, number, hash, saved_at, how)
      SELECT :id, coalesce(max(number), 0) + 1, :hash, :now, :how
        FROM workflow_saves WHERE workflow_id = :id
    `),
    find: database.prepare<[string], WorkflowRow>('SELECT * FROM workflows WHERE id = ?'),
    findByPath: database.prepare<[string], WorkflowRow>(
      'SELECT * FROM workflows WHERE path = ? AND deleted_at IS NULL',
    ),
    findByName: database.prepare<[string], WorkflowRow>(
      'SELECT * FROM workflows WHERE name = ? AND deleted_at IS NULL ORDER BY id',
    ),
    insert: database.prepare<[NewWorkflow]>(`
      INSERT INTO workflows (id, name, description, step_count, step_titles, path, folder,
        library_folder, saved_hash, created_at, updated_at)
      VALUES (:id, :name, :description, :stepCount, :stepTitles, :path, :folder,
        :libraryFolder, :savedHash, :now, :now)
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
