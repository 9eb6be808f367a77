import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { connect, sqliteCode } from './database';
import { applicationId, schemaVersion } from './migrate';
import { fileCode } from './storage-errors';

// Looks at a data file before SQLite opens it for writing: opening would already replay its
// write-ahead log, and a file that belongs to a newer version must not change by one byte.

export type FileFinding =
  | { readonly type: 'missing' }
  | { readonly type: 'usable' }
  | { readonly type: 'newer'; readonly version: number }
  | { readonly type: 'damaged'; readonly reason: string };

const magic = 'SQLite format 3\0';
const headerLength = 100;

export function inspectDatabaseFile(file: string, known: number): FileFinding {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return { type: 'missing' };
  // A pipe or a device would block whoever opens it.
  if (!stats.isFile()) return damaged('it is not a regular file');
  if (stats.size === 0) return damaged('it is empty');
  const header = readHeader(file);
  if (header.length < headerLength) return damaged('it is too short to be a database');
  if (header.toString('latin1', 0, magic.length) !== magic) {
    return damaged('it is not a database');
  }
  const id = header.readUInt32BE(68);
  if (id !== 0 && id !== applicationId) return damaged('it belongs to another program');
  const version = header.readUInt32BE(60);
  if (id === applicationId && version > known) return { type: 'newer', version };
  return inspectLoggedVersion(file, known);
}

/** Whether the last one to write the file did so through a write-ahead log. */
export function usesWriteAheadLog(file: string): boolean {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false;
  const formatOfLog = 2;
  return readHeader(file)[18] === formatOfLog;
}

/** The newest version may still be in the write-ahead log, where the header does not show it. */
function inspectLoggedVersion(file: string, known: number): FileFinding {
  if (!statSync(`${file}-wal`, { throwIfNoEntry: false })?.size) return { type: 'usable' };
  let database;
  try {
    // A reader never replays the log into the file, not even when it closes last.
    database = connect(file, { readonly: true, mustExist: true });
    const version = schemaVersion(database);
    if (version > known) return { type: 'newer', version };
    return { type: 'usable' };
  } catch (error) {
    if (isDamage(error)) return damaged(reasonOf(error));
    // Not readable this way (a log without its shared memory in a strict folder): opening tells.
    if (sqliteCode(error) !== undefined) return { type: 'usable' };
    throw error;
  } finally {
    database?.close();
  }
}

/** Whether an error means that the file's content is broken, not that the disk or a lock is. */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  if (code === undefined) return false;
  return (
    code.startsWith('SQLITE_CORRUPT') ||
    code === 'SQLITE_NOTADB' ||
    code === 'SQLITE_IOERR_SHORT_READ' ||
    code === 'SQLITE_FORMAT'
  );
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function damaged(reason: string): FileFinding {
  return { type: 'damaged', reason };
}

function readHeader(file: string): Buffer {
  const header = Buffer.alloc(headerLength);
  const descriptor = openSync(file, 'r');
  try {
    return header.subarray(0, readSync(descriptor, header, 0, headerLength, 0));
  } catch (error) {
    if (fileCode(error) === 'EIO') return header.subarray(0, 0);
    throw error;
  } finally {
    closeSync(descriptor);
  }
}
