import { AppError } from '@shared/errors/app-error';
import type { RunId } from '@shared/lib/ids';
import type { RunEventType } from '@shared/runs/events';
import { commit } from './commit';
import { type Database, sqliteCode } from './database';
import { type EncodedEvent, encodeEvent, firstHash, type PreparedEvent } from './event-encoding';
import {
  createEventWriter,
  type EncodedAppend,
  type EventWriter,
  type RunDetails,
  runTaken,
} from './event-writer';
import { isRunEnd } from './run-changes';
import type { AtMoment } from './journal-moments';
import { meansStall } from './journal-stall';
import { databaseGone } from './storage-errors';

// Puts batches of appends into the log, on whichever thread it was made: large values and hashes,
// one transaction, and what became of each append.

/** Consecutive events of one run, numbered and turned into JSON. */
export interface PreparedAppend {
  readonly run: RunId;
  /** Comes with the first event of a run. */
  readonly details: RunDetails | undefined;
  readonly events: readonly PreparedEvent[];
}

export interface BatchOutcome {
  readonly settled: readonly Settled[];
  /** Why the rest was not written and has to wait: the disk takes nothing more. */
  readonly fault: unknown;
  readonly commits: number;
}

/** What became of the append at that place in the batch. */
export type Settled =
  | { readonly at: number; readonly kept: readonly EncodedEvent[] }
  | { readonly at: number; readonly refused: unknown };

export interface LogWriter {
  /** Everything it tells of was committed, or never will be. */
  write(batch: readonly PreparedAppend[]): BatchOutcome;
}

export interface LogWriterParts {
  readonly database: Database;
  readonly owner: string;
  /** Whether the data file is no longer where it was. */
  readonly isGone: () => boolean;
  readonly atMoment?: AtMoment | undefined;
}

export function createLogWriter({ database, owner, isGone, atMoment }: LogWriterParts): LogWriter {
  const writer = createEventWriter(database, owner);
  const chains = new Chains(writer);

  interface Placed {
    readonly at: number;
    readonly append: PreparedAppend;
  }

  function write(batch: readonly PreparedAppend[]): BatchOutcome {
    const settled: Settled[] = [];
    let commits = 0;
    const fault = attempt(batch.map((append, at) => ({ at, append })));
    return { settled, fault, commits };

    /** Gives the fault that stopped it, if one did. */
    function attempt(placed: readonly Placed[]): unknown {
      let encoded: EncodedAppend[];
      try {
        if (isGone()) throw databaseGone(database.name);
        encoded = placed.map(({ append }) => chains.encode(append));
        commit(database, () => {
          writer.write(encoded);
          atMoment?.('in-commit', typesOf(encoded));
        });
        commits += 1;
      } catch (error) {
        return refuse(placed, error);
      }
      for (const [index, { at }] of placed.entries()) {
        const kept = encoded[index]?.events ?? [];
        for (const { event } of kept) if (isRunEnd(event)) chains.forget(event.run);
        settled.push({ at, kept });
      }
      return undefined;
    }

    function refuse(placed: readonly Placed[], error: unknown): unknown {
      const runs = new Set(placed.map(({ append }) => append.run));
      // Nothing of the batch is in the log: the next append of these runs starts from what is.
      for (const run of runs) chains.forget(run);
      if (meansStall(error)) return error;
      // One run that broke a rule of the schema must not take the others down with it.
      if (runs.size > 1 && isOneRunsFault(error)) {
        for (const run of runs) {
          const fault = attempt(placed.filter(({ append }) => append.run === run));
          if (fault !== undefined) return fault;
        }
        return undefined;
      }
      for (const { at } of placed) settled.push({ at, refused: error });
      return undefined;
    }
  }

  return { write };
}

/** Where a run's log ends. */
interface End {
  readonly nextSeq: number;
  readonly lastHash: Buffer;
}

/** The ends of the logs that are being written. */
class Chains {
  readonly #writer: EventWriter;
  readonly #ends = new Map<RunId, End>();

  constructor(writer: EventWriter) {
    this.#writer = writer;
  }

  encode({ run, details, events }: PreparedAppend): EncodedAppend {
    let { nextSeq, lastHash } = this.#endOf(run);
    const encoded = events.map((prepared) => {
      // Whoever numbered it had seen another end.
      if (prepared.columns.seq !== nextSeq) throw runTaken(run);
      const next = encodeEvent(prepared, lastHash);
      lastHash = next.row.hash;
      nextSeq += 1;
      return next;
    });
    this.#ends.set(run, { nextSeq, lastHash });
    return { run, details, events: encoded };
  }

  forget(run: RunId): void {
    this.#ends.delete(run);
  }

  #endOf(run: RunId): End {
    return this.#ends.get(run) ?? this.#writer.readHead(run) ?? { nextSeq: 1, lastHash: firstHash };
  }
}

function isOneRunsFault(error: unknown): boolean {
  return sqliteCode(error)?.startsWith('SQLITE_CONSTRAINT') === true || isTaken(error);
}

function isTaken(error: unknown): boolean {
  return error instanceof AppError && error.code === 'RUN_TAKEN';
}

function typesOf(appends: readonly EncodedAppend[]): readonly RunEventType[] {
  return appends.flatMap(({ events }) => events.map(({ event }) => event.type));
}
