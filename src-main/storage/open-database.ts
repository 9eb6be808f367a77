import { accessSync, chmodSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@shared/errors/app-error';
import { listBackups, makeBackup, restoreNewestBackup } from './backups';
import { applyConnectionSettings } from './connection-settings';
import { connect, type Database, hasWriteAheadLog } from './database';
import { lockFile } from './file-lock';
import type { AtMoment } from './journal-moments';
import { inspectDatabaseFile, isDamage, reasonOf, usesWriteAheadLog } from './inspect-file';
import { spotCheck } from './log-check';
import { framesInLog, readCommittedFrames } from './log-evidence';
import { backUpWhenDue, startMaintenance } from './maintenance';
import { latestVersion, type Migration, migrate, schemaVersion } from './migrate';
import { migrations as allMigrations } from './migrations/index';
import { claimOwner, diedSinceLastOpening, noteDeaths, type Owner, wasUsed } from './owners';
import { quarantine, quarantineOddCompanions } from './quarantine';
import { salvage } from './salvage';
import { newerDatabase, notLocked, notWritable, toStorageError } from './storage-errors';
import { possibleJournal } from './write-ahead-log';

// Opens a profile's data file whatever state it is in: checks it, sets a damaged one aside,
// restores the newest backup, migrates. docs/storage.md tells the whole story.

/** A profile's data file. */
export const dataFileName = 'stepwell.db';

export interface OpenOptions {
  /** The profile's folder; made when missing. */
  readonly profile: string;
  readonly now?: () => number;
  readonly migrations?: readonly Migration[];
  /** Files larger than this are not checked page by page at every start. */
  readonly checkLimit?: number;
  readonly atMoment?: AtMoment | undefined;
}

export interface Store {
  readonly database: Database;
  readonly profile: string;
  readonly file: string;
  readonly owner: Owner;
  /** What was found wrong and mended, in words for the user. */
  readonly notices: readonly string[];
  /** Makes a backup when the newest is older than a day. */
  backUpWhenDue(): Promise<void>;
  /**
   * Keeps making backups, and checks a file that was too large for it at the start. The returned
   * function ends that; it resolves when nothing is under way any more.
   */
  maintain(onFault: (error: unknown) => void): () => Promise<void>;
  close(): void;
}

const quickCheckLimit = 500_000_000;
/** What looking for damaged logs may cost a start. */
const spotCheckBudget = { runs: 100, milliseconds: 20 };

export async function openDatabase(options: OpenOptions): Promise<Store> {
  const {
    profile,
    now = Date.now,
    migrations = allMigrations,
    checkLimit = quickCheckLimit,
    atMoment,
  } = options;
  const file = join(profile, dataFileName);
  const notices: string[] = [];
  prepareFolder(profile, file);
  // One process at a time checks, restores and migrates; afterwards several may use the file.
  const opening = takeOpeningLock(profile, file);
  try {
    const died = diedSinceLastOpening(profile);
    const afterCrash = died.length > 0;
    if (afterCrash && usesWriteAheadLog(file) && !existsSync(`${file}-wal`)) {
      notices.push(
        `Stepwell ended unexpectedly and ${file}-wal is gone: the last changes may be missing.`,
      );
    }
    const committed = afterCrash ? readCommittedFrames(file) : undefined;
    const told = notices.length;
    const database = openChecked({ profile, file, now, migrations, checkLimit, notices });
    const readable = committed !== undefined && hasWriteAheadLog(database);
    if (readable && notices.length === told && framesInLog(database) < committed) {
      notices.push(
        `Stepwell ended unexpectedly and ${file}-wal was damaged: the last changes are missing.`,
      );
    }
    try {
      if (isBehind(database, migrations)) await makeBackup(database, profile, now());
      migrate(database, migrations);
      noticeDamagedLogs(database, notices);
      noteDeaths(profile, died);
      const owner = claimOwner(profile);
      const parts = { database, profile, file, owner, notices, now, checkLimit, atMoment };
      return createStore(parts);
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    throw toStorageError(error, file);
  } finally {
    opening.release();
  }
}

interface Attempt extends Required<Omit<OpenOptions, 'atMoment'>> {
  readonly file: string;
  readonly notices: string[];
}

/** Opens a database that passed its checks: the file, else a backup of it, else a new one. */
function openChecked(attempt: Attempt): Database {
  const { file, now, migrations, notices } = attempt;
  const known = latestVersion(migrations);
  for (const moved of quarantineOddCompanions(file, now())) {
    notices.push(`Something that is not a file stood beside the data file; it is now ${moved}.`);
  }
  const finding = inspectDatabaseFile(file, known);
  switch (finding.type) {
    case 'newer':
      throw newerDatabase(file, finding.version, known);
    case 'damaged':
      return replaceDamaged(attempt, finding.reason);
    case 'missing':
      // A new profile, or the file was deleted or moved away from one that had it.
      return isLeftOver(attempt)
        ? replaceDamaged(attempt, 'it is missing')
        : connectChecked(attempt);
    case 'usable':
      try {
        return connectChecked(attempt);
      } catch (error) {
        if (error instanceof DamagedDatabase) return replaceDamaged(attempt, error.message);
        if (isDamage(error)) return replaceDamaged(attempt, reasonOf(error));
        throw error;
      }
  }
}

function isLeftOver({ profile, file }: Attempt): boolean {
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  return (log !== undefined && log.size > 0) || wasUsed(profile) || listBackups(profile).length > 0;
}

function replaceDamaged(attempt: Attempt, reason: string): Database {
  const { profile, file, now, migrations, notices } = attempt;
  const aside = quarantine(file, now());
  const backup = restoreNewestBackup(profile, file, latestVersion(migrations));
  notices.push(
    `The data file could not be used (${reason}). ` +
      (aside === undefined ? '' : `It was kept as ${aside}. `) +
      (backup
        ? `The backup of ${new Date(backup.madeAt).toLocaleString('en')} was restored.`
        : 'There was no backup of it, so Stepwell started with an empty library.'),
  );
  const database = connectChecked(attempt);
  try {
    migrate(database, migrations);
    const saved = aside === undefined ? 0 : salvage(aside, database, now());
    if (saved > 0) notices.push(`${saved} workflow(s) newer than that were saved from it.`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

class DamagedDatabase extends Error {}

function connectChecked(attempt: Attempt): Database {
  const { file, notices } = attempt;
  const known = existsSync(file) && checkWithoutWriting(attempt);
  // One that could be read through its log has one that works.
  const journal = known && usesWriteAheadLog(file) ? 'wal' : possibleJournal(file);
  const database = connect(file);
  try {
    chmodSync(file, 0o600);
    applyConnectionSettings(database, journal);
    if (journal !== 'wal') {
      notices.push(
        `The disk of ${file} cannot share memory between programs (is it a network or shared folder?). ` +
          'Stepwell works there, more slowly; a profile on a local disk is better.',
      );
    }
    if (!known) assertWhole(database, attempt);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Checks through a connection that cannot write: one that can puts the write-ahead log into the file
 * when it closes, and a damaged file must be set aside as it was found. False: it could not be
 * opened this way, which says nothing about it.
 */
function checkWithoutWriting(attempt: Attempt): boolean {
  let database: Database | undefined;
  try {
    database = connect(attempt.file, { readonly: true, mustExist: true });
    database.pragma('cell_size_check = ON');
    assertWhole(database, attempt);
    return true;
  } catch (error) {
    if (error instanceof DamagedDatabase || isDamage(error)) throw error;
    return false;
  } finally {
    database?.close();
  }
}

function assertWhole(database: Database, { file, migrations, checkLimit }: Attempt): void {
  if (statSync(file).size <= checkLimit) assertSound(database);
  assertTables(database, migrations);
}

/** SQLite does not see a flipped bit in a text. The log of a run tells, and the user should know. */
function noticeDamagedLogs(database: Database, notices: string[]): void {
  const damaged = spotCheck(database, spotCheckBudget);
  if (damaged.length === 0) return;
  const names = damaged.map(({ run, seq, reason }) => `${run} (event ${seq} is ${reason})`);
  notices.push(
    `The history of ${damaged.length === 1 ? 'a run' : `${damaged.length} runs`} is damaged: ${names.join(', ')}. ` +
      'The other runs are whole. If this happens again, check the disk.',
  );
}

function assertSound(database: Database): void {
  const result = database.pragma('quick_check(1)', { simple: true });
  if (result !== 'ok') throw new DamagedDatabase(String(result));
}

/** A schema that says it is complete must be; one that says it is new must be empty. */
function assertTables(database: Database, migrations: readonly Migration[]): void {
  const version = schemaVersion(database);
  if (version !== 0 && version !== latestVersion(migrations)) return;
  const expected = new Set(version === 0 ? [] : tablesOf(migrations));
  const found = new Set(tableNames(database));
  if (version === 0 && found.size > 0) {
    throw new DamagedDatabase('it belongs to another program');
  }
  const missing = [...expected].filter((name) => !found.has(name));
  if (missing.length > 0) throw new DamagedDatabase(`tables are missing: ${missing.join(', ')}`);
}

function tablesOf(migrations: readonly Migration[]): string[] {
  const fresh = connect(':memory:');
  try {
    for (const migration of migrations) migration.up(fresh);
    return tableNames(fresh);
  } finally {
    fresh.close();
  }
}

function tableNames(database: Database): string[] {
  return database
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )
    .pluck()
    .all() as string[];
}

function isBehind(database: Database, migrations: readonly Migration[]): boolean {
  const version = schemaVersion(database);
  return version > 0 && version < latestVersion(migrations);
}

function prepareFolder(profile: string, file: string): void {
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    accessSync(profile, constants.W_OK | constants.X_OK);
    if (statSync(file, { throwIfNoEntry: false })?.isFile()) {
      accessSync(file, constants.R_OK | constants.W_OK);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST' || code === 'ENOTDIR') throw profileIsNoFolder(profile, error);
    if (code === 'ENOSPC') throw toStorageError(error, file);
    throw notWritable(profile, error);
  }
}

function profileIsNoFolder(profile: string, cause: unknown): AppError {
  return new AppError(
    {
      code: 'PROFILE_NOT_FOLDER',
      kind: 'user',
      message: `The profile ${profile} is not a folder.`,
      hint: 'Start Stepwell with another profile folder.',
      details: { profile },
    },
    { cause },
  );
}

function takeOpeningLock(profile: string, file: string) {
  const lock = lockFile(join(profile, 'opening.lock'), 10_000);
  if (!lock) throw notLocked(file);
  return lock;
}

function createStore(
  parts: Pick<Store, 'database' | 'profile' | 'file' | 'owner' | 'notices'> & {
    readonly now: () => number;
    readonly checkLimit: number;
    readonly atMoment: AtMoment | undefined;
  },
): Store {
  const { now, checkLimit, atMoment, ...rest } = parts;
  const { database, owner } = rest;
  const upkeep = { ...rest, now, checkLimit, atMoment };
  return {
    ...rest,
    backUpWhenDue: () => backUpWhenDue(upkeep),
    maintain: (onFault) => startMaintenance(upkeep, onFault),
    close() {
      if (!database.open) return;
      database.close();
      owner.release();
    },
  };
}
