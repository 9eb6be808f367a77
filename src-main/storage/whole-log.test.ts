import type { JsonValue } from '@shared/lib/json';
import { describe, expect, it } from 'vitest';
import { eventsOfRun, openStore, putVersion, runId } from '../../test/helpers/stored-runs';
import { tempFolder } from '../../test/helpers/temp-profile';
import { createJournal } from './journal';
import { createEventsRepository } from './repositories/events';

const large: Record<string, JsonValue> = {
  text: '😀'.repeat(60_000),
  object: { rows: 'x'.repeat(80_000), n: [1, 2] },
  list: Array.from({ length: 5_000 }, (_item, index) => ({ index, text: 'é'.repeat(20) })),
  'list with one item': ['y'.repeat(90_000)],
};

describe('whole', () => {
  it.each(Object.entries(large))('gives back a large value as it was: %s', async (_name, value) => {
    const store = await openStore(tempFolder());
    const events = eventsOfRun(runId(1), putVersion(store), value);
    await createJournal(store).append(events);
    const log = createEventsRepository(store.database);
    expect(log.after(runId(1), 0, 100)).not.toEqual(events);
    expect(await log.whole(runId(1))).toEqual(events);
  });

  it('reads a long log while other work gets its turns', async () => {
    const store = await openStore(tempFolder());
    const [created, ...rest] = eventsOfRun(runId(1), putVersion(store));
    const template = rest[1];
    if (!created || !template) throw new Error('too few');
    const events = Array.from({ length: 20_000 }, (_event, index) =>
      index === 0 ? created : { ...template, seq: index + 1 },
    );
    await createJournal(store).append(events);
    const log = createEventsRepository(store.database);
    let turns = 0;
    let reading = true;
    const count = () => {
      turns += 1;
      if (reading) setImmediate(count);
    };
    setImmediate(count);
    expect(await log.whole(runId(1))).toHaveLength(20_000);
    reading = false;
    expect(turns).toBeGreaterThan(1);
  });

  it('has nothing of a run that does not exist', async () => {
    const store = await openStore(tempFolder());
    expect(await createEventsRepository(store.database).whole(runId(9))).toEqual([]);
  });
});
