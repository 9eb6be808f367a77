import type { Migration } from '../migrate';

/** What attempts cost, summed up by run, step and currency; only where anything does. */
export const costs: Migration = {
  version: 90,
  name: 'costs',
  up(database) {
    database.exec(`
      CREATE TABLE run_costs (
        run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        step TEXT NOT NULL,
        -- Empty for what is unknown.
        currency TEXT NOT NULL,
        -- In billionths, as src-shared/runs/cost.ts has them.
        amount INTEGER NOT NULL,
        -- Attempts whose cost could not be said.
        unknown INTEGER NOT NULL,
        PRIMARY KEY (run_id, step, currency)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
