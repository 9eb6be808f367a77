import { statSync } from 'node:fs';
import type { RunEvent } from '@shared/runs/events';
import { describe, expect, it } from 'vitest';
import { eventsOfRun, openStore, putVersion, runId } from '../../test/helpers/stored-runs';
import { tempFolder } from '../../test/helpers/temp-profile';
import { createJournal } from './journal';
import { checkLogs } from './log-check';
import type { Store } from './open-database';
import { createEventsRepository } from './repositories/events';
import { createRunsRepository } from './repositories/runs';
import { createRetention } from './retention';

const day = 24 * 60 * 60 * 1000;
const none = { days: null, runsPerWorkflow: null, bytes: null };

describe('prune', () => {
  it('removes what ended long ago, but nothing pinned and nothing that goes on', async () => {
    const { store, runs, append } = await filled();
    const now = 100 * day;
    for (const number of [1, 2, 3]) await append(number, { endedAt: now - 40 * day });
    await append(4, { endedAt: now - 10 * day });
    await append(5, { endedAt: now - 40 * day, open: true });
    runs.setKept(runId(2), true);
    const pruned = await createRetention(store.database).prune({ ...none, days: 30 }, now);
    expect(pruned.runs).toBe(2);
    expect(pruned.bytes).toBeGreaterThan(0);
    expect(idsOf(store)).toEqual([2, 4, 5].map(runId));
    expect(runs.find(runId(2))?.kept).toBe(true);
    expect(count(store, 'events')).toBe(6 + 6 + 5);
    expect((await checkLogs(store.database)).damagedLogs).toEqual([]);
  });

  it('keeps the newest runs of each workflow', async () => {
    const { store, append } = await filled();
    for (const number of [1, 2, 3, 4]) await append(number, { workflow: 'wf_aaaaaaaaaaaa' });
    for (const number of [5, 6]) await append(number, { workflow: 'wf_bbbbbbbbbbbb' });
    for (const number of [7, 8, 9]) await append(number, { name: number === 8 ? 'Other' : 'Test' });
    const retention = createRetention(store.database);
    expect((await retention.prune({ ...none, runsPerWorkflow: 1 }, 0)).runs).toBe(3 + 1 + 1);
    expect(idsOf(store)).toEqual([4, 6, 8, 9].map(runId));
  });

  it('removes the oldest until all of them together are small enough', async () => {
    const { store, runs, append } = await filled();
    for (const number of [1, 2, 3, 4]) {
      await append(number, { endedAt: number * day, output: `${number}`.repeat(100_000) });
    }
    const size = runs.find(runId(1))?.bytes ?? 0;
    expect(size).toBeGreaterThan(100_000);
    const retention = createRetention(store.database);
    expect(await retention.prune({ ...none, bytes: 2.5 * size }, 0)).toEqual({
      runs: 2,
      bytes: 2 * size,
    });
    expect(idsOf(store)).toEqual([3, 4].map(runId));
    expect(await retention.prune({ ...none, bytes: 2.5 * size }, 0)).toEqual({ runs: 0, bytes: 0 });
  });

  it('lets other work go first, and gives the room back to the disk', async () => {
    const { store, append } = await filled();
    for (let number = 0; number < 60; number += 1) {
      await append(number, { output: `${number} ${'x'.repeat(300_000)}` });
    }
    store.database.pragma('wal_checkpoint(TRUNCATE)');
    const before = statSync(store.file).size;
    let turns = 0;
    const timer = setInterval(() => (turns += 1));
    await createRetention(store.database).prune({ ...none, runsPerWorkflow: 10 }, 0);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
    store.database.pragma('wal_checkpoint(TRUNCATE)');
    expect(count(store, 'blobs')).toBe(10);
    expect(statSync(store.file).size).toBeLessThan(before / 3);
    expect(store.database.pragma('integrity_check', { simple: true })).toBe('ok');
  });
});

describe('a removal that was cut off', () => {
  it('shows nothing of the run, and is finished later', async () => {
    const profile = tempFolder();
    const { store, runs, append } = await filled(profile);
    await append(1, { extra: 30_000 });
    await append(2, {});
    runs.remove(runId(1));
    expect(idsOf(store)).toEqual([runId(2)]);
    expect(runs.find(runId(1))).toBeUndefined();
    expect(count(store, 'events')).toBeGreaterThan(6);
    store.close();
    const again = await openStore(profile);
    await createRetention(again.database).sweep();
    expect(count(again, 'events')).toBe(6);
    expect(count(again, 'runs')).toBe(1);
  });

  it('does not harm a value that somebody uses again meanwhile', async () => {
    const { store, append } = await filled();
    const output = 'y'.repeat(3_000_000);
    await append(1, { output });
    store.database.exec(`
      DELETE FROM run_blobs;
      UPDATE blobs SET units = -1;
      DELETE FROM blob_chunks WHERE start < 1000000;
    `);
    await append(2, { output });
    await createRetention(store.database).sweep();
    const log = await createEventsRepository(store.database).whole(runId(2));
    expect(log.at(-1)).toMatchObject({ output: { value: output } });
  });
});

interface RunOptions {
  readonly endedAt?: number;
  readonly open?: boolean;
  readonly workflow?: string;
  readonly name?: string;
  readonly output?: string;
  /** So many more events. */
  readonly extra?: number;
}

async function filled(profile = tempFolder()) {
  const store = await openStore(profile);
  const hash = putVersion(store);
  const journal = createJournal(store);
  const runs = createRunsRepository(store.database);
  const append = async (number: number, options: RunOptions) => {
    const events = eventsOfRun(runId(number), hash, options.output).map((event): RunEvent => {
      if (event.type !== 'run.created') return event;
      const { workflow } = event;
      const { name = workflow.name } = options;
      return { ...event, workflow: { ...workflow, id: options.workflow ?? null, name } };
    });
    const end = events.pop();
    if (!end) throw new Error('too few');
    const template = { ...events[1], type: 'step.queued', step: 'more', path: [] };
    for (let index = 0; index < (options.extra ?? 0); index += 1) {
      events.push({ ...template, seq: events.length + 1 } as unknown as RunEvent);
    }
    const last = { ...end, seq: events.length + 1, time: options.endedAt ?? end.time };
    await journal.append(options.open ? events : [...events, last]);
  };
  return { store, runs, append };
}

function idsOf(store: Store): string[] {
  return createRunsRepository(store.database)
    .list({ limit: 100 })
    .map((run) => run.id)
    .sort();
}

function count(store: Store, table: string): unknown {
  return store.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
}
