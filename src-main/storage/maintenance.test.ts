import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { eventsOfRun, openStore, putVersion, runId } from '../../test/helpers/stored-runs';
import { tempFolder } from '../../test/helpers/temp-profile';
import { listBackups } from './backups';
import { createJournal } from './journal';
import { createEventsRepository } from './repositories/events';
import { createRunsRepository } from './repositories/runs';

const day = 24 * 60 * 60 * 1000;

describe('maintain', () => {
  it('makes a backup a day for as long as the profile is open', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const profile = tempFolder();
      let now = Date.now();
      const store = await openStore(profile, { now: () => now });
      const faults: unknown[] = [];
      const end = store.maintain((error) => faults.push(error));
      await vi.waitFor(() => expect(listBackups(profile)).toHaveLength(1));
      now += day / 2;
      vi.advanceTimersByTime(day / 2);
      now += day;
      vi.advanceTimersByTime(day / 2);
      // Two dozen looks were due by now; those that found a fresh backup have made none.
      await vi.waitFor(() => expect(listBackups(profile)).toHaveLength(2));
      await end();
      expect(listBackups(profile)).toHaveLength(2);
      vi.advanceTimersByTime(3 * day);
      expect(listBackups(profile)).toHaveLength(2);
      expect(faults).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('makes one backup when two processes find that one is due', async () => {
    const profile = tempFolder();
    const stores = [await openStore(profile), await openStore(profile)];
    await Promise.all(stores.map((store) => store.backUpWhenDue()));
    expect(listBackups(profile)).toHaveLength(1);
  });

  it('checks a file beside the work that was too large to be checked at the start', async () => {
    const profile = tempFolder();
    const first = await openStore(profile);
    await createJournal(first).append(eventsOfRun(runId(1), putVersion(first)));
    const file = first.file;
    const root = first.database
      .prepare<[], number>(`SELECT rootpage FROM sqlite_schema WHERE name = 'step_runs'`)
      .pluck()
      .get() as number;
    first.close();
    const bytes = readFileSync(file);
    bytes.fill(0xa5, (root - 1) * 4096, root * 4096);
    writeFileSync(file, bytes);
    const store = await openStore(profile, { checkLimit: 0 });
    expect(store.notices).toEqual([]);
    const faults: unknown[] = [];
    const end = store.maintain((error) => faults.push(error));
    await vi.waitFor(() =>
      expect(faults).toContainEqual(expect.objectContaining({ code: 'DB_CORRUPT' })),
    );
    await end();
  });

  it('ends at once when the app closes', async () => {
    const profile = tempFolder();
    const store = await openStore(profile, { checkLimit: 0 });
    const faults: unknown[] = [];
    const ended = store.maintain((error) => faults.push(error))();
    store.close();
    await ended;
    expect(faults).toEqual([]);
  });
});

describe('a restore drill', () => {
  it('brings back all that was kept when the backup began, made under full work', async () => {
    const profile = tempFolder();
    const store = await openStore(profile);
    const hash = putVersion(store);
    const journal = createJournal(store);
    const work = async (first: number) => {
      for (let number = first; number < first + 40; number += 1) {
        for (const event of eventsOfRun(runId(number), hash, 'x'.repeat((number % 3) * 40_000))) {
          await journal.append([event]);
        }
      }
    };
    await work(0);
    const count = () => store.database.prepare('SELECT count(*) FROM events').pluck().get();
    const before = Number(count());
    const working = work(100);
    await store.backUpWhenDue();
    await working;
    store.close();
    expect(statSync(listBackups(profile)[0]?.file ?? '').size).toBeGreaterThan(100_000);

    for (const end of ['-wal', '-shm']) rmSync(join(profile, `stepwell.db${end}`), { force: true });
    writeFileSync(join(profile, 'stepwell.db'), 'ruined');
    const restored = await openStore(profile);
    expect(restored.notices[0]).toContain('was restored');
    expect(restored.database.pragma('integrity_check', { simple: true })).toBe('ok');
    const log = createEventsRepository(restored.database);
    const runs = createRunsRepository(restored.database).list({ limit: 1_000 });
    const events = runs.reduce((sum, run) => sum + log.lastSeq(run.id), 0);
    expect(events).toBeGreaterThanOrEqual(before);
    expect(runs.map((run) => log.findFault(run.id)).filter(Boolean)).toEqual([]);
  });
});
