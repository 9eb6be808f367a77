import type { JsonValue } from '@shared/lib/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventsOfRun, openStore, putVersion, runId } from '../../../test/helpers/stored-runs';
import { tempFolder } from '../../../test/helpers/temp-profile';
import { encodeBlob } from '../blob-encoding';
import { createJournal } from '../journal';
import { createBlobsRepository } from './blobs';
import { createRunsRepository } from './runs';

describe('createBlobsRepository', () => {
  it('pages text and items of any list as the whole would give them', async () => {
    const store = await openStore(tempFolder());
    const hash = putVersion(store);
    const journal = createJournal(store);
    const blobs = createBlobsRepository(store.database);
    let number = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { minLength: 1, maxLength: 20 }),
        fc.nat(720),
        fc.integer({ min: 1, max: 500 }),
        fc.nat(),
        async (seed, from, count, place) => {
          // JSON has no negative zero.
          const plain = JSON.parse(JSON.stringify(seed)) as JsonValue[];
          const item = (index: number) => plain[index % plain.length] as JsonValue;
          const items = Array.from({ length: 700 }, (_item, index) => [index, item(index), '😀é']);
          const value = [...items, 'x'.repeat(140_000)];
          await journal.append(eventsOfRun(runId((number += 1)), hash, value));
          const { ref, text } = encodeBlob(value);
          expect(blobs.readItems(ref.hash, from, count)).toEqual({
            items: value.slice(from, from + count),
            total: value.length,
          });
          const offset = place % text.length;
          const page = blobs.readText(ref.hash, offset, 100);
          expect(page.total).toBe(text.length);
          expect(text.startsWith(page.text, offset)).toBe(true);
          expect(page.text.length).toBeGreaterThanOrEqual(Math.min(99, text.length - offset));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('walks a text to its end without splitting a character', async () => {
    const store = await openStore(tempFolder());
    const value = '😀'.repeat(100_000);
    await createJournal(store).append(eventsOfRun(runId(1), putVersion(store), value));
    const { ref, text } = encodeBlob(value);
    const blobs = createBlobsRepository(store.database);
    let read = '';
    while (read.length < text.length) {
      const page = blobs.readText(ref.hash, read.length, 65_535);
      expect(page.text.isWellFormed()).toBe(true);
      read += page.text;
    }
    expect(read === text).toBe(true);
    expect(blobs.readText(ref.hash, 1, 1).text).toBe('😀');
    expect(blobs.readText(ref.hash, text.length + 5, 10).text).toBe('');
  });

  it('says what it does not have and what is no list', async () => {
    const store = await openStore(tempFolder());
    const blobs = createBlobsRepository(store.database);
    const value = 'x'.repeat(70_000);
    const { hash } = encodeBlob(value).ref;
    expect(() => blobs.readText(hash, 0, 1)).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
    await createJournal(store).append(eventsOfRun(runId(1), putVersion(store), value));
    expect(() => blobs.readItems(hash, 0, 1)).toThrow(
      expect.objectContaining({ code: 'NOT_A_LIST' }),
    );
  });

  it('keeps a value once, and as long as a run uses it', async () => {
    const store = await openStore(tempFolder());
    const version = putVersion(store);
    const journal = createJournal(store);
    const value = 'x'.repeat(70_000);
    await journal.append(eventsOfRun(runId(1), version, value));
    await journal.append(eventsOfRun(runId(2), version, value));
    const count = (table: string) =>
      store.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    expect([count('blobs'), count('blob_chunks')]).toEqual([1, 1]);
    const runs = createRunsRepository(store.database);
    runs.remove(runId(1));
    expect(count('blobs')).toBe(1);
    runs.remove(runId(2));
    expect([count('blobs'), count('blob_chunks'), count('events'), count('step_runs')]).toEqual([
      0, 0, 0, 0,
    ]);
  });
});
