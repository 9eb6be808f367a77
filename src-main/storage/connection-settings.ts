import type { Database } from './database';
import { settingRefused, tooOldSqlite } from './storage-errors';
import { setJournal, type JournalMode } from './write-ahead-log';

/** Older ones can damage a database when two connections write and checkpoint at once. */
const oldestSqlite = '3.51.3';

/**
 * Makes a connection durable and strict. Each setting is read back: SQLite ignores what it does
 * not know or cannot do without a word, and better-sqlite3 is built with synchronous=NORMAL in
 * WAL mode, which loses acknowledged commits when the power fails.
 */
export function applyConnectionSettings(database: Database, journal: JournalMode = 'wal'): void {
  assertSqliteVersion(database);
  // Takes effect in a new file only: what removed runs free can then be given back to the disk.
  database.pragma('auto_vacuum = INCREMENTAL');
  setJournal(database, journal);
  set(database, 'synchronous', 'FULL', 2);
  set(database, 'fullfsync', 'ON', 1);
  set(database, 'checkpoint_fullfsync', 'ON', 1);
  set(database, 'foreign_keys', 'ON', 1);
  set(database, 'trusted_schema', 'OFF', 0);
  set(database, 'cell_size_check', 'ON', 1);
  set(database, 'mmap_size', '0', 0);
  set(database, 'journal_size_limit', '67108864', 67_108_864);
}

function set(database: Database, name: string, value: string, expected: number): void {
  database.pragma(`${name} = ${value}`);
  const found = database.pragma(name, { simple: true });
  if (found !== expected) throw settingRefused(name, expected, found);
}

function assertSqliteVersion(database: Database): void {
  const found = String(database.prepare('SELECT sqlite_version()').pluck().get());
  if (found.localeCompare(oldestSqlite, 'en', { numeric: true }) < 0) {
    throw tooOldSqlite(found, oldestSqlite);
  }
}
