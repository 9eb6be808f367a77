import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '@shared/lib/json';
import { encodeBlob } from '../../../src-main/storage/blob-encoding';
import { connect, type Database } from '../../../src-main/storage/database';
import { checkLogs } from '../../../src-main/storage/log-check';
import { applicationId, latestVersion, schemaVersion } from '../../../src-main/storage/migrate';
import { migrations } from '../../../src-main/storage/migrations/index';
import { rowDifferences } from '../lib/row-differences';

export interface Check {
  readonly runs: number;
  readonly events: number;
  /** In words; none: all is as it was written. */
  readonly problems: readonly string[];
  /** SQLite alone found it. */
  readonly bySqlite: boolean;
}

/** All that can be said about a data file: SQLite's own check, the hashes, and what follows from the logs. */
export async function findDamage(file: string): Promise<Check> {
  const problems: string[] = [];
  let runs = 0;
  let events = 0;
  let bySqlite = false;
  let database: Database | undefined;
  try {
    database = connect(file, { readonly: true, mustExist: true });
    const integrity = String(database.pragma('integrity_check(1)', { simple: true }));
    if (integrity !== 'ok') {
      problems.push(integrity);
      bySqlite = true;
    }
    problems.push(...headerProblems(database));
    const check = await checkLogs(database);
    ({ runs, events } = check);
    for (const { run, seq, reason } of check.damagedLogs) {
      problems.push(`${run}: event ${seq} is ${reason}`);
    }
    for (const hash of check.damagedTexts) problems.push(`the text of ${hash} is another one`);
    problems.push(...blobProblems(database));
    if (problems.length === 0) {
      const ids = database.prepare<[], string>('SELECT id FROM runs').pluck().all() as never[];
      for (const run of ids) problems.push(...rowDifferences(database, run));
    }
  } catch (error) {
    bySqlite ||= error instanceof Error && 'code' in error;
    problems.push(error instanceof Error ? error.message : String(error));
  } finally {
    database?.close();
  }
  return { runs, events, problems, bySqlite };
}

function headerProblems(database: Database): string[] {
  const problems: string[] = [];
  const version = schemaVersion(database);
  if (version !== latestVersion(migrations)) problems.push(`it says it has schema ${version}`);
  if (database.pragma('application_id', { simple: true }) !== applicationId) {
    problems.push('it says it belongs to another program');
  }
  return problems;
}

interface BlobRow {
  readonly hash: string;
  readonly type: string;
  readonly bytes: number;
  readonly units: number;
  readonly count: number;
}

/** What is kept beside a large value must be what follows from it, and somebody must use it. */
function blobProblems(database: Database): string[] {
  const problems: string[] = [];
  const text = database
    .prepare<[string], string>(
      `SELECT group_concat(text, '') FROM
         (SELECT text FROM blob_chunks WHERE hash = ? ORDER BY start)`,
    )
    .pluck();
  const starts = database
    .prepare<[string], number>('SELECT start FROM blob_items WHERE hash = ? ORDER BY item')
    .pluck();
  const uses = database.prepare<[string], { run_id: string }>(
    'SELECT run_id FROM run_blobs WHERE hash = ?',
  );
  const refers = database
    .prepare<[string, string], number>(
      'SELECT count(*) FROM events WHERE run_id = ? AND instr(payload, ?)',
    )
    .pluck();
  const blobs = database.prepare<[], BlobRow>(
    'SELECT hash, type, bytes, units, count FROM blobs WHERE units >= 0',
  );
  for (const row of blobs.all()) {
    const value = JSON.parse(text.get(row.hash) as string) as JsonValue;
    const { ref, text: whole, itemStarts } = encodeBlob(value);
    const { type, bytes, count } = ref;
    const expected = { hash: row.hash, type, bytes, units: whole.length, count };
    const places = isDeepStrictEqual(starts.all(row.hash), [...itemStarts]);
    if (!isDeepStrictEqual({ ...row }, expected) || !places) {
      problems.push(`what is kept beside the value ${row.hash} does not fit it`);
    }
    const users = uses.all(row.hash);
    if (users.length === 0) problems.push(`nobody uses the value ${row.hash}`);
    for (const { run_id } of users) {
      if (refers.get(run_id, row.hash) === 0) problems.push(`${run_id} does not use ${row.hash}`);
    }
  }
  const dangling = database
    .prepare('SELECT count(*) FROM run_blobs WHERE hash NOT IN (SELECT hash FROM blobs)')
    .pluck()
    .get();
  if (dangling !== 0) problems.push('a run uses a value that is not there');
  return problems;
}
