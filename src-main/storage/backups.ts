import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { quickCheckInThread } from './check-thread';
import { connect, type Database, hasWriteAheadLog } from './database';
import type { AtMoment } from './journal-moments';
import { applicationId, schemaVersion } from './migrate';
import { parseTimestamp, timestamp } from './timestamp';

// Copies of the data file. One counts only after it was opened again and checked.

export interface Backup {
  readonly file: string;
  readonly madeAt: number;
}

const kept = 3;
const hour = 60 * 60 * 1000;
/** Where a proof watches: so few that a small file has moments in between, too. */
const watchedPages = 10;
const companions = ['', '-wal', '-shm', '-journal'];
const pattern = /^stepwell-(?<time>\d{8}-\d{6})(-\d+)?\.db$/;

export function backupsFolder(profile: string): string {
  return join(profile, 'backups');
}

/**
 * Newest first. When one was made is read from its name, to the second: the file's own time is of
 * another clock, and changes when somebody copies the folder.
 */
export function listBackups(profile: string): Backup[] {
  const folder = backupsFolder(profile);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const time = pattern.exec(name)?.groups?.time;
      return time === undefined ? [] : [{ file: join(folder, name), madeAt: parseTimestamp(time) }];
    })
    .sort((a, b) => b.madeAt - a.madeAt || newerName(a.file, b.file));
}

/** Of the same second: `…-10.db` came after `…-2.db`, and `….db` first of all. */
function newerName(a: string, b: string): number {
  return b.length - a.length || (a < b ? 1 : -1);
}

export interface BackupOptions {
  readonly signal?: AbortSignal | undefined;
  readonly atMoment?: AtMoment | undefined;
}

/** Copies the database while it is in use, checks the copy, and keeps the newest three. */
export async function makeBackup(
  database: Database,
  profile: string,
  now: number,
  { signal, atMoment }: BackupOptions = {},
): Promise<Backup> {
  const folder = backupsFolder(profile);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  removeLeftOvers(folder);
  const file = freeName(folder, now);
  const partial = `${file}.${process.pid}.partial`;
  try {
    await copyDatabase(database, partial, atMoment);
    chmodSync(partial, 0o600);
    const problem = problemOf(partial) ?? (await quickCheckInThread(partial, signal));
    if (problem !== undefined) throw new Error(`The new backup is not usable: ${problem}`);
    flush(partial);
    atMoment?.('after-backup-copy', []);
    renameSync(partial, file);
    flushFolder(folder);
  } finally {
    for (const end of companions) rmSync(partial + end, { force: true });
  }
  atMoment?.('after-backup', []);
  for (const old of listBackups(profile).slice(kept)) rmSync(old.file, { force: true });
  return { file, madeAt: Math.floor(now / 1000) * 1000 };
}

/**
 * Copies what is there at this moment. SQLite begins a copy anew whenever another connection has
 * written, which the journal's thread and other processes do all the time; a reader that stays where
 * it is does not see that.
 */
async function copyDatabase(
  database: Database,
  target: string,
  atMoment: AtMoment | undefined,
): Promise<void> {
  const watched = atMoment && {
    progress(): number {
      atMoment('in-backup', []);
      return watchedPages;
    },
  };
  // Without a write-ahead log a reader that stays would keep everybody from writing.
  if (!hasWriteAheadLog(database)) {
    await database.backup(target, watched);
    return;
  }
  const reader = connect(database.name, { readonly: true, mustExist: true });
  try {
    reader.exec('BEGIN');
    reader.pragma('schema_version');
    await reader.backup(target, watched);
  } finally {
    reader.close();
  }
}

/** Unfinished backups of processes that were killed in the middle of one, long ago. */
function removeLeftOvers(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.includes('.partial')) continue;
    const stats = statSync(join(folder, name), { throwIfNoEntry: false });
    if (stats && Date.now() - stats.mtimeMs > hour) rmSync(join(folder, name), { force: true });
  }
}

/** Puts a copy of the newest good backup at `file`; undefined when there is none. */
export function restoreNewestBackup(
  profile: string,
  file: string,
  known: number,
): Backup | undefined {
  for (const backup of listBackups(profile)) {
    const partial = `${file}.restoring`;
    copyFileSync(backup.file, partial);
    chmodSync(partial, 0o600);
    if (problemOf(partial, known, 'thorough') === undefined) {
      flush(partial);
      renameSync(partial, file);
      flushFolder(profile);
      return backup;
    }
    rmSync(partial, { force: true });
  }
  return undefined;
}

/** What is wrong with a backup file; undefined when it can be relied on. */
function problemOf(
  file: string,
  known = Number.MAX_SAFE_INTEGER,
  depth: 'quick' | 'thorough' = 'quick',
): string | undefined {
  let database: Database | undefined;
  try {
    database = connect(file, { mustExist: true });
    // A backup is one file that stands alone, without a write-ahead log beside it.
    database.pragma('journal_mode = DELETE');
    const check = depth === 'thorough' ? database.pragma('quick_check(1)', { simple: true }) : 'ok';
    if (check !== 'ok') return String(check);
    if (database.pragma('application_id', { simple: true }) !== applicationId) {
      return 'it belongs to another program';
    }
    return schemaVersion(database) > known ? 'it was made by a newer version' : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    database?.close();
  }
}

function freeName(folder: string, now: number): string {
  const name = join(folder, `stepwell-${timestamp(now)}`);
  if (!existsSync(`${name}.db`)) return `${name}.db`;
  for (let count = 2; ; count += 1) {
    if (!existsSync(`${name}-${count}.db`)) return `${name}-${count}.db`;
  }
}

/** Makes a rename outlive a power failure; where folders cannot be opened, the system does it. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  flush(folder, 'r');
}

function flush(file: string, mode = 'r+'): void {
  const descriptor = openSync(file, mode);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
