import { createHash } from 'node:crypto';
import { connect } from '../../../src-main/storage/database';

/** The log and what follows from it; columns of other matters (pins, owners) are left out. */
const contents = [
  'SELECT * FROM events ORDER BY run_id, seq',
  `SELECT id, workflow_id, workflow_name, version_hash, status, started_by, next_seq, last_hash,
     error, created_at, started_at, ended_at, restricted, effects FROM runs ORDER BY id`,
  'SELECT * FROM step_runs ORDER BY run_id, path, step',
  'SELECT hash, text FROM workflow_versions ORDER BY hash',
  'SELECT hash, type, bytes, units, count FROM blobs ORDER BY hash',
  'SELECT hash, start, text FROM blob_chunks ORDER BY hash, start',
  'SELECT * FROM blob_items ORDER BY hash, item',
  'SELECT * FROM run_blobs ORDER BY run_id, hash',
];

/** One hash over all of it; undefined when it cannot be read. */
export function contentOf(file: string): string | undefined {
  try {
    const database = connect(file, { readonly: true, mustExist: true });
    try {
      const hash = createHash('sha256');
      for (const sql of contents) {
        for (const row of database.prepare(sql).raw().iterate()) {
          hash.update(JSON.stringify(row));
        }
      }
      return hash.digest('hex');
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}
