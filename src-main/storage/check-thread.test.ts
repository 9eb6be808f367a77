import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../test/helpers/temp-profile';
import { quickCheckInThread } from './check-thread';

/** A database of some megabytes with an awkward name among its tables; answers the file. */
function makeFile(): string {
  const file = join(tempFolder(), 'checked.db');
  const database = new Database(file);
  database.exec(`
    CREATE TABLE words (word TEXT, number INTEGER);
    CREATE INDEX numbers ON words (number);
    CREATE TABLE "it's ""odd""" (a, b UNIQUE);
    CREATE TABLE gone (text);
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
      INSERT INTO words SELECT 'word ' || i || hex(zeroblob(40)), i * 7919 % 20011 FROM n;
    INSERT INTO "it's ""odd""" SELECT number, rowid FROM words LIMIT 5000;
    INSERT INTO gone SELECT word FROM words LIMIT 5000;
    DROP TABLE gone;
  `);
  database.close();
  return file;
}

/** Overwrites the page a table or index begins with. */
function damage(file: string, name: string): void {
  const database = new Database(file, { readonly: true });
  const root = database
    .prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?')
    .pluck()
    .get(name) as number;
  database.close();
  const bytes = readFileSync(file);
  bytes.fill(0xa5, (root - 1) * 4096, root * 4096);
  writeFileSync(file, bytes);
}

const ways = [
  { way: 'as a whole', options: {} },
  { way: 'table by table', options: { checkedWhole: 0 } },
];

describe.each(ways)('the check $way', ({ options }) => {
  it('finds nothing wrong with a sound file', async () => {
    await expect(quickCheckInThread(makeFile(), undefined, options)).resolves.toBeUndefined();
  });

  it.each(['words', 'numbers', `it's "odd"`])('tells the damage to %s', async (name) => {
    const file = makeFile();
    damage(file, name);
    await expect(quickCheckInThread(file, undefined, options)).resolves.toMatch(/\w/);
  });

  it('survives being called off at any moment', async () => {
    // Terminating the thread inside the native module would end this very process.
    const file = makeFile();
    const ends = { done: 0, calledOff: 0 };
    for (let delay = 0; delay < 60; delay += 2) {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), delay);
      const checked = quickCheckInThread(file, controller.signal, options);
      await checked.then(
        () => (ends.done += 1),
        () => (ends.calledOff += 1),
      );
      clearTimeout(timer);
    }
    expect(ends.done + ends.calledOff).toBe(30);
    expect(ends.calledOff).toBeGreaterThan(0);
  });
});

it('does not begin when it was called off before', async () => {
  const controller = new AbortController();
  controller.abort();
  await expect(quickCheckInThread(makeFile(), controller.signal)).rejects.toThrow(/abort/i);
});

it('tells that there is no such file', async () => {
  await expect(quickCheckInThread(join(tempFolder(), 'none.db'))).rejects.toThrow(/ENOENT/);
});
