import type { Migration } from '../migrate';

/**
 * Which texts of workflows are trusted. Workflows made here and versions that somebody has run were
 * trusted when there was no other way; files that were only opened were not.
 */
export const trust: Migration = {
  version: 60,
  name: 'trust',
  up(database) {
    database.exec(`
      CREATE TABLE trusted_versions (
        hash TEXT NOT NULL PRIMARY KEY,
        -- made, edited, sample, user or earlier
        reason TEXT NOT NULL,
        trusted_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- Whether the text being edited goes back to a trusted one.
      ALTER TABLE workflows ADD COLUMN draft_trusted INTEGER NOT NULL DEFAULT 0;

      INSERT INTO trusted_versions (hash, reason, trusted_at)
        SELECT hash, 'earlier', created_at FROM workflow_versions
        WHERE hash IN (SELECT version_hash FROM runs)
          OR hash IN (SELECT saved_hash FROM workflows WHERE path IS NULL);
      UPDATE workflows SET draft_trusted = 1
        WHERE draft_text IS NOT NULL AND saved_hash IN (SELECT hash FROM trusted_versions);
    `);
  },
};
