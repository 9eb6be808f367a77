import { statSync } from 'node:fs';
import { commit } from './commit';
import { hashText } from './content-hash';
import { connect, type Database } from './database';

// Takes what people typed out of a damaged database: workflows and the versions they point to, as
// far as their rows can still be read. Run history comes from the backup only, because a log with
// holes would be worse than none.

interface WorkflowRow {
  readonly id: string;
  readonly saved_hash: string;
  readonly updated_at: number;
  readonly path: string | null;
}

/** Copies readable workflows that are newer than what `target` has; returns how many. */
export function salvage(damaged: string, target: Database, now: number): number {
  const stats = statSync(damaged, { throwIfNoEntry: false });
  // A pipe that was set aside would block whoever opens it, and beside an empty file SQLite deletes
  // the write-ahead log.
  if (!stats?.isFile() || stats.size === 0) return 0;
  let source: Database | undefined;
  try {
    source = connect(damaged, { readonly: true, mustExist: true });
    const rows = readableRows(source);
    let saved = 0;
    for (const row of rows) {
      if (copyWorkflow(source, target, row, now)) saved += 1;
    }
    return saved;
  } catch {
    // The file is too broken to be read at all; it stays where it was set aside.
    return 0;
  } finally {
    source?.close();
  }
}

/** Reads row by row, so that one broken page costs the rows on it and no others. */
function readableRows(source: Database): WorkflowRow[] {
  const rows: WorkflowRow[] = [];
  for (const order of ['ASC', 'DESC']) {
    try {
      const all = source.prepare<[], WorkflowRow>(
        `SELECT id, saved_hash, updated_at, path FROM workflows ORDER BY rowid ${order}`,
      );
      for (const row of all.iterate()) {
        if (!rows.some((known) => known.id === row.id)) rows.push(row);
      }
    } catch {
      // A broken page ends the walk in this direction; the other direction may reach the rest.
    }
  }
  return rows;
}

function copyWorkflow(source: Database, target: Database, row: WorkflowRow, now: number): boolean {
  try {
    const known = target
      .prepare<[string], number>('SELECT updated_at FROM workflows WHERE id = ?')
      .pluck()
      .get(row.id) as number | undefined;
    if (known !== undefined && known >= row.updated_at) return false;
    const text = source
      .prepare<[string], string>('SELECT text FROM workflow_versions WHERE hash = ?')
      .pluck()
      .get(row.saved_hash);
    const full = source.prepare('SELECT * FROM workflows WHERE id = ?').get(row.id) as Record<
      string,
      unknown
    >;
    if (typeof text !== 'string') return false;
    // Not the row's own hash: the text may be what was damaged.
    const hash = hashText(text);
    commit(target, () => {
      target
        .prepare(
          'INSERT OR IGNORE INTO workflow_versions (hash, text, created_at) VALUES (?, ?, ?)',
        )
        .run(hash, text, now);
      // The file may be linked from another entry of the backup already.
      const taken = target
        .prepare('SELECT 1 FROM workflows WHERE path = ? AND deleted_at IS NULL AND id <> ?')
        .get(row.path, row.id);
      target
        .prepare(
          `INSERT OR REPLACE INTO workflows (id, name, description, step_count, path, folder,
             library_folder, favourite, saved_hash, draft_text, draft_at, created_at, updated_at,
             deleted_at)
           VALUES (:id, :name, :description, :step_count, :path, :folder,
             :library_folder, :favourite, :saved_hash, :draft_text, :draft_at, :created_at, :updated_at,
             :deleted_at)`,
        )
        .run({
          folder: null,
          library_folder: '',
          favourite: 0,
          ...full,
          saved_hash: hash,
          path: taken ? null : row.path,
        });
    });
    return true;
  } catch {
    // This row or its text cannot be read; the others may be.
    return false;
  }
}
