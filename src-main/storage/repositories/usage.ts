import type { Database } from '../database';

export interface Usage {
  /** Of the data file. */
  readonly bytes: number;
  readonly runs: number;
}

/** How much there is in a profile's data file. */
export function readUsage(database: Database): Usage {
  const pages = Number(database.pragma('page_count', { simple: true }));
  const size = Number(database.pragma('page_size', { simple: true }));
  const runs = database.prepare<[], number>('SELECT count(*) FROM runs').pluck().get() as number;
  return { bytes: pages * size, runs };
}
