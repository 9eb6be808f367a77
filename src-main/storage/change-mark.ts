import type { Database } from './database';

/**
 * A number that is another one after another connection has committed something; asking costs next to
 * nothing. Own commits do not change it.
 */
export function createChangeMark(database: Database): () => number {
  return () => Number(database.pragma('data_version', { simple: true }));
}
