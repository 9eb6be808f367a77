import type { Migration } from '../migrate';

/** Runs, their event log, the state derived from it, and large values. */
export const runs: Migration = {
  version: 20,
  name: 'runs',
  up(database) {
    database.exec(`
      CREATE TABLE runs (
        id TEXT NOT NULL PRIMARY KEY,
        -- No foreign key: a run outlives the library entry it was started from.
        workflow_id TEXT,
        workflow_name TEXT NOT NULL,
        version_hash TEXT NOT NULL REFERENCES workflow_versions (hash),
        status TEXT NOT NULL,
        started_by TEXT NOT NULL,
        -- Repeating a start with the same key starts nothing new.
        request_key TEXT,
        -- The process that runs it; see owners.ts.
        owner TEXT NOT NULL,
        next_seq INTEGER NOT NULL,
        last_hash BLOB NOT NULL,
        error TEXT,
        created_at INTEGER NOT NULL,
        started_at INTEGER,
        ended_at INTEGER
      ) STRICT;
      CREATE UNIQUE INDEX runs_by_request_key ON runs (request_key) WHERE request_key IS NOT NULL;
      CREATE INDEX runs_by_created_at ON runs (created_at, id);
      CREATE INDEX runs_by_workflow_id ON runs (workflow_id, created_at, id);
      CREATE INDEX runs_by_version_hash ON runs (version_hash);
      CREATE INDEX runs_by_open_status ON runs (status)
        WHERE status IN ('queued', 'running', 'paused', 'waiting');

      CREATE TABLE events (
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        time INTEGER NOT NULL,
        type TEXT NOT NULL,
        step TEXT,
        -- Enclosing iterations such as eachOrder[36]; empty at the top level.
        path TEXT,
        attempt INTEGER,
        -- The rest of the event as JSON.
        payload TEXT NOT NULL,
        -- SHA-256 over the previous event's hash and this event.
        hash BLOB NOT NULL,
        PRIMARY KEY (run_id, seq)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE step_runs (
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        step TEXT NOT NULL,
        status TEXT NOT NULL,
        attempt INTEGER NOT NULL,
        -- Idempotency key of the current attempt.
        key TEXT,
        started_at INTEGER,
        ended_at INTEGER,
        duration REAL,
        PRIMARY KEY (run_id, path, step)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE blobs (
        hash TEXT NOT NULL PRIMARY KEY,
        type TEXT NOT NULL,
        -- UTF-8 bytes and UTF-16 units of the JSON text.
        bytes INTEGER NOT NULL,
        units INTEGER NOT NULL,
        count INTEGER NOT NULL,
        created_at INTEGER NOT NULL
      ) STRICT;

      -- The JSON text in pieces, so that a page of a large value can be read without the rest.
      CREATE TABLE blob_chunks (
        hash TEXT NOT NULL REFERENCES blobs (hash) ON DELETE CASCADE,
        start INTEGER NOT NULL,
        text TEXT NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX blob_chunks_by_hash_start ON blob_chunks (hash, start);

      -- Where every so many items of a large array begin in its JSON text.
      CREATE TABLE blob_items (
        hash TEXT NOT NULL REFERENCES blobs (hash) ON DELETE CASCADE,
        item INTEGER NOT NULL,
        start INTEGER NOT NULL,
        PRIMARY KEY (hash, item)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE run_blobs (
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        hash TEXT NOT NULL REFERENCES blobs (hash),
        PRIMARY KEY (run_id, hash)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX run_blobs_by_hash ON run_blobs (hash);
    `);
  },
};
