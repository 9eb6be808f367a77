import type { RunEvent } from '@shared/runs/events';
import { describe, expect, it, vi } from 'vitest';
import { eventsOfRun, openStore, putVersion, runId } from '../../test/helpers/stored-runs';
import { tempFolder } from '../../test/helpers/temp-profile';
import { createJournal, type JournalOptions } from './journal';
import type { JournalStall } from './journal-stall';
import type { Store } from './open-database';
import { createEventsRepository } from './repositories/events';

/** Tries again only when asked to. */
const never = { first: 1_000_000, most: 1_000_000 };

describe('a journal whose disk is full', () => {
  it('stands still, keeps the order, and goes on where it was', async () => {
    const { store, journal, hash, stalls } = await fullDisk();
    const [first, second, third] = [1, 2, 3].map((number) => largeRun(number, hash));
    if (!first || !second || !third) throw new Error('too few');
    const done: number[] = [];
    const kept = [first, second, third].map((events, index) =>
      journal.append(events).then(() => done.push(index)),
    );
    await vi.waitFor(() => expect(stalls).toHaveLength(1));
    // What comes while it stands still joins the queue.
    kept.push(journal.append(largeRun(4, hash)).then(() => done.push(3)));
    expect(stalls[0]).toMatchObject({ code: 'DISK_FULL', readOnly: false, waiting: 18 });
    expect(stalls[0]?.message).toMatch(/^The disk is full: free \d+ MB on the disk that holds \//);
    expect(stalls[0]?.wanted).toBeGreaterThan(0);
    expect(stalls[0]?.free).toBeGreaterThan(0);
    expect(journal.stall?.waiting).toBe(24);
    expect(await journal.resume()).toBe(false);
    expect(done).toEqual([]);

    makeRoom(store);
    expect(await journal.resume()).toBe(true);
    await Promise.all(kept);
    expect(done).toEqual([0, 1, 2, 3]);
    expect(journal.stall).toBeUndefined();
    expect(stalls.at(-1)).toBeUndefined();
    const events = createEventsRepository(store.database);
    for (const number of [1, 2, 3, 4]) {
      expect(events.lastSeq(runId(number))).toBe(6);
      expect(events.findFault(runId(number))).toBeUndefined();
    }
  });

  it('tries again by itself', async () => {
    const { store, journal, hash, stalls } = await fullDisk({
      retryDelays: { first: 1, most: 4 },
    });
    const kept = journal.append(largeRun(1, hash));
    await vi.waitFor(() => expect(stalls).toHaveLength(1));
    makeRoom(store);
    await kept;
    expect(createEventsRepository(store.database).lastSeq(runId(1))).toBe(6);
  });

  it('takes no more than memory should hold, and says why', async () => {
    const { store, journal, hash, stalls } = await fullDisk({
      stallLimit: { events: 12, units: 10_000_000 },
    });
    const kept = [1, 2].map((number) => journal.append(largeRun(number, hash)));
    await vi.waitFor(() => expect(stalls).toHaveLength(1));
    await expect(journal.append(largeRun(3, hash))).rejects.toMatchObject({
      code: 'JOURNAL_STALLED',
      message: expect.stringContaining('12 events wait already') as string,
    });
    makeRoom(store);
    await journal.resume();
    await Promise.all(kept);
    // What was refused left no trace: the run can be appended as if for the first time.
    await journal.append(largeRun(3, hash));
    expect(createEventsRepository(store.database).findFault(runId(3))).toBeUndefined();
  });

  it('can be closed: what waits is refused, and a run keeps what it had', async () => {
    const { store, journal, hash, stalls } = await fullDisk();
    const waiting = journal.append(largeRun(1, hash));
    await vi.waitFor(() => expect(stalls).toHaveLength(1));
    await journal.close();
    await expect(waiting).rejects.toMatchObject({ code: 'JOURNAL_CLOSED' });
    await expect(journal.append(largeRun(2, hash))).rejects.toMatchObject({
      code: 'JOURNAL_CLOSED',
    });
    expect(await journal.resume()).toBe(false);
    expect(createEventsRepository(store.database).lastSeq(runId(1))).toBe(0);
  });

  it('keeps what waits at its end when there is room again', async () => {
    const { store, journal, hash, stalls } = await fullDisk();
    const waiting = journal.append(largeRun(1, hash));
    await vi.waitFor(() => expect(stalls).toHaveLength(1));
    makeRoom(store);
    await journal.close();
    await waiting;
    expect(createEventsRepository(store.database).lastSeq(runId(1))).toBe(6);
  });
});

describe('a journal whose disk refuses to write', () => {
  it('says that what is there can be read and copied', async () => {
    const { store, journal, hash, stalls } = await fullDisk();
    makeRoom(store);
    store.database.pragma('query_only = ON');
    const kept = journal.append(largeRun(1, hash));
    await vi.waitFor(() => expect(stalls).toHaveLength(1));
    expect(stalls[0]).toMatchObject({ code: 'DB_READONLY', readOnly: true, wanted: 0, free: null });
    expect(stalls[0]?.hint).toContain('can still be read');
    store.database.pragma('query_only = OFF');
    await journal.resume();
    await kept;
  });
});

async function fullDisk(options: JournalOptions = {}) {
  const store = await openStore(tempFolder());
  const hash = putVersion(store);
  const stalls: (JournalStall | undefined)[] = [];
  const journal = createJournal(store, {
    retryDelays: never,
    onStall: (stall) => stalls.push(stall),
    ...options,
  });
  const pages = store.database.pragma('page_count', { simple: true });
  store.database.pragma(`max_page_count = ${pages}`);
  return { store, journal, hash, stalls };
}

function makeRoom(store: Store): void {
  store.database.pragma('max_page_count = 1000000');
}

function largeRun(number: number, hash: ReturnType<typeof putVersion>): RunEvent[] {
  return eventsOfRun(runId(number), hash, 'x'.repeat(60_000));
}
