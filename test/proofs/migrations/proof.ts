import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@shared/errors/app-error';
import { connect } from '../../../src-main/storage/database';
import { migrations } from '../../../src-main/storage/migrations/index';
import { openDatabase } from '../../../src-main/storage/open-database';
import { startChild } from '../lib/child-process';
import { buildDiskShim } from '../lib/disk-shim';
import { prove, type ProofOptions } from '../lib/prove';
import { withTempFolder } from '../lib/temp-folder';
import { countRecords, losePower, losses } from '../powerloss/undo-log';
import { describeFile, makeVersion } from './versions';

// P13: a migration is done or not done, whenever the process is killed or the power fails, and a
// file of a newer version is not changed by one byte.

interface Place {
  readonly folder: string;
  readonly shim: string;
  readonly broken: string | undefined;
}

async function verifyMigrations(folder: string, options: ProofOptions) {
  const place = { folder, shim: buildDiskShim(folder), broken: options.broken };
  const figures = { migrations: migrations.length, kills: 0, 'still old': 0, 'already new': 0 };
  const violations: string[] = [];
  for (const [index, { name }] of migrations.entries()) {
    const oldFile = join(folder, `${name}-old.db`);
    if (index > 0) makeVersion(oldFile, index);
    const { calls, before, after } = await dryRun(place, oldFile, index);
    for (let trial = 0; trial < options.n; trial += 1) {
      const call = 1 + Math.floor(options.random() * calls);
      const file = await raise(place, oldFile, index, call);
      // In half of the trials the power fails as well.
      const loss = losses[trial % losses.length] ?? 'all';
      if (trial % 2 === 1) losePower(undoOf(folder), loss, options.random);
      rmSync(`${file}-shm`, { force: true });
      const found = existsSync(file) ? describeFile(file) : before;
      figures.kills += 1;
      if (same(found, before)) figures['still old'] += 1;
      else if (same(found, after)) figures['already new'] += 1;
      else violations.push(`${name}: killed at call ${call} it is neither old nor new`);
      options.progress(figures.kills);
    }
  }
  const untouched = await newerFiles(folder, violations);
  return {
    figures: { ...figures, 'half migrated': violations.length, 'newer files untouched': untouched },
    violations,
  };
}

/** One migration without a kill: how many calls it makes, and what the file is before and after. */
async function dryRun(place: Place, oldFile: string, index: number) {
  const fresh = join(place.folder, 'fresh.db');
  connect(fresh).close();
  const before = describeFile(index === 0 ? fresh : oldFile);
  const file = await raise(place, oldFile, index, 1_000_000);
  const calls = countRecords(undoOf(place.folder));
  return { calls, before, after: describeFile(file) };
}

/** Migrates a copy until the process is killed at that call. */
async function raise(place: Place, oldFile: string, index: number, call: number): Promise<string> {
  const { folder, shim, broken } = place;
  const file = join(folder, 'stepwell.db');
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
  rmSync(undoOf(folder), { force: true });
  if (index > 0) copyFileSync(oldFile, file);
  const child = startChild(
    [file, String(index + 1), broken ?? ''],
    {
      LD_PRELOAD: shim,
      STEPWELL_SHIM_FILES: file,
      STEPWELL_SHIM_UNDO: undoOf(folder),
      STEPWELL_SHIM_KILL: String(call),
    },
    () => undefined,
  );
  const { signal } = await child.ended;
  if (signal !== 'SIGKILL') throw new Error(`The migration ended by itself: ${child.errors()}`);
  return file;
}

/** A later version of Stepwell used the profile: this one must keep its hands off. */
async function newerFiles(folder: string, violations: string[]): Promise<number> {
  let untouched = 0;
  for (let trial = 0; trial < 20; trial += 1) {
    const profile = join(folder, `newer-${trial}`);
    mkdirSync(profile);
    const file = join(profile, 'stepwell.db');
    makeVersion(file, migrations.length);
    const database = connect(file);
    database.pragma(`user_version = ${99_000 + trial}`);
    // In half of the trials the version is in the write-ahead log only.
    if (trial % 2 === 0) database.close();
    const before = bytesOf(file);
    const refusal = await openDatabase({ profile }).catch((error: unknown) => error);
    const refused = refusal instanceof AppError && refusal.code === 'DB_NEWER';
    if (refused && bytesOf(file).equals(before)) untouched += 1;
    else violations.push(`a file of a newer version was changed or opened (trial ${trial})`);
    if (database.open) database.close();
  }
  return untouched;
}

function bytesOf(file: string): Buffer {
  return Buffer.concat(
    [file, `${file}-wal`].filter((name) => existsSync(name)).map((name) => readFileSync(name)),
  );
}

function undoOf(folder: string): string {
  return join(folder, 'undo');
}

type Description = ReturnType<typeof describeFile>;

function same(left: Description, right: Description): boolean {
  return left.version === right.version && left.content === right.content;
}

await prove({
  name: 'migrations',
  n: 100,
  broken: ['no-transaction'],
  run: (options) => withTempFolder((folder) => verifyMigrations(folder, options)),
});
