import { Worker } from 'node:worker_threads';
import type { RunEvent } from '@shared/runs/events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type BuiltEntries, buildEntries } from '../../../test/helpers/build-entries';
import { eventsOfRun, openStore, putVersion, runId } from '../../../test/helpers/stored-runs';
import { tempFolder } from '../../../test/helpers/temp-profile';
import { listBackups, makeBackup } from '../backups';
import { connect } from '../database';
import { createJournal, type JournalOptions } from '../journal';
import type { JournalStall } from '../journal-stall';
import { createBlobsRepository } from '../repositories/blobs';
import { createEventsRepository } from '../repositories/events';
import { createRunsRepository } from '../repositories/runs';
import { createVersionsRepository } from '../repositories/versions';
import type { ThreadOptions } from './thread-writer';

let entries: BuiltEntries<'storage-thread'>;

beforeAll(async () => {
  entries = await buildEntries({ 'storage-thread': 'src-main/storage/thread/storage-thread.ts' });
});
afterAll(() => entries.remove());

async function open(
  thread: Omit<ThreadOptions, 'entry'> = { after: 0 },
  options: JournalOptions = {},
) {
  const store = await openStore(tempFolder());
  const hash = putVersion(store);
  const lost: unknown[] = [];
  const journal = createJournal(store, {
    thread: { entry: entries.path('storage-thread'), ...thread },
    onThreadLost: (error) => lost.push(error),
    ...options,
  });
  return { store, hash, journal, lost, log: createEventsRepository(store.database) };
}

const large = 'x'.repeat(300_000);

