import { AppError } from '@shared/errors/app-error';
import { type ContentHash, contentHashSchema } from '@shared/lib/ids';
import { commit } from '../commit';
import { hashText } from '../content-hash';
import type { Database } from '../database';

/** Texts of workflows by hash: immutable, so that a run keeps exactly what it started from. */
export interface VersionsRepository {
  /** Keeps a text; the same text is kept once. */
  put(text: string, now: number): ContentHash;
  text(hash: ContentHash): string;
  /** Hashes that begin so, at most two: enough to know that there are several. */
  beginningWith(prefix: string): ContentHash[];
}

export function createVersionsRepository(database: Database): VersionsRepository {
  const insert = database.prepare<[string, string, number]>(`
    INSERT INTO workflow_versions (hash, text, created_at) VALUES (?, ?, ?)
    ON CONFLICT (hash) DO NOTHING
  `);
  const find = database.prepare<[string], { text: string }>(
    'SELECT text FROM workflow_versions WHERE hash = ?',
  );
  // Hexadecimal digits only: the character after `f` ends the range.
  const startingWith = database.prepare<[{ from: string; to: string }], { hash: string }>(
    'SELECT hash FROM workflow_versions WHERE hash >= :from AND hash < :to ORDER BY hash LIMIT 2',
  );
  return {
    beginningWith: (prefix) =>
      startingWith
        .all({ from: prefix, to: `${prefix}g` })
        .map(({ hash }) => contentHashSchema.parse(hash)),
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
