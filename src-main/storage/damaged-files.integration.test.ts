import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventsOfRun, openStore, putVersion, runId } from '../../test/helpers/stored-runs';
import { tempFolder } from '../../test/helpers/temp-profile';
import { connect } from './database';
import { createJournal } from './journal';
import { deadOwners, forgetOwner } from './owners';
import { createEventsRepository } from './repositories/events';

// Every way a data file can be broken: the store always opens, and nothing is ever deleted.

type Damage = (file: string, bytes: Buffer) => void;

const page = 4096;
const write = (change: (bytes: Buffer) => Buffer | void): Damage => {
  return (file, bytes) => writeFileSync(file, change(bytes) ?? bytes);
};

const damages: Record<string, Damage> = {
  'zero bytes': write(() => Buffer.alloc(0)),
  'one byte': write(() => Buffer.from('S')),
  'ninety-nine bytes': write((bytes) => bytes.subarray(0, 99)),
  'header only': write((bytes) => bytes.subarray(0, 100)),
  'half a page': write((bytes) => bytes.subarray(0, page / 2)),
  'first page only': write((bytes) => bytes.subarray(0, page)),
  'cut in half': write((bytes) => bytes.subarray(0, bytes.length / 2)),
  'cut within a page': write((bytes) => bytes.subarray(0, bytes.length - 1.5 * page)),
  'last page missing': write((bytes) => bytes.subarray(0, bytes.length - page)),
  'all zeros': write((bytes) => void bytes.fill(0)),
  'zeros after the header': write((bytes) => void bytes.fill(0, 100)),
  'zeros after the first page': write((bytes) => void bytes.fill(0, page)),
  'magic overwritten': write((bytes) => void bytes.write('SQLite format 9')),
  'page size nonsense': write((bytes) => void bytes.writeUInt16BE(1234, 16)),
  'random header': write((bytes) => void bytes.fill(0x5a, 16, 100)),
  'schema page garbage': write((bytes) => void bytes.fill(0xff, 100, page)),
  'second page garbage': write((bytes) => void bytes.fill(0xff, page, 2 * page)),
  'every page header flipped': write((bytes) => {
    for (let at = page; at < bytes.length; at += page) bytes[at] = 0x77;
  }),
  'page count lies': write((bytes) => void bytes.writeUInt32BE(1, 28)),
  'a text file': write(() => Buffer.from('name: not a database\n'.repeat(100))),
  'a PNG': write(() =>
    Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(5000, 7)]),
  ),
  'another program’s database': (file) => {
    rmSync(file);
    const other = connect(file);
    other.exec('PRAGMA application_id = 42; CREATE TABLE t (a); INSERT INTO t VALUES (1)');
    other.close();
  },
  'an unmarked foreign database': (file) => {
    rmSync(file);
    const other = connect(file);
    other.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1)');
    other.close();
  },
  'tables dropped': (file) => {
    const database = connect(file);
    database.exec('PRAGMA foreign_keys = OFF; DROP TABLE events');
    database.close();
  },
  'a folder': (file) => {
    rmSync(file);
    mkdirSync(file);
    writeFileSync(join(file, 'inside'), 'x');
  },
  'a pipe': (file) => {
    rmSync(file);
    execFileSync('mkfifo', [file]);
  },
};

const harmless: Record<string, Damage> = {
  'a garbage write-ahead log': (file) => writeFileSync(`${file}-wal`, Buffer.alloc(9000, 3)),
  'an empty write-ahead log': (file) => writeFileSync(`${file}-wal`, ''),
  'garbage shared memory': (file) => writeFileSync(`${file}-shm`, Buffer.alloc(32_768, 9)),
  'a folder as write-ahead log': (file) => mkdirSync(`${file}-wal`),
  'a folder as shared memory': (file) => mkdirSync(`${file}-shm`),
  'a foreign rollback journal': (file) => writeFileSync(`${file}-journal`, 'nothing'),
};

describe('a damaged data file', () => {
  it.each(Object.entries(damages))('is set aside: %s', async (_name, damage) => {
    const profile = await filledProfile();
    const file = join(profile, 'stepwell.db');
    damage(file, readFileSync(file));
    const damagedSize = statSync(file).isFile() ? statSync(file).size : undefined;

    const store = await openStore(profile, { now: () => Date.parse('2026-11-21T14:23:01Z') });
    expect(store.notices.join(' ')).toContain('stepwell.db.corrupt-20261121-142301');
    const aside = readdirSync(profile).filter((name) => /corrupt-\d{8}-\d{6}$/.test(name));
    expect(aside).toEqual(['stepwell.db.corrupt-20261121-142301']);
    if (damagedSize !== undefined) {
      expect(statSync(join(profile, aside[0] ?? '')).size).toBe(damagedSize);
    }
    await useIt(store);
  });

  it.each(Object.entries(harmless))('keeps its content: %s', async (_name, damage) => {
    const profile = await filledProfile();
    const file = join(profile, 'stepwell.db');
    damage(file, readFileSync(file));
    const store = await openStore(profile);
    expect(createEventsRepository(store.database).lastSeq(runId(1))).toBe(6);
    await useIt(store);
  });

  it('says that work may be missing when the log of a dead process is gone', async () => {
    const profile = await filledProfile();
    mkdirSync(join(profile, 'owners'), { recursive: true });
    writeFileSync(join(profile, 'owners', '4242-dead.lock'), '');
    const store = await openStore(profile);
    expect(store.notices.join(' ')).toContain('the last changes may be missing');
  });

  it('misses no log that there never was', async () => {
    const profile = await filledProfile();
    const database = connect(join(profile, 'stepwell.db'));
    database.pragma('journal_mode = DELETE');
    database.close();
    mkdirSync(join(profile, 'owners'), { recursive: true });
    writeFileSync(join(profile, 'owners', '4242-dead.lock'), '');
    expect((await openStore(profile)).notices).toEqual([]);
  });

  it('says so once, not again while the runs of the dead process wait to be taken over', async () => {
    const profile = await filledProfile();
    mkdirSync(join(profile, 'owners'), { recursive: true });
    writeFileSync(join(profile, 'owners', '4242-dead.lock'), '');
    (await openStore(profile)).close();
    expect(deadOwners(profile)).toEqual(['4242-dead']);
    expect((await openStore(profile)).notices).toEqual([]);
    forgetOwner(profile, '4242-dead');
    expect(deadOwners(profile)).toEqual([]);
  });

  it('follows a link to the data file', async () => {
    const real = await filledProfile();
    const profile = tempFolder();
    symlinkSync(join(real, 'stepwell.db'), join(profile, 'stepwell.db'));
    const store = await openStore(profile);
    expect(createEventsRepository(store.database).lastSeq(runId(1))).toBe(6);
  });
});

async function filledProfile(): Promise<string> {
  const profile = tempFolder();
  const store = await openStore(profile);
  await createJournal(store).append(eventsOfRun(runId(1), putVersion(store)));
  store.close();
  return profile;
}

async function useIt(store: Awaited<ReturnType<typeof openStore>>): Promise<void> {
  await createJournal(store).append(eventsOfRun(runId(2), putVersion(store)));
  expect(createEventsRepository(store.database).findFault(runId(2))).toBeUndefined();
}
