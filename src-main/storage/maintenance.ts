import { statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@shared/errors/app-error';
import { listBackups, makeBackup } from './backups';
import { quickCheckInThread } from './check-thread';
import type { Database } from './database';
import { lockFile } from './file-lock';
import type { AtMoment } from './journal-moments';
import { toStorageError } from './storage-errors';

// What happens beside the work while a profile is open: a backup a day, and the check of a file
// that was too large to be checked when it was opened.

export interface MaintenanceParts {
  readonly database: Database;
  readonly profile: string;
  readonly file: string;
  readonly now: () => number;
  /** Larger files were not checked when they were opened. */
  readonly checkLimit: number;
  readonly atMoment?: AtMoment | undefined;
}

const backupInterval = 24 * 60 * 60 * 1000;
/** How often it looks whether a backup is due: a computer may sleep through a longer timer. */
const lookInterval = 60 * 60 * 1000;

/** Makes a backup when the newest is older than a day and no other process makes one. */
export async function backUpWhenDue(parts: MaintenanceParts, signal?: AbortSignal): Promise<void> {
  const { database, profile, file, now, atMoment } = parts;
  if (!isBackupDue(parts)) return;
  const lock = lockFile(join(profile, 'backup.lock'), 0);
  try {
    // The other one may have finished while the lock was taken.
    if (lock && isBackupDue(parts)) {
      await makeBackup(database, profile, now(), { signal, atMoment });
    }
  } catch (error) {
    // Closing the app in the middle of a backup ends it; the next start makes another.
    if (database.open) throw toStorageError(error, file);
  } finally {
    lock?.release();
  }
}

function isBackupDue({ profile, now }: MaintenanceParts): boolean {
  const newest = listBackups(profile)[0];
  return !newest || now() - newest.madeAt >= backupInterval;
}

/** Starts the upkeep; the returned function ends it and resolves when nothing is under way. */
export function startMaintenance(
  parts: MaintenanceParts,
  onFault: (error: unknown) => void,
): () => Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  const look = () => backUpWhenDue(parts, signal).catch(tell);
  let underWay = checkLargeFile(parts, signal).catch(tell).then(look);
  const timer = setInterval(() => (underWay = underWay.then(look)), lookInterval);
  // Upkeep alone is no reason to stay.
  timer.unref();
  return () => {
    clearInterval(timer);
    controller.abort();
    return underWay;
  };

  function tell(error: unknown): void {
    if (!signal.aborted) onFault(error);
  }
}

async function checkLargeFile(
  { file, checkLimit }: MaintenanceParts,
  signal: AbortSignal,
): Promise<void> {
  if (statSync(file).size <= checkLimit) return;
  const problem = await quickCheckInThread(file, signal);
  if (problem === undefined) return;
  throw new AppError({
    code: 'DB_CORRUPT',
    kind: 'operational',
    message: `The data file ${file} is damaged: ${problem}`,
    hint: 'Save your workflows to files, then restart Stepwell: it sets the damaged file aside and restores the newest good backup.',
    details: { file },
  });
}
