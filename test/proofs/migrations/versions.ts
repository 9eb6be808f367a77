import { createHash } from 'node:crypto';
import { applyConnectionSettings } from '../../../src-main/storage/connection-settings';
import { connect, type Database } from '../../../src-main/storage/database';
import { migrate, schemaVersion } from '../../../src-main/storage/migrate';
import { migrations } from '../../../src-main/storage/migrations/index';

/** Makes a data file as the first `count` migrations know it, with rows in it. */
export function makeVersion(file: string, count: number): void {
  const database = connect(file);
  applyConnectionSettings(database);
  migrate(database, migrations.slice(0, count));
  fill(database);
  database.close();
}

/** What a file is: its version, and one hash over its schema and every row. */
export function describeFile(file: string): { version: number; content: string } {
  const database = connect(file, { mustExist: true });
  try {
    const integrity = String(database.pragma('integrity_check(1)', { simple: true }));
    if (integrity !== 'ok') return { version: -1, content: integrity };
    return { version: schemaVersion(database), content: contentOf(database) };
  } finally {
    database.close();
  }
}

function contentOf(database: Database): string {
  const hash = createHash('sha256');
  const schema = database
    .prepare<[], { name: string; type: string; sql: string | null }>(
      'SELECT name, type, sql FROM sqlite_schema ORDER BY name',
    )
    .all();
  hash.update(JSON.stringify(schema));
  for (const { name, type } of schema) {
    if (type !== 'table') continue;
    for (const row of database.prepare(`SELECT * FROM "${name}" ORDER BY 1, 2`).raw().iterate()) {
      hash.update(JSON.stringify(row));
    }
  }
  return hash.digest('hex');
}

/** Rows in the columns that every version since their table came has. */
function fill(database: Database): void {
  const has = (table: string) =>
    database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined;
  database.transaction(() => {
    if (!has('workflows')) return;
    for (let number = 0; number < 60; number += 1) {
      database
        .prepare('INSERT INTO workflow_versions (hash, text, created_at) VALUES (?, ?, 1)')
        .run(`hash-${number}`, `stepwell: 1\n# ${'text '.repeat(200)}`);
      database
        .prepare(
          `INSERT INTO workflows (id, name, description, step_count, path, saved_hash, draft_text,
             created_at, updated_at) VALUES (?, 'Name', '', 3, ?, ?, ?, 1, 1)`,
        )
        .run(`wf-${number}`, number % 2 ? `/${number}.yaml` : null, `hash-${number}`, 'a draft');
    }
    if (!has('runs')) return;
    for (let number = 0; number < 200; number += 1) {
      database
        .prepare(
          `INSERT INTO runs (id, workflow_id, workflow_name, version_hash, status, started_by, owner,
             next_seq, last_hash, created_at)
           VALUES (?, 'wf-1', 'Name', 'hash-1', 'completed', 'test', 'me', 11, x'00', ?)`,
        )
        .run(`run-${number}`, number);
      for (let seq = 1; seq <= 10; seq += 1) {
        database
          .prepare(
            `INSERT INTO events (run_id, seq, time, type, payload, hash)
             VALUES (?, ?, 1, 'step.queued', ?, x'00')`,
          )
          .run(`run-${number}`, seq, JSON.stringify({ text: 'x'.repeat(100) }));
      }
    }
  })();
}
