import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { toErrorData } from '@shared/errors/app-error';
import { describe, expect, it } from 'vitest';
import { eventsOfRun, openStore, putVersion, runId } from '../../test/helpers/stored-runs';
import { tempFolder } from '../../test/helpers/temp-profile';
import { listBackups, makeBackup } from './backups';
import { connect } from './database';
import { createJournal } from './journal';
import { applicationId } from './migrate';
import { migrations } from './migrations/index';
import { openDatabase } from './open-database';
import { createEventsRepository } from './repositories/events';
import { createWorkflowsRepository } from './repositories/workflows';

const facts = { name: 'Kept', description: '', stepCount: 1, stepTitles: '' };
const workflowId = 'wf_0123456789' as Parameters<
  ReturnType<typeof createWorkflowsRepository>['find']
>[0];

describe('openDatabase', () => {
  it('makes a durable, private, strict database', async () => {
    const profile = join(tempFolder(), 'new', 'profile');
    const { database, file, notices } = await openStore(profile);
    const pragma = (name: string) => database.pragma(name, { simple: true });
    expect({
      notices,
      journal: pragma('journal_mode'),
      synchronous: pragma('synchronous'),
      foreignKeys: pragma('foreign_keys'),
      trustedSchema: pragma('trusted_schema'),
      mmap: pragma('mmap_size'),
      application: pragma('application_id'),
      version: pragma('user_version'),
      fileMode: statSync(file).mode & 0o777,
      folderMode: statSync(profile).mode & 0o777,
    }).toEqual({
      notices: [],
      journal: 'wal',
      synchronous: 2,
      foreignKeys: 1,
      trustedSchema: 0,
      mmap: 0,
      application: applicationId,
      version: migrations.at(-1)?.version,
      fileMode: 0o600,
      folderMode: 0o700,
    });
    const loose = database
      .prepare(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0
                AND name NOT LIKE 'sqlite_%'`,
      )
      .all();
    expect(loose).toEqual([]);
  });

  it('does not touch a database of a newer version', async () => {
    const profile = tempFolder();
    (await openStore(profile)).close();
    const file = join(profile, 'stepwell.db');
    const database = connect(file);
    database.pragma('user_version = 99990');
    database.close();
    const before = readFileSync(file);
    await expect(openDatabase({ profile })).rejects.toMatchObject({ code: 'DB_NEWER' });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(profile).filter((name) => name.includes('corrupt'))).toEqual([]);
  });

  it('sees a newer version that is only in the write-ahead log', async () => {
    const profile = tempFolder();
    (await openStore(profile)).close();
    const file = join(profile, 'stepwell.db');
    const other = tempFolder();
    const database = connect(file);
    database.pragma('journal_mode = WAL');
    database.pragma('user_version = 99990');
    // A copy taken now is what a killed process leaves behind: the change is in the log alone.
    for (const end of ['', '-wal']) {
      writeFileSync(join(other, `stepwell.db${end}`), readFileSync(file + end));
    }
    database.close();
    const copy = join(other, 'stepwell.db');
    const before = [readFileSync(copy), readFileSync(`${copy}-wal`)];
    expect(before[0]?.readUInt32BE(60)).not.toBe(99_990);
    await expect(openDatabase({ profile: other })).rejects.toMatchObject({ code: 'DB_NEWER' });
    expect(readFileSync(copy).equals(before[0] as Buffer)).toBe(true);
    expect(readFileSync(`${copy}-wal`).equals(before[1] as Buffer)).toBe(true);
  });

  it('says so when the profile is a file or may not be written', async () => {
    const folder = tempFolder();
    const file = join(folder, 'file');
    writeFileSync(file, 'x');
    await expect(openDatabase({ profile: file })).rejects.toMatchObject({
      code: 'PROFILE_NOT_FOLDER',
    });
    const profile = join(folder, 'locked');
    mkdirSync(profile, { mode: 0o500 });
    const error = await asOrdinaryUser(folder, () =>
      openDatabase({ profile }).then(() => undefined, toErrorData),
    );
    expect(error?.code).toBe('DB_READONLY');
    expect(error?.message).toContain(profile);
  });

  it('lets a second process use the profile, and knows when its owner died', async () => {
    const profile = tempFolder();
    const first = await openStore(profile);
    const second = await openStore(profile);
    expect(second.notices).toEqual([]);
    expect(first.owner.id).not.toBe(second.owner.id);
  });

  it('refuses to write to a file that was deleted behind its back', async () => {
    const profile = tempFolder();
    const store = await openStore(profile);
    const hash = putVersion(store);
    const journal = createJournal(store, { presenceInterval: 0 });
    rmSync(store.file);
    await expect(journal.append(eventsOfRun(runId(1), hash))).rejects.toMatchObject({
      code: 'DB_GONE',
    });
  });
});

describe('backups', () => {
  it('are made when due, kept three, and stand alone', async () => {
    const profile = tempFolder();
    let now = Date.parse('2026-11-21T10:00:00Z');
    const store = await openStore(profile, { now: () => now });
    await store.backUpWhenDue();
    await store.backUpWhenDue();
    expect(listBackups(profile)).toHaveLength(1);
    for (let day = 1; day <= 4; day += 1) {
      now += 25 * 60 * 60 * 1000;
      await makeBackup(store.database, profile, now);
    }
    const backups = listBackups(profile);
    expect(backups).toHaveLength(3);
    expect(readdirSync(join(profile, 'backups'))).toHaveLength(3);
    const copy = connect(backups[0]?.file ?? '', { readonly: true });
    expect(copy.pragma('quick_check', { simple: true })).toBe('ok');
    copy.close();
  });

  it('is made before a migration, which is all or nothing', async () => {
    const profile = tempFolder();
    (await openStore(profile)).close();
    const failing = {
      version: 99_000,
      name: 'failing',
      up(database: ReturnType<typeof connect>) {
        database.exec('CREATE TABLE half (id INTEGER) STRICT');
        throw new Error('stopped half way');
      },
    };
    await expect(openDatabase({ profile, migrations: [...migrations, failing] })).rejects.toThrow(
      'stopped half way',
    );
    expect(listBackups(profile)).toHaveLength(1);
    const store = await openStore(profile);
    expect(store.notices).toEqual([]);
    expect(
      store.database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'half'`).get(),
    ).toBeUndefined();
  });

  it('come back when the data file is damaged, with newer workflows saved from it', async () => {
    const profile = tempFolder();
    const first = await openStore(profile);
    const hash = putVersion(first);
    const workflows = createWorkflowsRepository(first.database);
    await createJournal(first).append(eventsOfRun(runId(1), hash));
    await makeBackup(first.database, profile, 1_000);
    workflows.insert({
      ...facts,
      id: workflowId,
      path: null,
      folder: null,
      savedHash: hash,
      now: 2_000,
    });
    first.close();
    const file = join(profile, 'stepwell.db');
    const bytes = readFileSync(file);
    breakTable(file, bytes, 'step_runs');
    writeFileSync(file, bytes);

    const second = await openStore(profile);
    expect(second.notices).toHaveLength(2);
    expect(second.notices[0]).toContain('was restored');
    expect(createEventsRepository(second.database).lastSeq(runId(1))).toBe(6);
    expect(createWorkflowsRepository(second.database).find(workflowId)?.name).toBe('Kept');
    expect(existsSync(file)).toBe(true);
  });
});

/** Overwrites the first page of a table. */
function breakTable(file: string, bytes: Buffer, table: string): void {
  const database = connect(file, { readonly: true });
  const page = database
    .prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?')
    .pluck()
    .get(table) as number;
  database.close();
  bytes.fill(0xa5, (page - 1) * 4096, page * 4096);
}

/** Root may write anywhere; a permission test needs somebody else. */
async function asOrdinaryUser<T>(folder: string, action: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return action();
  const { chmodSync } = await import('node:fs');
  chmodSync(folder, 0o755);
  process.seteuid?.(65_534);
  try {
    return await action();
  } finally {
    process.seteuid?.(0);
  }
}
