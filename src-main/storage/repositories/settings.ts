import type { JsonValue } from '@shared/lib/json';
import { z } from 'zod';
import { commit } from '../commit';
import type { Database } from '../database';

const jsonText = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});

/** Values by key; what they mean is the settings service's matter. */
export interface SettingsRepository {
  /** Entries that can be read; a damaged one is left out, so its default applies. */
  all(): ReadonlyMap<string, JsonValue>;
  /** The texts of entries that cannot be read. */
  damaged(): ReadonlyMap<string, string>;
  /** Sets several at once. */
  set(entries: ReadonlyMap<string, JsonValue>, now: number): void;
}

export function createSettingsRepository(database: Database): SettingsRepository {
  const all = database.prepare<[], { key: string; value: string }>(
    'SELECT key, value FROM settings ORDER BY key',
  );
  const upsert = database.prepare<[string, string, number]>(`
    INSERT INTO settings (key, value, updated_at) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
  `);
  return {
    all() {
      const entries = new Map<string, JsonValue>();
      for (const row of all.all()) {
        const parsed = jsonText.safeParse(row.value);
        if (parsed.success) entries.set(row.key, parsed.data);
      }
      return entries;
    },
    damaged() {
      const rows = all.all().filter((row) => !jsonText.safeParse(row.value).success);
      return new Map(rows.map((row) => [row.key, row.value]));
    },
    set(entries, now) {
      if (entries.size === 0) return;
      commit(database, () => {
        for (const [key, value] of entries) upsert.run(key, JSON.stringify(value), now);
      });
    },
  };
}
