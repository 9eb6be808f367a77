import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { connect, type Database, hasWriteAheadLog, sqliteCode } from './database';
import { settingRefused } from './storage-errors';

// A write-ahead log needs memory that processes share through a file. Some disks do not give it: folders that
// a virtual machine or a container shares with its host, network folders. SQLite finds out late: it says that
// there is a log now, and fails at the first look into the file.

/** `truncate`: without a log, as durable and slower. */
export type JournalMode = 'wal' | 'truncate';

/**
 * Which journal the file can have on its disk. To be asked before anything else looks into the file: one that has
 * a log which cannot be had here loses it, for nothing could be read in it otherwise.
 */
export function possibleJournal(database: Database): JournalMode {
  const hasLog = unlessRefused(() => {
    look(database);
    return hasWriteAheadLog(database) ? 'yes' : 'no';
  });
  if (hasLog === 'yes') return 'wal';
  // Another process may use the file without a log, and must not meet one in it, not even for a moment.
  if (hasLog === 'no') return worksIn(dirname(database.name)) ? 'wal' : 'truncate';
  leaveLog(database);
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
    return unlessRefused(() => {
      if (probe.pragma('journal_mode = WAL', { simple: true }) !== 'wal') return false;
      look(probe);
      return true;
    });
  } finally {
    probe.close();
    removeProbe(file);
  }
}

function removeProbe(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
}

/** The first look is what fails. */
function look(database: Database): void {
  database.prepare('SELECT count(*) FROM sqlite_schema').get();
}

/** What is in the log goes into the file: a process that has a file for itself needs no shared memory. */
function leaveLog(database: Database): void {
  database.pragma('locking_mode = EXCLUSIVE');
  setJournal(database, 'truncate');
  database.pragma('locking_mode = NORMAL');
  // The lock is given back with the next look.
  look(database);
}

/** False where the disk gives no shared memory. */
function unlessRefused<Answer>(work: () => Answer): Answer | false {
  try {
    return work();
  } catch (error) {
    if (refusals.has(sqliteCode(error) ?? '')) return false;
    throw error;
  }
}

const refusals = new Set(['SQLITE_IOERR_SHMMAP', 'SQLITE_IOERR_SHMOPEN', 'SQLITE_IOERR_SHMLOCK']);
