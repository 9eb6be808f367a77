import type { CostSum } from '@shared/runs/cost';

// How sums of costs come out of SQL: a JSON list of currency, amount and unknown ones.

/** For the run whose id is in `run`; null when nothing of it cost anything. */
export function costOfRun(run: string): string {
  return `(
    SELECT json_group_array(json_array(currency, amount, unknown)) FILTER (WHERE currency IS NOT NULL)
    FROM (
      SELECT currency, sum(amount) AS amount, sum(unknown) AS unknown
      FROM run_costs WHERE run_id = ${run} GROUP BY currency
    )
  )`;
}

type CostRow = readonly [currency: string, amount: number, unknown: number];

export function readCosts(text: string | null): CostSum | null {
  const rows = text === null ? [] : (JSON.parse(text) as readonly CostRow[]);
  if (rows.length === 0) return null;
  const amounts: Record<string, number> = {};
  let unknown = 0;
  for (const [currency, amount, more] of rows) {
    if (currency !== '') amounts[currency] = (amounts[currency] ?? 0) + amount;
    unknown += more;
  }
  return { amounts, unknown };
}
