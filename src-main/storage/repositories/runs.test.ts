import { describe, expect, it } from 'vitest';
import { eventsOfRun, openStore, putVersion, runId } from '../../../test/helpers/stored-runs';
import { tempFolder } from '../../../test/helpers/temp-profile';
import { createJournal } from '../journal';
import { createRunsRepository } from './runs';

describe('createRunsRepository', () => {
  it('pages through runs that began in the same millisecond, newest first', async () => {
    const store = await openStore(tempFolder());
    const hash = putVersion(store);
    const journal = createJournal(store);
    for (let number = 0; number < 7; number += 1) {
      await journal.append(eventsOfRun(runId(number), hash));
    }
    const runs = createRunsRepository(store.database);
    const seen: string[] = [];
    let page = runs.list({ limit: 3 });
    while (page.length > 0) {
      seen.push(...page.map((run) => run.id));
      page = runs.list({ limit: 3, before: page.at(-1)?.id });
    }
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map(runId));
    expect(runs.list({ limit: 3, before: runId(99) })).toEqual([]);
  });

  it('answers a page from an index, without sorting', async () => {
    const store = await openStore(tempFolder());
    const plans = [
      `SELECT id FROM runs WHERE (created_at, id) < (5, '') ORDER BY created_at DESC, id DESC LIMIT 9`,
      `SELECT id FROM runs WHERE workflow_id = 'wf' AND (created_at, id) < (5, '')
       ORDER BY created_at DESC, id DESC LIMIT 9`,
    ].map((sql) =>
      store.database
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map((row) => row.detail)
        .join('; '),
    );
    expect(plans.join('\n')).not.toMatch(/SCAN|TEMP B-TREE/);
  });
});
