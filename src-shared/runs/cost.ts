// What attempts cost. Money of different currencies is never added up, and an attempt whose cost
// could not be said is counted, so that a sum never pretends to be whole.

/** What one attempt cost, as its step says; recorded as it ends. */
export type StepCost =
  | { readonly amount: number; readonly currency: string }
  /** Why it could not be said. */
  | { readonly unknown: string };

/** What attempts cost together. */
export interface CostSum {
  /** By currency, in billionths: whole numbers give the same sum in whatever order they are added. */
  readonly amounts: Readonly<Record<string, number>>;
  /** Attempts whose cost could not be said. */
  readonly unknown: number;
}

/** Of a workflow that names none, as long as nobody that calls it does. */
export const defaultCurrency = 'USD';

/** One attempt costs at most this much. */
export const mostCost = 1_000_000;

const billion = 1_000_000_000;

const nothing: CostSum = { amounts: {}, unknown: 0 };

export function addCost(sum: CostSum | undefined, cost: StepCost): CostSum {
  return addCosts(sum ?? nothing, costSum(cost));
}

export function addCosts(one: CostSum, other: CostSum): CostSum {
  const amounts: Record<string, number> = { ...one.amounts };
  for (const [currency, amount] of Object.entries(other.amounts)) {
    amounts[currency] = (amounts[currency] ?? 0) + amount;
  }
  return { amounts, unknown: one.unknown + other.unknown };
}

export function costSum(cost: StepCost): CostSum {
  if ('unknown' in cost) return { amounts: {}, unknown: 1 };
  return { amounts: { [cost.currency]: Math.round(cost.amount * billion) }, unknown: 0 };
}

/** An amount of a sum, in units of its currency. */
export function unitsOf(billionths: number): number {
  return billionths / billion;
}

/** `0.42 USD`, `0.42 USD + 0.10 EUR`, `0.42 USD + 1 unknown`. */
export function costText({ amounts, unknown }: CostSum): string {
  const parts = Object.entries(amounts).map(
    ([currency, amount]) => `${amountText(unitsOf(amount))} ${currency}`,
  );
  if (unknown > 0)
    parts.push(unknown === 1 && parts.length === 0 ? 'unknown' : `${unknown} unknown`);
  return parts.length === 0 ? `0 ${defaultCurrency}` : parts.join(' + ');
}

/** Two digits after the point, and more where a small amount would look like none. */
export function amountText(amount: number): string {
  if (amount === 0) return '0';
  const few = fewDigits.format(amount);
  return amount >= 1 || /^\d*\.?\d?$/.test(few) ? twoDigits.format(amount) : few;
}

const twoDigits = new Intl.NumberFormat('en', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const fewDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
