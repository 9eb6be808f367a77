import type { Migration } from '../migrate';

/** How people keep order: folders, tags, favourites, what was open lately, and every saved version. */
export const libraryOrder: Migration = {
  version: 80,
  name: 'library-order',
  up(database) {
    database.exec(`
      -- The library's folder it lies in, such as "Finance/Monthly"; '' is the top. (The column
      -- "folder" is where the relative paths of its steps start.)
      ALTER TABLE workflows ADD COLUMN library_folder TEXT NOT NULL DEFAULT '';
      ALTER TABLE workflows ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;
      -- When it was on screen last; null = never.
      ALTER TABLE workflows ADD COLUMN opened_at INTEGER;
      -- Titles of its steps, one a line, for the search; null = not read yet.
      ALTER TABLE workflows ADD COLUMN step_titles TEXT;

      -- Folders that somebody made, so that an empty one stays.
      CREATE TABLE library_folders (
        path TEXT NOT NULL PRIMARY KEY,
        created_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE workflow_tags (
        workflow_id TEXT NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
        tag TEXT NOT NULL,
        PRIMARY KEY (workflow_id, tag)
      ) STRICT, WITHOUT ROWID;

      -- Which versions were a workflow's saved one, oldest first.
      CREATE TABLE workflow_saves (
        workflow_id TEXT NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        hash TEXT NOT NULL REFERENCES workflow_versions (hash),
        saved_at INTEGER NOT NULL,
        -- made, saved, or outside: another program wrote the file.
        how TEXT NOT NULL,
        PRIMARY KEY (workflow_id, number)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX workflow_saves_by_hash ON workflow_saves (hash);

      INSERT INTO workflow_saves (workflow_id, number, hash, saved_at, how)
        SELECT id, 1, saved_hash, created_at, 'made' FROM workflows;
    `);
  },
};
