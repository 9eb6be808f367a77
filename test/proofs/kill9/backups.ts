import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { backupsFolder, listBackups } from '../../../src-main/storage/backups';
import { connect } from '../../../src-main/storage/database';
import { applicationId } from '../../../src-main/storage/migrate';
import { dataFileName, openDatabase } from '../../../src-main/storage/open-database';
import { timestamp } from '../../../src-main/storage/timestamp';
import { checkStore, noFindings, type StoreFindings } from '../lib/check-store';

// Processes that are killed while they make a backup.

const day = 24 * 60 * 60 * 1000;

/** As if all had been made two days before, so that the next process makes another. */
export function ageBackups(profile: string): void {
  for (const { file, madeAt } of listBackups(profile)) {
    const name = basename(file).replace(timestamp(madeAt), timestamp(madeAt - 2 * day));
    renameSync(file, join(dirname(file), name));
  }
  const before = (Date.now() - day) / 1000;
  for (const file of unfinished(profile)) utimesSync(file, before, before);
}

/** What the proof must notice: backups that count although they were cut off. */
export function countUnfinished(profile: string): void {
  for (const file of unfinished(profile)) renameSync(file, file.replace(/\.\d+\.partial.*$/, ''));
}

/** What is wrong after a kill, where so many backups had been there. */
export function findBackupFaults(profile: string, before: number): string[] {
  const backups = listBackups(profile);
  const faults = backups.flatMap(({ file }) => {
    const problem = problemOf(file);
    return problem === 'ok' ? [] : [`the backup ${basename(file)} counts, and: ${problem}`];
  });
  if (backups.length < Math.min(before, 3)) {
    faults.push(`of ${before} backups ${backups.length} are left`);
  }
  return faults;
}

/** Files of backups that were cut off. */
export function unfinished(profile: string): string[] {
  const folder = backupsFolder(profile);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.includes('.partial'))
    .map((name) => join(folder, name));
}

/** Opens the newest one as a profile of its own: a backup is there to be gone on with. */
export async function checkNewest(profile: string, runs: Iterable<string>): Promise<StoreFindings> {
  const [newest] = listBackups(profile);
  if (newest === undefined) return noFindings();
  const restored = `${profile}-restored`;
  mkdirSync(restored);
  copyFileSync(newest.file, join(restored, dataFileName));
  const store = await openDatabase({ profile: restored });
  try {
    return await checkStore(store, new Map(), runs);
  } finally {
    store.close();
    rmSync(restored, { recursive: true });
  }
}

function problemOf(file: string): string {
  try {
    const database = connect(file, { readonly: true, mustExist: true });
    try {
      const id = database.pragma('application_id', { simple: true });
      // SQLite finds nothing wrong with an empty file.
      if (id !== applicationId) return 'it is not one of ours';
      return String(database.pragma('integrity_check(1)', { simple: true }));
    } finally {
      database.close();
    }
  } catch (error) {
    return String(error);
  }
}
