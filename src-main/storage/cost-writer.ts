import { costSum } from '@shared/runs/cost';
import type { RunEvent } from '@shared/runs/events';
import type { Database } from './database';

/** Keeps the sums of what attempts cost in step with the log, inside the journal's transaction. */
export interface CostWriter {
  note(event: RunEvent): void;
}

export function createCostWriter(database: Database): CostWriter {
  const add = database.prepare<[string, string, string, number, number]>(`
    INSERT INTO run_costs (run_id, step, currency, amount, unknown) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (run_id, step, currency) DO UPDATE SET
      amount = amount + excluded.amount, unknown = unknown + excluded.unknown
  `);
  const forget = database.prepare<[string]>('DELETE FROM run_costs WHERE run_id = ?');
  return {
    note(event) {
      // What was taken over from another run was paid for there.
      if (event.type === 'run.forked') forget.run(event.run);
      if (!('cost' in event) || event.cost === undefined) return;
      const { amounts, unknown } = costSum(event.cost);
      if (unknown > 0) add.run(event.run, event.step, '', 0, unknown);
      for (const [currency, amount] of Object.entries(amounts)) {
        add.run(event.run, event.step, currency, amount, 0);
      }
    },
  };
}
