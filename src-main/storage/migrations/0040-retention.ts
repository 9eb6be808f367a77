import type { Migration } from '../migrate';

/** What removing old runs needs: how large they are, which to keep, and which are half removed. */
export const retention: Migration = {
  version: 40,
  name: 'retention',
  up(database) {
    database.exec(`
      -- Pinned by somebody: never removed by itself.
      ALTER TABLE runs ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
      -- About what its events and large values take.
      ALTER TABLE runs ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
      -- Removed, though some of its rows may be left; nothing shows it any more.
      ALTER TABLE runs ADD COLUMN removed_at INTEGER;

      UPDATE runs SET bytes =
        coalesce((SELECT sum(length(payload)) FROM events WHERE run_id = runs.id), 0) +
        coalesce((SELECT sum(b.bytes) FROM run_blobs u JOIN blobs b ON b.hash = u.hash
          WHERE u.run_id = runs.id), 0);

      CREATE INDEX runs_by_ended_at ON runs (ended_at, id)
        WHERE ended_at IS NOT NULL AND kept = 0 AND removed_at IS NULL;
      CREATE INDEX runs_removed ON runs (removed_at) WHERE removed_at IS NOT NULL;
      -- A value being removed in pieces has -1 units until its last piece is gone.
      CREATE INDEX blobs_removed ON blobs (hash) WHERE units < 0;
    `);
  },
};
