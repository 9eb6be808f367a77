import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { connect, type Database } from '../database';
import { migrate } from '../migrate';
import { migrations } from './index';

// One entry per migration: rows as the version before knew them, and what they are afterwards. The
// last test fails when a migration has none.
const checks: Record<
  string,
  { before(database: Database): void; after(database: Database): void }
> = {
  library: {
    before: () => undefined,
    after(database) {
      insertLibrary(database);
      expect(() =>
        database.exec(`INSERT INTO workflow_versions VALUES ('h2', 5, 'not a number')`),
      ).toThrow('INTEGER');
      expect(() =>
        database.exec(`INSERT INTO workflows SELECT 'wf_other', name, description, step_count,
            path, saved_hash, draft_text, draft_at, 1, 1, NULL FROM workflows`),
      ).toThrow('UNIQUE');
    },
  },
  runs: {
    before: insertLibrary,
    after(database) {
      expect(database.prepare('SELECT name, path FROM workflows').all()).toEqual([
        { name: 'Audit', path: '/a.yaml' },
      ]);
      database.exec(`INSERT INTO runs (id, workflow_name, version_hash, status, started_by, owner,
          next_seq, last_hash, created_at)
          VALUES ('run_1', 'Audit', 'h1', 'queued', 'test', 'me', 1, x'00', 1)`);
      database.exec(
        `INSERT INTO events VALUES ('run_1', 1, 1, 't', NULL, NULL, NULL, '{}', x'00')`,
      );
      expect(() =>
        database.exec(
          `INSERT INTO events VALUES ('run_1', 1, 1, 't', NULL, NULL, NULL, '{}', x'')`,
        ),
      ).toThrow('UNIQUE');
      database.exec(`DELETE FROM runs`);
      expect(database.prepare('SELECT count(*) FROM events').pluck().get()).toBe(0);
    },
  },
  'workflow-folder': {
    before: insertLibrary,
    after(database) {
      expect(database.prepare('SELECT name, folder FROM workflows').all()).toEqual([
        { name: 'Audit', folder: null },
      ]);
    },
  },
  retention: {
    before(database) {
      insertLibrary(database);
      database.exec(`
        INSERT INTO runs (id, workflow_name, version_hash, status, started_by, owner, next_seq,
          last_hash, created_at) VALUES ('run_1', 'Audit', 'h1', 'queued', 'test', 'me', 1, x'00', 1);
        INSERT INTO events VALUES ('run_1', 1, 1, 't', NULL, NULL, NULL, '{"a":1}', x'00');
        INSERT INTO blobs VALUES ('b1', 'string', 100, 90, 88, 1);
        INSERT INTO run_blobs VALUES ('run_1', 'b1');
      `);
    },
    after(database) {
      expect(database.prepare('SELECT kept, bytes, removed_at FROM runs').all()).toEqual([
        { kept: 0, bytes: 107, removed_at: null },
      ]);
    },
  },
  waits: {
    before: insertRun,
    after(database) {
      expect(
        database.prepare('SELECT restricted, effects, topic_position FROM runs').all(),
      ).toEqual([{ restricted: 0, effects: 'live', topic_position: 0 }]);
      const wait = `INSERT INTO waits VALUES ('run_1', '', 's', 1, 4, 'event', 't', 'waits', '{}', 1,
        NULL, 0)`;
      database.exec(wait);
      expect(() => database.exec(wait)).toThrow('UNIQUE');
      const answer = `INSERT INTO answers (run_id, path, step, seq, type, value, given_at)
        VALUES ('run_1', '', 's', 4, 'signal', '{}', 1)`;
      database.exec(answer);
      expect(() => database.exec(answer)).toThrow('UNIQUE');
      database.exec(`INSERT INTO topic_deliveries VALUES ('run_1', 1, 5)`);
      database.exec('DELETE FROM runs');
      for (const table of ['waits', 'answers', 'topic_deliveries']) {
        expect(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
      }
    },
  },
  trust: {
    before(database) {
      insertRun(database);
      database.exec(`
        INSERT INTO workflow_versions VALUES ('h2', 'never run', 1), ('h3', 'made here', 1);
        INSERT INTO workflows VALUES
          ('wf_2', 'Opened', '', 3, '/b.yaml', 'h2', 'draft', 2, 1, 1, NULL, NULL),
          ('wf_3', 'Made', '', 3, NULL, 'h3', 'draft', 2, 1, 1, NULL, NULL);
      `);
    },
    after(database) {
      expect(
        database.prepare('SELECT hash FROM trusted_versions ORDER BY hash').pluck().all(),
      ).toEqual(['h1', 'h3']);
      expect(
        database.prepare('SELECT id FROM workflows WHERE draft_trusted = 1').pluck().all(),
      ).toEqual(['wf_3']);
    },
  },
  breakpoints: {
    before: insertLibrary,
    after(database) {
      const insert = `INSERT INTO breakpoints
        SELECT id, 'b1', 0, '{}', 1 FROM workflows`;
      database.exec(insert);
      expect(() => database.exec(insert)).toThrow('UNIQUE');
      database.exec('DELETE FROM workflows');
      expect(database.prepare('SELECT count(*) FROM breakpoints').pluck().get()).toBe(0);
    },
  },
  'library-order': {
    before: insertLibrary,
    after(database) {
      expect(
        database
          .prepare('SELECT library_folder, favourite, opened_at, step_titles FROM workflows')
          .all(),
      ).toEqual([{ library_folder: '', favourite: 0, opened_at: null, step_titles: null }]);
      expect(database.prepare('SELECT * FROM workflow_saves').all()).toEqual([
        { workflow_id: 'wf_1', number: 1, hash: 'h1', saved_at: 1, how: 'made' },
      ]);
      database.exec(`INSERT INTO workflow_tags VALUES ('wf_1', 'audit')`);
      database.exec('DELETE FROM workflows');
      expect(database.prepare('SELECT count(*) FROM workflow_tags').pluck().get()).toBe(0);
    },
  },
  costs: {
    before: insertRun,
    after(database) {
      expect(database.prepare('SELECT id, status FROM runs').all()).toEqual([
        { id: 'run_1', status: 'running' },
      ]);
      const insert = `INSERT INTO run_costs VALUES ('run_1', 'ask', 'USD', 2000000, 0)`;
      database.exec(insert);
      expect(() => database.exec(insert)).toThrow('UNIQUE');
      database.exec('DELETE FROM runs');
      expect(database.prepare('SELECT count(*) FROM run_costs').pluck().get()).toBe(0);
    },
  },
  'one-step': {
    before: insertRun,
    after(database) {
      expect(database.prepare('SELECT id, only_step FROM runs').all()).toEqual([
        { id: 'run_1', only_step: null },
      ]);
    },
  },
};

describe('migrations', () => {
  it.each(migrations.map((migration) => [migration.name, migration] as const))(
    '%s keeps what was there and adds what it says',
    (name, migration) => {
      const database = connect(':memory:');
      database.pragma('foreign_keys = ON');
      migrate(
        database,
        migrations.filter((earlier) => earlier.version < migration.version),
      );
      checks[name]?.before(database);
      migrate(
        database,
        migrations.filter((other) => other.version <= migration.version),
      );
      expect(checks[name]).toBeDefined();
      checks[name]?.after(database);
      expect(database.pragma('foreign_key_check')).toEqual([]);
      database.close();
    },
  );

  it('are one file each, numbered by tens, all listed and all checked', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => /^\d{4}-.*\.ts$/.test(name));
    expect(files.sort()).toEqual(
      migrations.map(({ version, name }) => `${String(version).padStart(4, '0')}-${name}.ts`),
    );
    expect(migrations.every(({ version }) => version % 10 === 0)).toBe(true);
    expect(Object.keys(checks)).toEqual(migrations.map(({ name }) => name));
  });
});

function insertRun(database: Database): void {
  database.exec(`
    INSERT INTO workflow_versions VALUES ('h1', 'stepwell: 1', 1);
    INSERT INTO runs (id, workflow_name, version_hash, status, started_by, owner, next_seq, last_hash,
      created_at) VALUES ('run_1', 'Audit', 'h1', 'running', 'test', 'me', 1, x'00', 1);
  `);
}

function insertLibrary(database: Database): void {
  database.exec(`
    INSERT INTO workflow_versions VALUES ('h1', 'stepwell: 1', 1);
    INSERT INTO workflows (id, name, description, step_count, path, saved_hash, created_at, updated_at)
      VALUES ('wf_1', 'Audit', '', 3, '/a.yaml', 'h1', 1, 1);
  `);
}
