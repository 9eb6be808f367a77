import SqliteDatabase from 'better-sqlite3';

// The one import of the driver's value; everything else in storage uses these names.

export type Database = SqliteDatabase.Database;
export type Statement<P extends unknown[], R = unknown> = SqliteDatabase.Statement<P, R>;

export interface ConnectOptions {
  readonly readonly?: boolean;
  readonly mustExist?: boolean;
  /** Milliseconds to wait for another process's lock. */
  readonly timeout?: number;
}

/** Opens a connection without settings; open-database.ts makes a profile's connection of it. */
export function connect(file: string, options: ConnectOptions = {}): Database {
  return new SqliteDatabase(file, {
    readonly: options.readonly ?? false,
    fileMustExist: options.mustExist ?? false,
    timeout: options.timeout ?? 5_000,
  });
}

/** False on a file system that refused one, e.g. a network folder. */
export function hasWriteAheadLog(database: Database): boolean {
  return database.pragma('journal_mode', { simple: true }) === 'wal';
}

/** SQLite's extended result code of an error, e.g. `SQLITE_IOERR_WRITE`; undefined for others. */
export function sqliteCode(error: unknown): string | undefined {
  return error instanceof SqliteDatabase.SqliteError ? error.code : undefined;
}
