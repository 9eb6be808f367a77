import type { Migration } from '../migrate';

/** Personal breakpoints: those that are not in the workflow's file. */
export const breakpoints: Migration = {
  version: 70,
  name: 'breakpoints',
  up(database) {
    database.exec(`
      CREATE TABLE breakpoints (
        workflow_id TEXT NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
        id TEXT NOT NULL,
        -- Their order in lists.
        position INTEGER NOT NULL,
        -- A breakpoint as src-shared/debug/breakpoints.ts says, as JSON.
        definition TEXT NOT NULL,
        updated_at INTEGER NOT NULL,
        PRIMARY KEY (workflow_id, id)
      ) STRICT, WITHOUT ROWID;

      -- On which errors it stops, per workflow.
      CREATE TABLE error_stops (
        workflow_id TEXT NOT NULL PRIMARY KEY REFERENCES workflows (id) ON DELETE CASCADE,
        -- An ErrorStops of the same file, as JSON.
        definition TEXT NOT NULL,
        updated_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
