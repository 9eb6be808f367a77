const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const pattern = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/;

/**
 * Milliseconds of `500ms`, `30s`, `5m`, `2h`, `1d`, `1.5s`, or of a whole number of milliseconds;
 * undefined for anything else.
 */
export function parseDuration(value: unknown): number | undefined {
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const match = pattern.exec(value.trim());
  if (!match) return undefined;
  // The pattern admits only these units.
  const milliseconds = Math.round(Number(match[1]) * units[match[2] as keyof typeof units]);
  return Number.isSafeInteger(milliseconds) ? milliseconds : undefined;
}

/** The shortest of these writings that keeps the value: 90000 is `90s`, 120000 is `2m`. */
export function formatDuration(milliseconds: number): string {
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    if (milliseconds > 0 && milliseconds % units[unit] === 0) {
      return `${milliseconds / units[unit]}${unit}`;
    }
  }
  return `${milliseconds}ms`;
}
