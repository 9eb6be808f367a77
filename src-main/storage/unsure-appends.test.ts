import BetterSqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { eventsOfRun, openStore, putVersion, runId } from '../../test/helpers/stored-runs';
import { tempFolder } from '../../test/helpers/temp-profile';
import { createJournal } from './journal';
import { createEventsRepository } from './repositories/events';

type Store = Awaited<ReturnType<typeof openStore>>;

/** The disk fails at the next commit: before it takes effect, or after. */
function failOnce(store: Store, when: 'before' | 'after'): { readonly left: () => number } {
  const { database } = store;
  const transaction = database.transaction.bind(database);
  let left = 1;
  const fail = () => {
    left -= 1;
    throw new BetterSqlite.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC');
  };
  Object.assign(database, {
    transaction: (write: () => unknown) => ({
      immediate: () => {
        if (left > 0 && when === 'before') fail();
        const value = transaction(write).immediate();
        if (left > 0) fail();
        return value;
      },
    }),
  });
  return { left: () => left };
}

describe('an append at whose commit the disk failed', () => {
  it.each(['before', 'after'] as const)(
    'is kept once, if that was %s it took effect',
    async (when) => {
      const store = await openStore(tempFolder());
      const hash = putVersion(store);
      const journal = createJournal(store, { retryDelays: { first: 1, most: 1 } });
      const log = createEventsRepository(store.database);
      const events = eventsOfRun(runId(1), hash);
      const fault = failOnce(store, when);
      const first = journal.append(events.slice(0, 2));
      const second = journal.append(events.slice(2, 3));
      await Promise.all([first, second]);
      expect(fault.left()).toBe(0);
      await journal.append(events.slice(3));
      expect(log.after(runId(1), 0, 100).map(({ seq }) => seq)).toEqual(
        events.map((_event, at) => at + 1),
      );
      expect(log.findFault(runId(1))).toBeUndefined();
      await journal.close();
    },
  );
});
