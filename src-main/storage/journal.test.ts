import type { RunEvent } from '@shared/runs/events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventsOfRun, openStore, putVersion, runId } from '../../test/helpers/stored-runs';
import { tempFolder } from '../../test/helpers/temp-profile';
import { decodeEvent, encodeEvent, firstHash, prepareEvent } from './event-encoding';
import { createJournal } from './journal';
import { createBlobsRepository } from './repositories/blobs';
import { createEventsRepository } from './repositories/events';
import { createRunsRepository } from './repositories/runs';

describe('createJournal', () => {
  it('commits the appends of many runs together', async () => {
    const store = await openStore(tempFolder());
    const hash = putVersion(store);
    const journal = createJournal(store);
    const runs = Array.from({ length: 50 }, (_run, index) => eventsOfRun(runId(index), hash));
    // Each run waits for one event before it appends the next, as a durable engine does.
    await Promise.all(
      runs.map(async (events) => {
        for (const event of events) await journal.append([event]);
      }),
    );
    expect(journal.commits).toBe(6);
    expect(createRunsRepository(store.database).list({ limit: 200 })).toHaveLength(50);
  });

  it('publishes after the commit and before the promise, as stored', async () => {
    const store = await openStore(tempFolder());
    const log: string[] = [];
    const published: RunEvent[] = [];
    const journal = createJournal(store, {
      onCommitted(events) {
        log.push(store.database.inTransaction ? 'inside' : 'published');
        published.push(...events);
      },
    });
    const events = eventsOfRun(runId(1), putVersion(store), 'x'.repeat(100_000));
    const kept = journal.append(events).then(() => log.push('resolved'));
    expect(published).toEqual([]);
    await kept;
    expect(log).toEqual(['published', 'resolved']);
    expect(createEventsRepository(store.database).after(runId(1), 0, 100)).toEqual(published);
    const last = published.at(-1);
    if (last?.type !== 'run.completed' || !('blob' in last.output)) throw new Error('no blob');
    const { blob } = last.output;
    expect(blob).toMatchObject({ type: 'string', count: 100_000, bytes: 100_002 });
    expect(createBlobsRepository(store.database).readValue(blob.hash)).toBe('x'.repeat(100_000));
  });

  it('tells a proof of each moment, with what is kept and told by then', async () => {
    const store = await openStore(tempFolder());
    const events = createEventsRepository(store.database);
    const log: unknown[] = [];
    const journal = createJournal(store, {
      atMoment: (moment, types) =>
        log.push([moment, types.length, events.lastSeq(runId(1)), store.database.inTransaction]),
      onCommitted: () => log.push('told'),
    });
    await journal.append(eventsOfRun(runId(1), putVersion(store)));
    expect(log).toEqual([
      ['before-commit', 6, 0, false],
      ['in-commit', 6, 6, true],
      ['after-commit-before-ack', 6, 6, false],
      'told',
      ['after-ack', 6, 6, false],
    ]);
  });

  it('refuses a gap, a repetition and a foreign event, and goes on where it was', async () => {
    const store = await openStore(tempFolder());
    const journal = createJournal(store);
    const [created, started, queued, ...rest] = eventsOfRun(runId(1), putVersion(store));
    if (!created || !started || !queued) throw new Error('too few');
    await journal.append([created]);
    const gap = { code: 'JOURNAL_GAP' };
    await expect(journal.append([queued])).rejects.toMatchObject(gap);
    await expect(journal.append([created])).rejects.toMatchObject(gap);
    await expect(journal.append([started, { ...queued, run: runId(2) }])).rejects.toMatchObject(
      gap,
    );
    await journal.append([started, queued, ...rest]);
    expect(createEventsRepository(store.database).lastSeq(runId(1))).toBe(6);
  });

  it('does not let one run’s broken rule take the others down', async () => {
    const store = await openStore(tempFolder());
    const hash = putVersion(store);
    const journal = createJournal(store);
    journal.announce(runId(1), { requestKey: 'same-key' });
    journal.announce(runId(2), { requestKey: 'same-key' });
    const results = await Promise.allSettled(
      [1, 2, 3].map((number) => journal.append(eventsOfRun(runId(number), hash))),
    );
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const events = createEventsRepository(store.database);
    expect([1, 2, 3].map((number) => events.lastSeq(runId(number)))).toEqual([6, 0, 6]);
  });

  it('refuses to write to a run that another process took over', async () => {
    const profile = tempFolder();
    const first = await openStore(profile);
    const second = await openStore(profile);
    const events = eventsOfRun(runId(1), putVersion(first));
    const journal = createJournal(first);
    await journal.append(events.slice(0, 3));
    expect(
      createRunsRepository(second.database).adopt(first.owner.id, second.owner.id),
    ).toHaveLength(1);
    await expect(journal.append(events.slice(3))).rejects.toMatchObject({ code: 'RUN_TAKEN' });
    await createJournal(second).append(events.slice(3));
    expect(createEventsRepository(second.database).findFault(runId(1))).toBeUndefined();
  });

  it('commits at once when more is queued than memory should hold', async () => {
    const store = await openStore(tempFolder());
    const hash = putVersion(store);
    const journal = createJournal(store);
    const kept = Array.from({ length: 400 }, (_run, index) =>
      journal.append(eventsOfRun(runId(index), hash)),
    );
    expect(journal.commits).toBe(1);
    await Promise.all(kept);
    expect(journal.commits).toBe(2);
  });

  it('finds every flipped, removed or added bit of a log', async () => {
    const store = await openStore(tempFolder());
    const hash = putVersion(store);
    await createJournal(store).append(eventsOfRun(runId(1), hash));
    const events = createEventsRepository(store.database);
    expect(events.findFault(runId(1))).toBeUndefined();
    const columns = ['payload', 'type', 'step'];
    fc.assert(
      fc.property(fc.constantFrom(...columns), fc.nat(), fc.nat(), (column, which, bit) => {
        store.database.exec('SAVEPOINT probe');
        const rows = store.database
          .prepare<[], { seq: number; text: string }>(
            `SELECT seq, ${column} AS text FROM events WHERE length(${column}) > 0`,
          )
          .all();
        const row = rows[which % rows.length];
        if (!row) throw new Error('no rows');
        const bytes = Buffer.from(row.text);
        const at = bit % (bytes.length * 7);
        bytes[Math.floor(at / 7)] = (bytes[Math.floor(at / 7)] ?? 0) ^ (1 << (at % 7));
        store.database
          .prepare(`UPDATE events SET ${column} = ? WHERE seq = ?`)
          .run(bytes.toString(), row.seq);
        const fault = events.findFault(runId(1));
        store.database.exec('ROLLBACK TO probe; RELEASE probe');
        expect(fault).toEqual({ seq: row.seq, reason: 'changed' });
      }),
      { numRuns: 200 },
    );
    store.database.exec('DELETE FROM events WHERE seq = 6');
    expect(events.findFault(runId(1))).toEqual({ seq: 6, reason: 'cut off' });
    store.database.exec('DELETE FROM events WHERE seq = 3');
    expect(events.findFault(runId(1))).toEqual({ seq: 3, reason: 'missing' });
  });

  it('reads back what was appended, whatever the event', async () => {
    const store = await openStore(tempFolder());
    const hash = putVersion(store);
    const journal = createJournal(store);
    const [created] = eventsOfRun(runId(1), hash);
    if (!created) throw new Error('too few');
    const base = { run: runId(1), time: 5, step: 'a', path: [{ step: 'each', iteration: 3 }] };
    const events = [
      created,
      { ...base, seq: 2, type: 'step.logged', level: 'info', message: '😀\n"', data: [1, null] },
      { ...base, seq: 3, type: 'scope.started', iteration: 0, locals: { value: { item: 1 } } },
    ] as unknown as RunEvent[];
    await journal.append(events);
    expect(createEventsRepository(store.database).after(runId(1), 0, 10)).toEqual(events);
  });

  it('keeps events of a type that only a newer version knows', () => {
    const event = {
      run: runId(1),
      seq: 1,
      time: 5,
      type: 'from.the.future',
      deep: { anything: [1] },
    };
    // What a newer version stored is read as it is.
    const { row } = encodeEvent(prepareEvent(event as unknown as RunEvent), firstHash);
    expect(decodeEvent(row)).toEqual(event);
  });
});
