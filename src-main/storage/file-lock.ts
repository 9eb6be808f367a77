import { connect, type Database, sqliteCode } from './database';

// A lock that the operating system lets go of when its process dies, however it dies. Node has no
// file locks; SQLite does, and they are the same on every platform. The file stays empty.

export interface FileLock {
  release(): void;
}

/** Takes the lock, waiting up to `timeout` milliseconds; undefined when another process holds it. */
export function lockFile(file: string, timeout: number): FileLock | undefined {
  let database: Database | undefined;
  try {
    database = connect(file, { timeout });
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
  const held = database;
  return { release: () => held.close() };
}
