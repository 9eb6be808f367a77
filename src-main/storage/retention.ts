import { setImmediate as turn } from 'node:timers/promises';
import type { RunId } from '@shared/lib/ids';
import { commit } from './commit';
import type { Database } from './database';
import { createSlices } from './slices';
import { createSweep } from './sweep';

// Which finished runs are kept. Everything happens in small transactions with pauses between them:
// neither the window nor a run at work waits for it.

/** A limit that is null does not apply. */
export interface RetentionLimits {
  /** Days since a run ended. */
  readonly days: number | null;
  /** Finished runs of one workflow. */
  readonly runsPerWorkflow: number | null;
  /** Bytes of all runs together; the oldest go first. */
  readonly bytes: number | null;
}

/** What was removed. */
export interface Pruned {
  readonly runs: number;
  /** About what their events and large values took. */
  readonly bytes: number;
}

export interface Retention {
  /**
   * Removes finished runs beyond the limits, and gives back room. Runs that have not ended and
   * pinned ones are never touched. A call during another one waits for its turn.
   */
  prune(limits: RetentionLimits, now: number): Promise<Pruned>;
  /** Finishes what a removal left, also one that a crash cut off. */
  sweep(): Promise<void>;
}

const day = 24 * 60 * 60 * 1000;
const runsAtOnce = 50;
const slice = { pieces: 1_000, milliseconds: 5 };

interface Candidate {
  readonly id: RunId;
  readonly bytes: number;
}

export function createRetention(database: Database): Retention {
  const statements = prepareStatements(database);
  const sweeper = createSweep(database);
  let last: Promise<unknown> = Promise.resolve();

  async function sweep(): Promise<void> {
    while (!sweeper.step(slice)) await turn();
    await giveBackRoom(database);
  }

  async function prune(limits: RetentionLimits, now: number): Promise<Pruned> {
    const removed = { runs: 0, bytes: 0 };
    const { days, runsPerWorkflow, bytes } = limits;
    if (days !== null) {
      const before = now - days * day;
      await removeAll(() => statements.endedBefore.all(before, runsAtOnce), removed, now);
    }
    if (runsPerWorkflow !== null) {
      for (const workflow of statements.workflows.all()) {
        const page = { ...workflow, limit: runsAtOnce, newest: runsPerWorkflow };
        await removeAll(() => statements.beyond.all(page), removed, now);
      }
    }
    if (bytes !== null) {
      let total = await totalBytes();
      await removeAll(
        () => {
          if (total <= bytes) return [];
          const oldest = statements.endedBefore.all(Number.MAX_SAFE_INTEGER, runsAtOnce);
          const enough = oldest.findIndex((run) => (total -= run.bytes) <= bytes);
          return enough === -1 ? oldest : oldest.slice(0, enough + 1);
        },
        removed,
        now,
      );
    }
    await sweep();
    return removed;
  }

  /** Marks what `next` gives until it gives nothing, and deletes in between. */
  async function removeAll(
    next: () => readonly Candidate[],
    removed: { runs: number; bytes: number },
    now: number,
  ): Promise<void> {
    for (let found = next(); found.length > 0; found = next()) {
      const marked = commit(database, () => found.filter(({ id }) => sweeper.mark(id, now)));
      removed.runs += marked.length;
      for (const run of marked) removed.bytes += run.bytes;
      await turn();
      while (!sweeper.step(slice)) await turn();
      // Another process took them meanwhile, or somebody pinned them.
      if (marked.length === 0) return;
    }
  }

  async function totalBytes(): Promise<number> {
    const slices = createSlices();
    let total = 0;
    let after = 0;
    for (;;) {
      const { bytes, last: lastRow } = statements.bytesAfter.get(after) ?? noBytes;
      if (lastRow === null) return total;
      total += bytes ?? 0;
      after = lastRow;
      await slices.pause();
    }
  }

  /** One at a time: each would find the same runs. */
  function inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = last.then(action, action);
    last = result.catch(() => undefined);
    return result;
  }

  return {
    prune: (limits, now) => inTurn(() => prune(limits, now)),
    sweep: () => inTurn(sweep),
  };
}

const noBytes = { bytes: null, last: null };
/** Free pages up to this part of the file stay in it: they are used again without growing it. */
const freePart = 0.1;
const pagesAtOnce = 128;

/** Makes the file smaller, where it was made to be able to. In others free pages are used again. */
async function giveBackRoom(database: Database): Promise<void> {
  const incremental = 2;
  if (database.pragma('auto_vacuum', { simple: true }) !== incremental) return;
  const pages = (name: string) => Number(database.pragma(name, { simple: true }));
  for (;;) {
    const surplus = pages('freelist_count') - Math.ceil(pages('page_count') * freePart);
    if (surplus <= 0) return;
    commit(database, () =>
      database.pragma(`incremental_vacuum(${Math.min(surplus, pagesAtOnce)})`),
    );
    await turn();
  }
}

function prepareStatements(database: Database) {
  return {
    endedBefore: database.prepare<[number, number], Candidate>(`
      SELECT id, bytes FROM runs
      WHERE ended_at < ? AND kept = 0 AND removed_at IS NULL AND ended_at IS NOT NULL
      ORDER BY ended_at, id LIMIT ?
    `),
    // A run without a library entry belongs to the workflows of its name.
    workflows: database.prepare<[], { id: string | null; name: string | null }>(`
      SELECT DISTINCT workflow_id AS id, NULL AS name FROM runs WHERE workflow_id IS NOT NULL
      UNION ALL SELECT DISTINCT NULL, workflow_name FROM runs WHERE workflow_id IS NULL
    `),
    beyond: database.prepare<
      [{ id: string | null; name: string | null; newest: number; limit: number }],
      Candidate
    >(`
      SELECT id, bytes FROM runs
      WHERE workflow_id IS :id AND (:name IS NULL OR workflow_name = :name)
        AND ended_at IS NOT NULL AND kept = 0 AND removed_at IS NULL
      ORDER BY created_at DESC, id DESC LIMIT :limit OFFSET :newest
    `),
    bytesAfter: database.prepare<[number], { bytes: number | null; last: number | null }>(`
      SELECT sum(bytes) AS bytes, max(rowid) AS last FROM
        (SELECT rowid, iif(removed_at IS NULL, bytes, 0) AS bytes FROM runs
          WHERE rowid > ? ORDER BY rowid LIMIT 10000)
    `),
  };
}
