import type { RunId, WorkflowId } from '@shared/lib/ids';
import type { StepCost } from '@shared/runs/cost';
import type { RunEvent } from '@shared/runs/events';
import { describe, expect, it } from 'vitest';
import { eventsOfRun, openStore, putVersion, runId } from '../../test/helpers/stored-runs';
import { tempFolder } from '../../test/helpers/temp-profile';
import { createJournal } from './journal';
import { createRunSearchRepository } from './repositories/run-search';
import { createRunsRepository } from './repositories/runs';

const workflowId = 'wf_0000000001' as WorkflowId;
const billion = 1_000_000_000;

async function open() {
  const store = await openStore(tempFolder());
  const hash = putVersion(store);
  const journal = createJournal(store);
  /** A run whose one step has attempts that cost this much, the last of them its end. */
  async function run(number: number, costs: readonly (StepCost | undefined)[]): Promise<RunId> {
    const id = runId(number);
    const [created, started, queued, begun, completed, ended] = eventsOfRun(id, hash);
    const log = [
      { ...created, workflow: { id: workflowId, hash, name: 'T' } },
      started,
      queued,
      begun,
    ];
    for (const cost of costs.slice(0, -1)) {
      const error = { code: 'X', kind: 'operational', message: 'x' };
      log.push({ ...begun, type: 'step.retrying', error, due: 1, ...(cost && { cost }) } as never);
    }
    const last = costs.at(-1);
    log.push({ ...completed, ...(last && { cost: last }) } as never, ended);
    await journal.append(log.map((event, at) => ({ ...event, seq: at + 1 })) as RunEvent[]);
    return id;
  }
  return {
    journal,
    run,
    runs: createRunsRepository(store.database),
    search: createRunSearchRepository(store.database),
    rows: () => store.database.prepare('SELECT count(*) FROM run_costs').pluck().get(),
  };
}

describe('costs in the store', () => {
  it('are summed up by run and by step, by currency', async () => {
    const { run, runs, search } = await open();
    const dollars = { amount: 0.1, currency: 'USD' };
    const first = await run(1, [dollars, dollars, { amount: 0.1, currency: 'EUR' }]);
    const second = await run(2, [{ unknown: 'why' }, dollars]);
    const free = await run(3, [undefined]);
    expect(runs.find(first)?.cost).toEqual({
      amounts: { USD: 0.2 * billion, EUR: 0.1 * billion },
      unknown: 0,
    });
    expect(runs.find(second)?.cost).toEqual({ amounts: { USD: 0.1 * billion }, unknown: 1 });
    expect(runs.find(free)?.cost).toBeNull();
    expect(runs.list({ limit: 9 }).map(({ cost }) => cost === null)).toEqual([true, false, false]);
    expect(search.ended({}, 9).map(({ cost }) => cost?.unknown)).toEqual([undefined, 1, 0]);
    expect(search.stepCosts(workflowId, 9)).toEqual([
      {
        step: 'fetch',
        runs: 2,
        cost: { amounts: { USD: 0.3 * billion, EUR: 0.1 * billion }, unknown: 1 },
      },
    ]);
    expect(search.stepCosts(workflowId, 1)).toEqual([]);
  });

  it('of what a fork took over are not its own', async () => {
    const { run, journal, runs } = await open();
    const id = await run(1, [{ amount: 1, currency: 'USD' }]);
    await journal.append([{ type: 'run.forked', run: id, seq: 7, time: 9, from: runId(9), at: 6 }]);
    expect(runs.find(id)?.cost).toBeNull();
  });

  it('go with the run', async () => {
    const { run, runs, rows } = await open();
    runs.remove(await run(1, [{ amount: 1, currency: 'USD' }]));
    expect(rows()).toBe(0);
  });
});
