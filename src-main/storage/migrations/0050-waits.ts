import type { Migration } from '../migrate';

/** What runs wait for, the answers to it, and the events that are emitted. */
export const waits: Migration = {
  version: 50,
  name: 'waits',
  up(database) {
    database.exec(`
      ALTER TABLE runs ADD COLUMN restricted INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE runs ADD COLUMN effects TEXT NOT NULL DEFAULT 'live';
      -- Canned outputs of a run with mocked effects, as JSON.
      ALTER TABLE runs ADD COLUMN mock_answers TEXT;
      -- The newest event that had been emitted when the run began.
      ALTER TABLE runs ADD COLUMN topic_position INTEGER NOT NULL DEFAULT 0;

      -- Derived from the log in the transaction that writes it: the open waits of all runs, so that
      -- nobody has to read logs to know what is waited for.
      CREATE TABLE waits (
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        step TEXT NOT NULL,
        attempt INTEGER NOT NULL,
        -- Number of the event that began it: which wait of the step run it is.
        seq INTEGER NOT NULL,
        -- time, event, approval or decision
        type TEXT NOT NULL,
        topic TEXT,
        reason TEXT NOT NULL,
        -- What it waits for, as JSON; null for a time or a decision.
        target TEXT,
        since INTEGER NOT NULL,
        until INTEGER,
        -- Emitted events after this one are for it.
        topic_position INTEGER,
        PRIMARY KEY (run_id, path, step)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX waits_by_type ON waits (type, topic);

      -- What people answered, kept until the run has taken it in: an answer outlives a crash, and a
      -- process may answer for a run that another one has.
      CREATE TABLE answers (
        id INTEGER PRIMARY KEY,
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        step TEXT NOT NULL,
        -- The wait it answers.
        seq INTEGER NOT NULL,
        -- signal or decision
        type TEXT NOT NULL,
        value TEXT NOT NULL,
        given_at INTEGER NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX answers_by_wait ON answers (run_id, path, step, seq);

      CREATE TABLE topic_events (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        topic TEXT NOT NULL,
        data TEXT NOT NULL,
        emitted_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX topic_events_by_topic ON topic_events (topic, position);

      -- Which event ended a wait of a run; seq is the event of the run's log that says so.
      CREATE TABLE topic_deliveries (
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (run_id, position, seq)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
