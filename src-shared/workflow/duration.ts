const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** The longest duration: about 24 days, what a timer can hold. */
export const longestDuration = 2_147_483_647;

/** Milliseconds of `"500ms"`, `"30s"`, `"5m"`, `"2h"`, `"1d"` or a whole number; null = not one. */
export function parseDuration(value: unknown): number | null {
  if (typeof value === 'number') {
    return Number.isInteger(value) && value >= 0 && value <= longestDuration ? value : null;
  }
  if (typeof value !== 'string') return null;
  const match = /^\s*(\d{1,12}(?:\.\d{1,6})?)\s*(ms|s|m|h|d)\s*$/.exec(value);
  if (match === null) return null;
  const [, amount = '', unit = ''] = match;
  const milliseconds = Math.round(Number(amount) * (units[unit] ?? 0));
  return milliseconds <= longestDuration ? milliseconds : null;
}

/** The shortest exact text of a duration: 90000 → `90s`, 120000 → `2m`. */
export function formatDuration(milliseconds: number): string {
  const rounded = Math.max(0, Math.round(milliseconds));
  for (const unit of ['d', 'h', 'm', 's']) {
    const size = units[unit] ?? 1;
    if (rounded >= size && rounded % size === 0) return `${rounded / size}${unit}`;
  }
  return `${rounded}ms`;
}
