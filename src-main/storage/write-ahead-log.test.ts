import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../test/helpers/stored-runs';
import { tempFolder } from '../../test/helpers/temp-profile';
import { connect } from './database';
import { possibleJournal } from './write-ahead-log';

// Disks that refuse a log are made by a library that is preloaded: `npm run verify:faults` and
// `verify:powerloss` have them. Here is what must not happen on the others.

describe('possibleJournal', () => {
  it('finds that a new file can have a log, and leaves nothing behind', () => {
    const folder = tempFolder();
    expect(possibleJournal(join(folder, 'new.db'))).toBe('wal');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not change a file that has one, nor the log of a process that was killed', () => {
    const file = join(tempFolder(), 'x.db');
    const writer = connect(file);
    writer.pragma('journal_mode = WAL');
    writer.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1)');
    const before = [file, `${file}-wal`].map((part) => readFileSync(part));
    expect(possibleJournal(file)).toBe('wal');
    expect([file, `${file}-wal`].map((part) => readFileSync(part))).toEqual(before);
    writer.close();
  });

  it('gives a file its log back that comes from a disk without', async () => {
    const profile = tempFolder();
    const first = await openStore(profile);
    const { file } = first;
    first.close();
    const without = connect(file);
    expect(without.pragma('journal_mode = TRUNCATE', { simple: true })).toBe('truncate');
    without.close();
    const { database, notices } = await openStore(profile);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(notices).toEqual([]);
  });
});
