import { type RunId, runIdSchema, type WorkflowId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';
import type { Database } from '../database';
import { chainHash, decodeEvent, type EventRow, firstHash } from '../event-encoding';
import { readWholeLog } from '../whole-log';
import { createBlobsRepository } from './blobs';

/** The logs of runs, for reading. */
export interface EventsRepository {
  /** Events with a higher `seq`, in order. */
  after(run: RunId, seq: number, limit: number): RunEvent[];
  /** All events with large values in their places, read in slices; what a run is restored from. */
  whole(run: RunId): Promise<RunEvent[]>;
  /** 0 when the run has none or does not exist. */
  lastSeq(run: RunId): number;
  /** Runs of a workflow that were forked from others, and how many events they share with them. */
  forks(workflow: WorkflowId): { run: RunId; from: RunId; at: number }[];
  /** Checks numbering and hash chain; undefined when the log is whole. */
  findFault(run: RunId): LogFault | undefined;
}

export interface LogFault {
  readonly seq: number;
  readonly reason: 'missing' | 'changed' | 'cut off';
}

export function createEventsRepository(database: Database): EventsRepository {
  const after = database.prepare<[string, number, number], EventRow>(`
    SELECT * FROM events WHERE run_id = ? AND seq > ? ORDER BY seq LIMIT ?
  `);
  const all = database.prepare<[string], EventRow>(
    'SELECT * FROM events WHERE run_id = ? ORDER BY seq',
  );
  const head = database.prepare<[string], { next_seq: number; last_hash: Buffer }>(
    'SELECT next_seq, last_hash FROM runs WHERE id = ?',
  );

  // One snapshot: another process may append between the events and the end of the log.
  const findFault = database.transaction((run: RunId): LogFault | undefined => {
    let hash: Buffer = firstHash;
    let seq = 0;
    for (const row of all.iterate(run)) {
      seq += 1;
      if (row.seq !== seq) return { seq, reason: 'missing' };
      if (!chainHash(row, hash).equals(row.hash)) return { seq, reason: 'changed' };
      hash = row.hash;
    }
    const end = head.get(run);
    if (!end) return undefined;
    if (end.next_seq !== seq + 1) return { seq: seq + 1, reason: 'cut off' };
    return end.last_hash.equals(hash) ? undefined : { seq, reason: 'changed' };
  });

  const pages = {
    after: (run: RunId, seq: number, limit: number) => after.all(run, seq, limit).map(decodeEvent),
    lastSeq: (run: RunId) => (head.get(run)?.next_seq ?? 1) - 1,
  };
  const forked = database.prepare<[string], { run: string; origin: string; at: number }>(`
    SELECT runs.id AS run, events.payload ->> 'from' AS origin, events.payload ->> 'at' AS at
    FROM runs JOIN events ON events.run_id = runs.id
    WHERE runs.workflow_id = ? AND events.type = 'run.forked'
    ORDER BY runs.created_at, runs.id
  `);
  const blobs = createBlobsRepository(database);
  return {
    forks: (workflow) =>
      forked.all(workflow).map(({ run, origin, at }) => ({
        run: runIdSchema.parse(run),
        from: runIdSchema.parse(origin),
        at,
      })),
    ...pages,
    whole: (run) => readWholeLog({ ...pages, blobs }, run),
    findFault: (run) => findFault(run),
  };
}
