import { AppError } from '@shared/errors/app-error';
import type { ContentHash } from '@shared/lib/ids';
import { commit } from '../commit';
import { hashText } from '../content-hash';
import type { Database } from '../database';

/** Texts of workflows by hash: immutable, so that a run keeps exactly what it started from. */
export interface VersionsRepository {
  /** Keeps a text; the same text is kept once. */
  put(text: string, now: number): ContentHash;
  text(hash: ContentHash): string;
}

export function createVersionsRepository(database: Database): VersionsRepository {
  const insert = database.prepare<[string, string, number]>(`
    INSERT INTO workflow_versions (hash, text, created_at) VALUES (?, ?, ?)
    ON CONFLICT (hash) DO NOTHING
  `);
  const find = database.prepare<[string], { text: string }>(
    'SELECT text FROM workflow_versions WHERE hash = ?',
  );
  return {
    put(text, now) {
      const hash = hashText(text);
      // A version that exists needs no transaction, and so no flush of the disk.
      if (!find.get(hash)) commit(database, () => insert.run(hash, text, now));
      return hash;
    },
    text(hash) {
      const row = find.get(hash);
      if (row) return row.text;
      throw new AppError({
        code: 'NOT_FOUND',
        kind: 'user',
        message: `There is no workflow version ${hash}.`,
        hint: 'It may belong to another profile.',
      });
    },
  };
}
