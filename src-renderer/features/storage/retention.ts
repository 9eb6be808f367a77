import type { Retention } from '@shared/ipc/settings';

export type RetentionKey = keyof Retention;

const megabyte = 1_000_000;

/** The limits as the settings show them; sizes in megabytes. */
export const retentionLimits: readonly {
  readonly key: RetentionKey;
  readonly label: string;
  readonly unit: string;
}[] = [
  { key: 'days', label: 'Keep for', unit: 'days' },
  { key: 'runsPerWorkflow', label: 'Keep per workflow', unit: 'runs' },
  { key: 'bytes', label: 'Keep at most', unit: 'MB' },
];

const most: Readonly<Record<RetentionKey, number>> = {
  days: 36_500,
  runsPerWorkflow: 1_000_000,
  bytes: 1_000_000_000,
};

export function limitText(key: RetentionKey, value: number | null): string {
  if (value === null) return '';
  return String(key === 'bytes' ? Math.max(1, Math.round(value / megabyte)) : value);
}

/** The limit a text stands for; null for none. */
export function parseLimit(
  key: RetentionKey,
  text: string,
): { readonly value: number | null } | { readonly error: string } {
  const trimmed = text.trim();
  if (trimmed === '') return { value: null };
  const value = Number(trimmed);
  if (!Number.isInteger(value) || value < 1) return { error: 'A whole number from 1, or nothing.' };
  if (value > most[key]) return { error: `At most ${most[key].toLocaleString('en')}.` };
  return { value: key === 'bytes' ? value * megabyte : value };
}
