import { commit } from './commit';
import type { Database } from './database';

// Removing a run takes two steps. First it is marked, in one small transaction: nothing shows it any
// more. Then its rows are deleted piece by piece, whenever there is time, also after a restart.
// Large values that nothing else uses go the same way: marked with -1 units, then deleted.

export interface Sweep {
  /** Marks a run that has ended; inside a transaction. False: it has not, or is gone, or pinned. */
  mark(run: string, now: number, options?: { readonly evenKept?: boolean }): boolean;
  /** Deletes for at most `limit`, in one transaction; true when nothing is left. */
  step(limit: SweepLimit): boolean;
}

export interface SweepLimit {
  readonly pieces: number;
  readonly milliseconds: number;
}

const rowsPerPiece = 400;
/** Of 131,072 characters each. */
const chunksPerPiece = 8;

export function createSweep(database: Database): Sweep {
  const statements = prepareStatements(database);

  /** Deletes one piece of a marked run; false when there is none. */
  function sweepRun(): boolean {
    const run = statements.markedRun.get();
    if (run === undefined) return false;
    if (statements.removeEvents.run({ run, rows: rowsPerPiece }).changes > 0) return true;
    if (statements.removeSteps.run({ run, rows: rowsPerPiece }).changes > 0) return true;
    const blobs = statements.takeBlobs.all({ run, rows: rowsPerPiece });
    for (const hash of blobs) statements.markBlob.run({ hash });
    if (blobs.length === 0) statements.removeRun.run(run);
    return true;
  }

  /** Deletes one piece of a marked value; false when there is none. */
  function sweepBlob(): boolean {
    const hash = statements.markedBlob.get();
    if (hash === undefined) return false;
    if (statements.removeChunks.run({ hash, rows: chunksPerPiece }).changes > 0) return true;
    if (statements.removeItems.run({ hash, rows: rowsPerPiece }).changes > 0) return true;
    statements.removeBlob.run(hash);
    return true;
  }

  return {
    mark: (run, now, { evenKept = false } = {}) =>
      statements.markRun.run({ run, now, evenKept: evenKept ? 1 : 0 }).changes === 1,
    step({ pieces, milliseconds }) {
      // Looked at first without the write lock: mostly there is nothing to do.
      if (statements.markedRun.get() === undefined && statements.markedBlob.get() === undefined) {
        return true;
      }
      return commit(database, () => {
        const end = performance.now() + milliseconds;
        for (let piece = 0; piece < pieces; piece += 1) {
          if (!sweepRun() && !sweepBlob()) return true;
          if (performance.now() > end) return false;
        }
        return false;
      });
    },
  };
}

function prepareStatements(database: Database) {
  type Piece = [{ readonly run: string; readonly rows: number }];
  type BlobPiece = [{ readonly hash: string; readonly rows: number }];
  return {
    markRun: database.prepare<[{ run: string; now: number; evenKept: 0 | 1 }]>(`
      UPDATE runs SET removed_at = :now, request_key = NULL
      WHERE id = :run AND ended_at IS NOT NULL AND removed_at IS NULL AND (kept = 0 OR :evenKept)
    `),
    markedRun: database
      .prepare<[], string>('SELECT id FROM runs WHERE removed_at IS NOT NULL LIMIT 1')
      .pluck(),
    removeEvents: database.prepare<Piece>(`
      DELETE FROM events WHERE run_id = :run AND seq IN
        (SELECT seq FROM events WHERE run_id = :run ORDER BY seq LIMIT :rows)
    `),
    removeSteps: database.prepare<Piece>(`
      DELETE FROM step_runs WHERE run_id = :run AND (path, step) IN
        (SELECT path, step FROM step_runs WHERE run_id = :run LIMIT :rows)
    `),
    takeBlobs: database
      .prepare<Piece, string>(
        `DELETE FROM run_blobs WHERE run_id = :run AND hash IN
           (SELECT hash FROM run_blobs WHERE run_id = :run LIMIT :rows)
         RETURNING hash`,
      )
      .pluck(),
    removeRun: database.prepare<[string]>('DELETE FROM runs WHERE id = ?'),
    markBlob: database.prepare<[{ readonly hash: string }]>(`
      UPDATE blobs SET units = -1
      WHERE hash = :hash AND NOT EXISTS (SELECT 1 FROM run_blobs WHERE hash = :hash)
    `),
    markedBlob: database
      .prepare<[], string>('SELECT hash FROM blobs WHERE units < 0 LIMIT 1')
      .pluck(),
    removeChunks: database.prepare<BlobPiece>(`
      DELETE FROM blob_chunks WHERE hash = :hash AND start IN
        (SELECT start FROM blob_chunks WHERE hash = :hash ORDER BY start LIMIT :rows)
    `),
    removeItems: database.prepare<BlobPiece>(`
      DELETE FROM blob_items WHERE hash = :hash AND item IN
        (SELECT item FROM blob_items WHERE hash = :hash ORDER BY item LIMIT :rows)
    `),
    removeBlob: database.prepare<[string]>('DELETE FROM blobs WHERE hash = ? AND units < 0'),
  };
}
