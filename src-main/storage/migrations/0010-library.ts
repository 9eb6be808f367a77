import type { Migration } from '../migrate';

/** Workflows, their immutable versions, and the user's settings. */
export const library: Migration = {
  version: 10,
  name: 'library',
  up(database) {
    database.exec(`
      CREATE TABLE workflow_versions (
        hash TEXT NOT NULL PRIMARY KEY,
        text TEXT NOT NULL,
        created_at INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE workflows (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        description TEXT NOT NULL,
        step_count INTEGER NOT NULL,
        -- The file it is saved to; null while it lives in the library only.
        path TEXT,
        saved_hash TEXT NOT NULL REFERENCES workflow_versions (hash),
        -- Text being edited that was not saved; null when there is none.
        draft_text TEXT,
        draft_at INTEGER,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        -- In the trash since; null when it is not.
        deleted_at INTEGER
      ) STRICT;
      CREATE UNIQUE INDEX workflows_by_path ON workflows (path)
        WHERE path IS NOT NULL AND deleted_at IS NULL;
      CREATE INDEX workflows_by_updated_at ON workflows (updated_at);
      CREATE INDEX workflows_by_saved_hash ON workflows (saved_hash);

      CREATE TABLE settings (
        key TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL,
        updated_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