describe('a journal with a thread', () => {
  it('keeps what this thread would keep, byte for byte', async () => {
    const there = await open();
    const here = await openStore(tempFolder());
    putVersion(here);
    const journals = [there.journal, createJournal(here)];
    for (const journal of journals) {
      for (let number = 1; number <= 4; number += 1) {
        const value = [large, [1, { a: null }], 'ü😀'.repeat(50_000), Array(9_000).fill('ten')];
        await journal.append(eventsOfRun(runId(number), there.hash, value[number - 1] ?? null));
      }
    }
    await there.journal.close();
    const rows = (store: typeof here) =>
      ['events', 'runs', 'step_runs', 'blobs', 'blob_chunks', 'blob_items', 'run_blobs'].map(
        (table) =>
          store.database
            .prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`)
            .all()
            .map((row) => ({ ...row, owner: '' })),
      );
    expect(rows(there.store)).toEqual(rows(here));
    expect(there.lost).toEqual([]);
  });

  it('publishes after the commit, as stored, and gives that to whoever appended', async () => {
    const log: string[] = [];
    const published: RunEvent[] = [];
    const {
      journal,
      store,
      hash,
      log: events,
    } = await open(
      { after: 0 },
      {
        onCommitted(batch) {
          log.push('published');
          published.push(...batch);
        },
      },
    );
    const stored = await journal.append(eventsOfRun(runId(1), hash, large));
    log.push('resolved');
    expect(log).toEqual(['published', 'resolved']);
    expect(stored).toEqual(published);
    expect(events.after(runId(1), 0, 100)).toEqual(published);
    const last = published.at(-1);
    if (last?.type !== 'run.completed' || !('blob' in last.output)) throw new Error('no blob');
    expect(createBlobsRepository(store.database).readValue(last.output.blob.hash)).toBe(large);
    await journal.close();
  });

  it('takes runs over in the middle, and what was announced with them', async () => {
    const { journal, store, hash, log, lost } = await open({ after: 1_000_000 });
    journal.announce(runId(2), { requestKey: 'key' });
    const first = eventsOfRun(runId(1), hash);
    await journal.append(first.slice(0, 3));
    expect(journal.commits).toBe(1);
    // A large value is worth the thread at once.
    const kept = [
      journal.append(eventsOfRun(runId(2), hash, large)),
      journal.append(first.slice(3)),
    ];
    await Promise.all(kept);
    await journal.append(eventsOfRun(runId(3), hash));
    for (const number of [1, 2, 3]) {
      expect(log.lastSeq(runId(number))).toBe(6);
      expect(log.findFault(runId(number))).toBeUndefined();
    }
    expect(createRunsRepository(store.database).findByRequestKey('key')?.id).toBe(runId(2));
    expect(lost).toEqual([]);
    await journal.close();
  });

  it('refuses what this thread would refuse, and only that', async () => {
    const { journal, store, hash, log } = await open();
    for (const number of [1, 2]) journal.announce(runId(number), { requestKey: 'same-key' });
    const results = await Promise.allSettled(
      [1, 2, 3].map((number) => journal.append(eventsOfRun(runId(number), hash))),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expect(journal.append(eventsOfRun(runId(4), hash).slice(1))).rejects.toMatchObject({
      code: 'JOURNAL_GAP',
    });
    const taken = eventsOfRun(runId(5), hash);
    await journal.append(taken.slice(0, 3));
    createRunsRepository(store.database).handOver(runId(5), store.owner.id, 'somebody else');
    await expect(journal.append(taken.slice(3))).rejects.toMatchObject({ code: 'RUN_TAKEN' });
    expect([1, 2, 3, 4, 5].map((number) => log.lastSeq(runId(number)))).toEqual([6, 0, 6, 0, 3]);
    await journal.close();
  });

  it('stands still when the disk is full and keeps the order when there is room', async () => {
    const stalls: (JournalStall | undefined)[] = [];
    const profile = tempFolder();
    const store = await openStore(profile);
    const hash = putVersion(store);
    const pages = Number(store.database.pragma('page_count', { simple: true }));
    const journal = createJournal(store, {
      thread: {
        entry: entries.path('storage-thread'),
        after: 0,
        pragmas: [`max_page_count = ${pages + 4}`],
      },
      retryDelays: { first: 1_000_000, most: 1_000_000 },
      onStall: (stall) => stalls.push(stall),
    });
    const done: number[] = [];
    const appends = [1, 2, 3].map((number) =>
      journal.append(eventsOfRun(runId(number), hash, 'x'.repeat(60_000))).then(
        () => done.push(number),
        (error: { code: string }) => error.code,
      ),
    );
    await vi.waitFor(() => expect(stalls).toHaveLength(1));
    expect(stalls[0]).toMatchObject({ code: 'DISK_FULL', readOnly: false, waiting: 18 });
    expect(await journal.resume()).toBe(false);
    expect(done).toEqual([]);
    await journal.close();
    expect(await Promise.all(appends)).toEqual(Array(3).fill('JOURNAL_CLOSED'));
  });

  it('lets the main thread write in between', async () => {
    const { journal, store, hash, log } = await open();
    const versions = createVersionsRepository(store.database);
    let working = true;
    const work = (async () => {
      for (let number = 1; working; number += 1) {
        await journal.append(eventsOfRun(runId(number), hash, `${number} ${large}`));
      }
    })();
    await vi.waitFor(() => expect(log.lastSeq(runId(1))).toBe(6));
    for (let number = 0; number < 40; number += 1) {
      versions.put(`stepwell: 1\nname: V${number}\n`, 1);
      await new Promise((resolve) => setImmediate(resolve));
    }
    working = false;
    await work;
    await journal.close();
    expect(store.database.prepare('SELECT count(*) FROM workflow_versions').pluck().get()).toBe(41);
  });

  it('makes a backup while it writes', async () => {
    const { journal, store, hash, log } = await open();
    let working = true;
    const work = (async () => {
      for (let number = 1; working; number += 1) {
        await journal.append(eventsOfRun(runId(number), hash, `${number} ${large}`));
      }
    })();
    await vi.waitFor(() => expect(log.lastSeq(runId(20))).toBe(6), { timeout: 10_000 });
    await makeBackup(store.database, store.profile, Date.now());
    working = false;
    await work;
    await journal.close();
    const copy = connect(listBackups(store.profile)[0]?.file ?? '', { readonly: true });
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    const found = createEventsRepository(copy);
    expect(found.lastSeq(runId(20))).toBe(6);
    expect(found.findFault(runId(20))).toBeUndefined();
    copy.close();
  });

  it('goes on without a thread that cannot start', async () => {
    const store = await openStore(tempFolder());
    const lost: unknown[] = [];
    const journal = createJournal(store, {
      thread: { entry: '/nowhere/storage-thread.mjs', after: 0 },
      onThreadLost: (error) => lost.push(error),
    });
    await journal.append(eventsOfRun(runId(1), putVersion(store), large));
    await journal.append(eventsOfRun(runId(2), putVersion(store)));
    expect(lost).toHaveLength(1);
    expect(createEventsRepository(store.database).findFault(runId(2))).toBeUndefined();
    await journal.close();
  });

  it('goes on without a thread that ended, with what that had kept', async () => {
    let losses = 0;
    for (let number = 0; number < 8; number += 1) {
      const post = vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (
        this: Worker,
        message: unknown,
      ) {
        post.mockRestore();
        this.postMessage(message);
        // It may have written the batch before it ends, or not.
        setTimeout(() => void this.terminate(), number % 4);
      });
      const { journal, hash, log, lost } = await open();
      const done: number[] = [];
      const runs = [1, 2, 3].map((run) => eventsOfRun(runId(run), hash, `${run} ${large}`));
      const kept = runs.map((events, index) =>
        journal.append(events.slice(0, 4)).then(() => done.push(index)),
      );
      await Promise.all(kept);
      for (const events of runs) await journal.append(events.slice(4));
      expect(done).toEqual([0, 1, 2]);
      for (const run of [1, 2, 3]) {
        expect(log.lastSeq(runId(run))).toBe(6);
        expect(log.findFault(runId(run))).toBeUndefined();
      }
      losses += lost.length;
      await journal.close();
    }
    expect(losses).toBeGreaterThan(0);
  });
});
