import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { connect, type Database, sqliteCode } from './database';
import { usesWriteAheadLog } from './inspect-file';
import { settingRefused } from './storage-errors';

// A write-ahead log needs memory that processes share through a file. Some disks do not give it: folders that
// a virtual machine or a container shares with its host, network folders. SQLite finds out late: it says that
// there is a log now, and fails at the first look into the file.

/** `truncate`: without a log, as durable and slower. */
export type JournalMode = 'wal' | 'truncate';

/**
 * Which journal the file can have on its disk. To be asked before a connection is opened that is to stay: one that
 * has looked for the shared memory in vain can do nothing any more.
 */
export function possibleJournal(file: string): JournalMode {
  // Another process may use the file without a log, and must not meet one in it, not even for a moment.
  if (!existsSync(file) || !usesWriteAheadLog(file)) {
    return worksIn(dirname(file)) ? 'wal' : 'truncate';
  }
  if (!isRefused(file)) return 'wal';
  leaveLog(file);
  return 'truncate';
}

export function setJournal(database: Database, wanted: JournalMode): void {
  const mode = database.pragma(`journal_mode = ${wanted}`, { simple: true });
  if (mode !== wanted) throw settingRefused('journal_mode', wanted, mode);
}

/** Tried with a file that nobody else knows. */
function worksIn(folder: string): boolean {
  const file = join(folder, 'log-probe.db');
  removeProbe(file);
  const probe = connect(file);
  try {
    probe.pragma('synchronous = OFF');
    if (probe.pragma('journal_mode = WAL', { simple: true }) !== 'wal') return false;
    look(probe);
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  } finally {
    probe.close();
    removeProbe(file);
  }
}

function removeProbe(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
}

/** Asked by a connection that cannot write: one that can puts the log into the file when it closes. */
function isRefused(file: string): boolean {
  let database: Database | undefined;
  try {
    database = connect(file, { readonly: true, mustExist: true });
    look(database);
    return false;
  } catch (error) {
    // Anything else is told by the connection that is opened next.
    return isRefusal(error);
  } finally {
    database?.close();
  }
}

/** What is in the log goes into the file: a process that has a file for itself needs no shared memory. */
function leaveLog(file: string): void {
  const database = connect(file);
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    setJournal(database, 'truncate');
  } finally {
    database.close();
  }
}

/** The first look is what fails. */
function look(database: Database): void {
  database.prepare('SELECT count(*) FROM sqlite_schema').get();
}

function isRefusal(error: unknown): boolean {
  return refusals.has(sqliteCode(error) ?? '');
}

const refusals = new Set(['SQLITE_IOERR_SHMMAP', 'SQLITE_IOERR_SHMOPEN', 'SQLITE_IOERR_SHMLOCK']);
