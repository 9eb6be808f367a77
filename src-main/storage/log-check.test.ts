import { describe, expect, it } from 'vitest';
import { eventsOfRun, openStore, putVersion, runId } from '../../test/helpers/stored-runs';
import { tempFolder } from '../../test/helpers/temp-profile';
import { createJournal } from './journal';
import { checkLogs } from './log-check';

describe('a data file with a changed event', () => {
  it('opens, and says which run is damaged', async () => {
    const profile = tempFolder();
    const store = await openStore(profile);
    const journal = createJournal(store);
    const hash = putVersion(store);
    for (const number of [1, 2, 3]) await journal.append(eventsOfRun(runId(number), hash));
    store.database
      .prepare(`UPDATE events SET payload = replace(payload, '1.5', '2.5') WHERE run_id = ?`)
      .run(runId(2));
    store.close();
    const again = await openStore(profile);
    expect(again.notices).toEqual([expect.stringContaining(`${runId(2)} (event 5 is changed)`)]);
    expect((await checkLogs(again.database)).damagedLogs).toEqual([
      { run: runId(2), seq: 5, reason: 'changed' },
    ]);
  });
});

describe('checkLogs', () => {
  it('finds a changed version, a changed value and a run without its row', async () => {
    const store = await openStore(tempFolder());
    const hash = putVersion(store);
    const journal = createJournal(store);
    await journal.append(eventsOfRun(runId(1), hash, 'x'.repeat(300_000)));
    await journal.append(eventsOfRun(runId(2), hash));
    expect(await checkLogs(store.database)).toMatchObject({
      runs: 2,
      events: 12,
      damagedLogs: [],
      damagedTexts: [],
    });
    store.database.exec(`
      PRAGMA foreign_keys = OFF;
      UPDATE workflow_versions SET text = text || ' ';
      UPDATE blob_chunks SET text = replace(text, 'xxx', 'xyx') WHERE start > 0;
      UPDATE runs SET id = 'run_other' WHERE id = '${runId(2)}';
    `);
    const found = await checkLogs(store.database);
    expect(found.damagedTexts).toHaveLength(2);
    expect(found.damagedLogs.map(({ run }) => run).sort()).toEqual([runId(2), 'run_other'].sort());
  });
});
