import { AppError } from '@shared/errors/app-error';
import { sqliteCode } from './database';

// The wording of everything that can go wrong with the profile's data file.

/** Turns a failure of SQLite into an error that says what to do; other errors pass unchanged. */
export function toStorageError(error: unknown, file: string): unknown {
  const code = sqliteCode(error) ?? fileCode(error);
  if (code === undefined) return error;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return diskFull(file, error);
  if (code.startsWith('SQLITE_READONLY') || code === 'EACCES' || code === 'EROFS') {
    return notWritable(file, error);
  }
  if (code === 'EPERM' || code === 'SQLITE_PERM') return notWritable(file, error);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return damaged(file, error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return busy(file, error);
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN') || code === 'EIO') {
    return ioFailed(file, error);
  }
  return error;
}

/** The `errno` name of a Node file system error. */
export function fileCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && !error.code.startsWith('SQLITE_')
    ? error.code
    : undefined;
}

export function newerDatabase(file: string, version: number, known: number): AppError {
  return new AppError({
    code: 'DB_NEWER',
    kind: 'user',
    message: `The data file ${file} was last used by a newer Stepwell (schema ${version}, this one reads ${known}).`,
    hint: 'Update Stepwell, or start it with another profile folder. The file was not changed.',
    details: { file, version, known },
  });
}

export function notWritable(path: string, cause?: unknown): AppError {
  return new AppError(
    {
      code: 'DB_READONLY',
      kind: 'operational',
      message: `Stepwell may not write to ${path}.`,
      hint: 'Give your account write access to that folder, or start with another profile folder.',
      details: { path },
    },
    { cause },
  );
}

export function notLocked(file: string): AppError {
  return new AppError({
    code: 'DB_BUSY',
    kind: 'operational',
    message: `Another Stepwell has been starting on ${file} for more than ten seconds.`,
    hint: 'Close the other one, then start again.',
    details: { file },
  });
}

export function databaseGone(file: string): AppError {
  return new AppError({
    code: 'DB_GONE',
    kind: 'operational',
    message: `The data file ${file} was moved or deleted while Stepwell was using it.`,
    hint: 'Save your workflows to files, put the data file back, then restart Stepwell.',
    details: { file },
  });
}

export function tooOldSqlite(found: string, wanted: string): AppError {
  return new AppError({
    code: 'DB_ENGINE',
    kind: 'bug',
    message: `SQLite ${found} can damage a write-ahead log; Stepwell needs ${wanted} or newer.`,
    hint: 'Install Stepwell again.',
  });
}

export function settingRefused(name: string, wanted: unknown, found: unknown): AppError {
  return new AppError({
    code: 'DB_SETTING',
    kind: 'bug',
    message: `SQLite refused the setting ${name}: wanted ${String(wanted)}, got ${String(found)}.`,
  });
}

function diskFull(file: string, cause: unknown): AppError {
  return new AppError(
    {
      code: 'DISK_FULL',
      kind: 'operational',
      message: `The disk that holds ${file} is full; what was just recorded could not be kept.`,
      hint: 'Free some space, then try again. Nothing recorded before was lost.',
      details: { file },
    },
    { cause },
  );
}

function damaged(file: string, cause: unknown): AppError {
  return new AppError(
    {
      code: 'DB_CORRUPT',
      kind: 'operational',
      message: `The data file ${file} is damaged.`,
      hint: 'Restart Stepwell: it sets the damaged file aside and restores the newest good backup.',
      details: { file },
    },
    { cause },
  );
}

function busy(file: string, cause: unknown): AppError {
  return new AppError(
    {
      code: 'DB_BUSY',
      kind: 'operational',
      message: `Another program has been writing to ${file} for more than five seconds.`,
      hint: 'Try again in a moment.',
      details: { file },
    },
    { cause },
  );
}

function ioFailed(file: string, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError(
    {
      code: 'DB_IO',
      kind: 'operational',
      message: `The disk refused to read or write ${file}: ${reason}.`,
      hint: 'Check the disk, then restart Stepwell. Nothing recorded before was lost.',
      details: { file },
    },
    { cause },
  );
}
