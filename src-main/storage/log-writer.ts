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
  const unsure = new UnsureAppends(writer);

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
      let encoded: EncodedAppend[] = [];
      let open = placed;
      try {
        if (isGone()) throw databaseGone(database.name);
        const before = placed.map(({ append }) => unsure.keptOf(append));
        for (const [index, { at }] of placed.entries()) settle(at, before[index]);
        open = placed.filter((_placed, index) => before[index] === undefined);
        if (open.length === 0) return undefined;
        encoded = open.map(({ append }) => chains.encode(append));
        commit(database, () => {
          writer.write(encoded);
          atMoment?.('in-commit', typesOf(encoded));
        });
        commits += 1;
      } catch (error) {
        if (meansStall(error)) unsure.add(encoded);
        return refuse(open, error);
      }
      unsure.forget(encoded);
      for (const [index, { at }] of open.entries()) settle(at, encoded[index]);
      return undefined;
    }

    function settle(at: number, append: EncodedAppend | undefined): void {
      if (append === undefined) return;
      const { events: kept } = append;
      for (const { event } of kept) if (isRunEnd(event)) chains.forget(event.run);
      settled.push({ at, kept });
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

/**
 * Appends at whose commit the disk failed. Where there is no write-ahead log it may fail after the
 * commit had taken effect; then they must not be written again, nor be taken for somebody else's.
 */
class UnsureAppends {
  readonly #writer: EventWriter;
  readonly #byRun = new Map<RunId, EncodedAppend[]>();

  constructor(writer: EventWriter) {
    this.#writer = writer;
  }

  add(appends: readonly EncodedAppend[]): void {
    this.forget(appends);
    for (const append of appends) {
      this.#byRun.set(append.run, [...(this.#byRun.get(append.run) ?? []), append]);
    }
  }

  /** What was written has an end that is known. */
  forget(appends: readonly EncodedAppend[]): void {
    if (this.#byRun.size === 0) return;
    for (const { run } of appends) this.#byRun.delete(run);
  }

  /** The append as it stands in the log already; undefined where it does not. */
  keptOf({ run, events }: PreparedAppend): EncodedAppend | undefined {
    const appends = this.#byRun.get(run);
    const first = events[0]?.columns.seq;
    const same = appends?.find((append) => append.events[0]?.event.seq === first);
    if (appends === undefined || same === undefined) return undefined;
    const last = appends.at(-1)?.events.at(-1);
    const head = this.#writer.readHead(run);
    // All of a batch is in the log, or nothing of it.
    const isKept = last !== undefined && head?.nextSeq === last.event.seq + 1;
    return isKept && head.lastHash.equals(last.row.hash) ? same : undefined;
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
