import type { RunId } from '@shared/lib/ids';
import type { Store } from '../../../src-main/storage/open-database';
import { createEventsRepository } from '../../../src-main/storage/repositories/events';
import { rowDifferences } from './row-differences';

// What must be true of a data file whatever happened to the process or the disk.

/** The last sequence number that was acknowledged, by run. */
export type Acknowledged = ReadonlyMap<string, number>;

export interface StoreFindings {
  /** Acknowledged events that are not in the log. */
  lost: number;
  /** Logs with a gap, a changed event, or an end that the run's row does not know. */
  faults: number;
  /** Rows of runs and step runs that differ from the fold over the events. */
  mismatches: number;
  /** Large values that cannot be read back. */
  unreadable: number;
  /** 1 when SQLite finds the file damaged. */
  damaged: number;
  /** In words, for the report. */
  readonly details: string[];
}

export function noFindings(): StoreFindings {
  return { lost: 0, faults: 0, mismatches: 0, unreadable: 0, damaged: 0, details: [] };
}

/** Checks the file, and the given runs event by event. */
export async function checkStore(
  store: Store,
  acknowledged: Acknowledged,
  runs: Iterable<string> = acknowledged.keys(),
): Promise<StoreFindings> {
  const found = noFindings();
  const { database, notices } = store;
  if (notices.length > 0) tell('damaged', notices.join(' '));
  const integrity = database.pragma('integrity_check(1)', { simple: true });
  if (integrity !== 'ok') tell('damaged', `integrity_check: ${String(integrity)}`);
  const log = createEventsRepository(database);
  for (const id of runs) {
    const run = id as RunId;
    const expected = acknowledged.get(id) ?? 0;
    const last = log.lastSeq(run);
    if (last < expected) tell('lost', `${run}: ${last} of ${expected} events`, expected - last);
    if (last === 0) continue;
    const fault = log.findFault(run);
    if (fault) tell('faults', `${run}: event ${fault.seq} is ${fault.reason}`);
    try {
      await log.whole(run);
    } catch (error) {
      tell('unreadable', `${run}: ${String(error)}`);
    }
    for (const difference of rowDifferences(database, run))
      tell('mismatches', `${run}: ${difference}`);
  }
  return found;

  function tell(what: Exclude<keyof StoreFindings, 'details'>, words: string, count = 1): void {
    found[what] += count;
    found.details.push(`${what}: ${words}`);
  }
}

export function addFindings(sum: StoreFindings, more: StoreFindings): void {
  for (const key of ['lost', 'faults', 'mismatches', 'unreadable', 'damaged'] as const) {
    sum[key] += more[key];
  }
  sum.details.push(...more.details);
}
