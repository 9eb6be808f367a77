import { AppError } from '@shared/errors/app-error';
import type { RunId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';
import { AppendQueue, type QueuedAppend, type QueueLimit, unitsOf } from './append-queue';
import { commit } from './commit';
import { sqliteCode } from './database';
import { type EncodedEvent, encodeEvent, firstHash } from './event-encoding';
import { createEventWriter, type EventWriter, type RunDetails } from './event-writer';
import { createFileWatch } from './file-watch';
import {
  backlogFull,
  createRetries,
  journalClosed,
  type JournalStall,
  type Retries,
  type RetryDelays,
  stallOf,
} from './journal-stall';
import type { Store } from './open-database';
import { isRunEnd } from './run-changes';
import { databaseGone } from './storage-errors';

// The durable journal of run events: group commit. Appends of all runs that arrive before the
// event loop turns share one transaction and so one flush of the disk, which is what costs. An
// append's promise resolves after COMMIT and never before; then the events are published.

export interface RunJournal {
  /**
   * Takes the next events of one run, in order. While the journal is stalled the promise stays
   * open; it rejects when the events can never be kept.
   */
  append(events: readonly RunEvent[]): Promise<void>;
  /** Says what the row of a run about to be created holds beyond its first event. */
  announce(run: RunId, details: RunDetails): void;
  /** Commits what is queued, now; does nothing while stalled. */
  flush(): void;
  /** Why nothing can be kept at the moment; undefined when all is well. */
  readonly stall: JournalStall | undefined;
  /** Tries at once to get out of a stall; says whether it did. */
  resume(): boolean;
  /** Keeps what can be kept; whatever waits still, and every later append, rejects. */
  close(): void;
  /** Transactions so far; a figure for tests and benchmarks. */
  readonly commits: number;
}

export interface JournalOptions {
  /** Called after COMMIT with the events as stored: large values stand as references. */
  readonly onCommitted?: (events: readonly RunEvent[]) => void;
  /** Called when the journal comes to stand still, when the reason changes, and when it goes on. */
  readonly onStall?: (stall: JournalStall | undefined) => void;
  /** Milliseconds between looks at whether the data file is still there. */
  readonly presenceInterval?: number;
  /** How long a stalled journal waits before it tries again by itself. */
  readonly retryDelays?: RetryDelays;
  /** How much may wait while stalled. */
  readonly stallLimit?: QueueLimit;
}

/** What is queued beyond either is committed at once: memory stays bounded however fast it comes. */
const queueLimit: QueueLimit = { events: 2_048, units: 16_000_000 };
const defaultStallLimit: QueueLimit = { events: 100_000, units: 64_000_000 };
const defaultRetryDelays: RetryDelays = { first: 1_000, most: 10_000 };

/** Where a run's log ends, queued events included. */
interface Head {
  nextSeq: number;
  lastHash: Buffer;
}

export function createJournal(store: Store, options: JournalOptions = {}): RunJournal {
  return new GroupCommitJournal(store, options);
}

class GroupCommitJournal implements RunJournal {
  readonly #store: Store;
  readonly #options: JournalOptions;
  readonly #writer: EventWriter;
  readonly #isGone: () => boolean;
  readonly #heads = new Map<RunId, Head>();
  readonly #queue = new AppendQueue();
  readonly #retries: Retries;
  #scheduled: NodeJS.Immediate | undefined;
  #stall: JournalStall | undefined;
  #closed = false;
  #commits = 0;

  constructor(store: Store, options: JournalOptions) {
    this.#store = store;
    this.#options = options;
    this.#writer = createEventWriter(store.database, store.owner.id);
    this.#isGone = createFileWatch(store.file, options.presenceInterval);
    this.#retries = createRetries(options.retryDelays ?? defaultRetryDelays, () => {
      this.resume();
    });
  }

  get commits(): number {
    return this.#commits;
  }

  get stall(): JournalStall | undefined {
    return this.#stall && { ...this.#stall, waiting: this.#queue.events };
  }

  announce(run: RunId, details: RunDetails): void {
    this.#writer.announce(run, details);
  }

  append(events: readonly RunEvent[]): Promise<void> {
    const first = events[0];
    if (!first) return Promise.resolve();
    if (this.#closed) return Promise.reject(journalClosed());
    const { stall } = this;
    if (stall && this.#queue.reaches(this.#options.stallLimit ?? defaultStallLimit)) {
      return Promise.reject(backlogFull(stall));
    }
    let encoded: EncodedEvent[];
    try {
      encoded = this.#encode(first.run, events);
    } catch (error) {
      return Promise.reject(error);
    }
    return new Promise<void>((resolve, reject) => {
      const append = { run: first.run, events: encoded };
      this.#queue.push({ ...append, units: unitsOf(append), resolve, reject });
      if (this.#stall) return;
      if (this.#queue.reaches(queueLimit)) this.flush();
      else this.#scheduled ??= setImmediate(() => this.flush());
    });
  }

  flush(): void {
    if (!this.#stall) this.#commitQueue();
  }

  resume(): boolean {
    if (!this.#stall || this.#closed) return !this.#closed;
    return this.#commitQueue();
  }

  close(): void {
    if (this.#closed) return;
    this.#commitQueue();
    this.#closed = true;
    this.#retries.stop();
    const left = this.#queue.peek({ events: Infinity, units: Infinity });
    this.#queue.drop(left);
    for (const append of left) append.reject(journalClosed(this.#stall));
  }

  /** Commits all that is queued; false when the disk does not take it. */
  #commitQueue(): boolean {
    if (this.#scheduled) clearImmediate(this.#scheduled);
    this.#scheduled = undefined;
    while (this.#queue.events > 0) {
      const stall = this.#commitBatch(this.#queue.peek(queueLimit));
      if (stall) {
        this.#stand(stall);
        return false;
      }
    }
    this.#goOn();
    return true;
  }

  /** Takes appends out of the queue, kept or refused; when it gives a stall, some are left there. */
  #commitBatch(batch: readonly QueuedAppend[]): JournalStall | undefined {
    try {
      if (this.#isGone()) throw databaseGone(this.#store.file);
      commit(this.#store.database, () => this.#writer.write(batch));
      this.#commits += 1;
    } catch (error) {
      return stallOf(error, this.#store.file, this.#queue) ?? this.#refuse(batch, error);
    }
    this.#queue.drop(batch);
    const events: RunEvent[] = [];
    for (const append of batch) for (const { event } of append.events) events.push(event);
    for (const event of events) if (isRunEnd(event)) this.#heads.delete(event.run);
    this.#options.onCommitted?.(events);
    for (const append of batch) append.resolve();
    return undefined;
  }

  #refuse(batch: readonly QueuedAppend[], error: unknown): JournalStall | undefined {
    const runs = new Set(batch.map((append) => append.run));
    // One run that broke a rule of the schema must not take the others down with it.
    if (runs.size > 1 && isOneRunsFault(error)) {
      for (const run of runs) {
        const stall = this.#commitBatch(batch.filter((append) => append.run === run));
        if (stall) return stall;
      }
      return undefined;
    }
    // Nothing of the batch is in the log: the next append of these runs starts from what is.
    this.#queue.drop(batch);
    for (const run of runs) this.#heads.delete(run);
    for (const append of batch) append.reject(error);
    return undefined;
  }

  #stand(stall: JournalStall): void {
    const before = this.#stall;
    this.#stall = stall;
    this.#retries.schedule();
    if (before?.message !== stall.message) this.#options.onStall?.(this.stall);
  }

  #goOn(): void {
    if (!this.#stall) return;
    this.#stall = undefined;
    this.#retries.stop();
    this.#options.onStall?.(undefined);
  }

  #encode(run: RunId, events: readonly RunEvent[]): EncodedEvent[] {
    const head = this.#heads.get(run) ?? this.#loadHead(run);
    let { nextSeq, lastHash } = head;
    const encoded: EncodedEvent[] = [];
    for (const event of events) {
      if (event.run !== run || event.seq !== nextSeq) throw gap(event, run, nextSeq);
      const next = encodeEvent(event, lastHash);
      encoded.push(next);
      lastHash = next.row.hash;
      nextSeq += 1;
    }
    // Only now: an event that cannot be encoded leaves the head where it was.
    head.nextSeq = nextSeq;
    head.lastHash = lastHash;
    this.#heads.set(run, head);
    return encoded;
  }

  #loadHead(run: RunId): Head {
    return this.#writer.readHead(run) ?? { nextSeq: 1, lastHash: firstHash };
  }
}

function isOneRunsFault(error: unknown): boolean {
  return sqliteCode(error)?.startsWith('SQLITE_CONSTRAINT') === true || isTaken(error);
}

function isTaken(error: unknown): boolean {
  return error instanceof AppError && error.code === 'RUN_TAKEN';
}

function gap(event: RunEvent, run: RunId, expected: number): AppError {
  return new AppError({
    code: 'JOURNAL_GAP',
    kind: 'bug',
    message: `Event ${event.seq} (${event.type}) of ${event.run} came where event ${expected} of ${run} was due.`,
  });
}
