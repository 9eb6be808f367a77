import type { ContentHash } from '@shared/lib/ids';
import { commit } from '../commit';
import type { Database } from '../database';

/** Why a text is trusted; for people who look into it later. */
export type TrustReason =
  /** Begun here. */
  | 'made'
  /** A trusted text that was edited here. */
  | 'edited'
  /** Shipped with Stepwell. */
  | 'sample'
  /** The user said so. */
  | 'user';

/** Which texts are trusted, by their content: a text that changes outside is another text. */
export interface TrustRepository {
  isTrusted(hash: ContentHash): boolean;
  trust(hash: ContentHash, reason: TrustReason, now: number): void;
}

export function createTrustRepository(database: Database): TrustRepository {
  const find = database.prepare<[string]>('SELECT 1 FROM trusted_versions WHERE hash = ?');
  const insert = database.prepare<[string, string, number]>(`
    INSERT INTO trusted_versions (hash, reason, trusted_at) VALUES (?, ?, ?)
    ON CONFLICT (hash) DO NOTHING
  `);
  const isTrusted = (hash: ContentHash) => find.get(hash) !== undefined;
  return {
    isTrusted,
    trust(hash, reason, now) {
      // What is known needs no transaction, and so no flush of the disk.
      if (!isTrusted(hash)) commit(database, () => insert.run(hash, reason, now));
    },
  };
}
