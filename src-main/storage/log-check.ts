import type { RunId } from '@shared/lib/ids';
import { hashText } from './content-hash';
import type { Database } from './database';
import { createEventsRepository, type LogFault } from './repositories/events';
import { createSlices } from './slices';

// Looks for damage that SQLite does not see: it has no checksums of its own, and finds about one
// flipped byte in four. Events are chained by hash, texts and large values are named by theirs.

export interface DamagedLog extends LogFault {
  readonly run: RunId;
}

/** Checks the newest runs for as long as it may take: what a start can afford. */
export function spotCheck(
  database: Database,
  budget: { readonly runs: number; readonly milliseconds: number },
): DamagedLog[] {
  const end = performance.now() + budget.milliseconds;
  const log = createEventsRepository(database);
  const damaged: DamagedLog[] = [];
  // Long logs are left to the whole check: one alone could take all the time there is.
  const runs = database
    .prepare<[number], string>(
      `SELECT id FROM runs WHERE next_seq < 2000 AND removed_at IS NULL
       ORDER BY created_at DESC, id DESC LIMIT ?`,
    )
    .pluck()
    .all(budget.runs) as RunId[];
  for (const run of runs) {
    if (performance.now() > end) break;
    const fault = log.findFault(run);
    if (fault) damaged.push({ run, ...fault });
  }
  return damaged;
}

/** What a check of everything that has a hash found. */
export interface LogCheck {
  readonly runs: number;
  readonly events: number;
  readonly damagedLogs: readonly DamagedLog[];
  /** Hashes of versions and large values whose text is another one now. */
  readonly damagedTexts: readonly string[];
}

/** Checks every log, version and large value, in slices. */
export async function checkLogs(database: Database): Promise<LogCheck> {
  const slices = createSlices();
  const log = createEventsRepository(database);
  const damagedLogs: DamagedLog[] = [];
  const runs = database
    .prepare<[], string>('SELECT id FROM runs WHERE removed_at IS NULL ORDER BY id')
    .pluck()
    .all() as RunId[];
  let events = 0;
  for (const run of runs) {
    const fault = log.findFault(run);
    if (fault) damagedLogs.push({ run, ...fault });
    events += log.lastSeq(run);
    await slices.pause();
  }
  const damagedTexts: string[] = [];
  for (const table of [versionTexts, blobTexts]) {
    const text = database.prepare<[string], string | null>(table.text).pluck();
    const hashes = database.prepare<[], string>(table.hashes).pluck().all() as string[];
    for (const hash of hashes) {
      if (!hasHash(text.get(hash), hash)) damagedTexts.push(hash);
      await slices.pause();
    }
  }
  for (const orphan of orphanedRuns(database)) {
    damagedLogs.push({ run: orphan, seq: 0, reason: 'missing' });
  }
  return { runs: runs.length, events, damagedLogs, damagedTexts };
}

const versionTexts = {
  hashes: 'SELECT hash FROM workflow_versions',
  text: 'SELECT text FROM workflow_versions WHERE hash = ?',
};
const blobTexts = {
  hashes: `SELECT hash FROM blobs WHERE units >= 0
    UNION SELECT hash FROM run_blobs UNION SELECT hash FROM blob_chunks`,
  text: `SELECT group_concat(text, '') FROM
    (SELECT text FROM blob_chunks WHERE hash = ? ORDER BY start)`,
};

function hasHash(text: unknown, hash: string): boolean {
  return typeof text === 'string' && hashText(text) === hash;
}

/** Runs that have events and no row: the row's id, or theirs, is another one now. */
function orphanedRuns(database: Database): RunId[] {
  return database
    .prepare<[], string>(
      `SELECT DISTINCT run_id FROM events e
       WHERE seq = (SELECT min(seq) FROM events WHERE run_id = e.run_id)
         AND NOT EXISTS (SELECT 1 FROM runs WHERE id = e.run_id)`,
    )
    .pluck()
    .all() as RunId[];
}
