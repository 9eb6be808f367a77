import { AppError } from '@shared/errors/app-error';
import type { RunId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';
import { commit } from './commit';
import { sqliteCode } from './database';
import { type EncodedEvent, encodeEvent, firstHash } from './event-encoding';
import {
  createEventWriter,
  type EventWriter,
  type PendingAppend,
  type RunDetails,
} from './event-writer';
import { createFileWatch } from './file-watch';
import type { Store } from './open-database';
import { isRunEnd } from './run-changes';
import { databaseGone } from './storage-errors';

// The durable journal of run events: group commit. Appends of all runs that arrive before the
// event loop turns share one transaction and so one flush of the disk, which is what costs. An
// append's promise resolves after COMMIT and never before; then the events are published.

export interface RunJournal {
  /** Takes the next events of one run, in order; rejects when they could not be kept. */
  append(events: readonly RunEvent[]): Promise<void>;
  /** Says what the row of a run about to be created holds beyond its first event. */
  announce(run: RunId, details: RunDetails): void;
  /** Commits what is queued, now. */
  flush(): void;
  /** Transactions so far; a figure for tests and benchmarks. */
  readonly commits: number;
}

export interface JournalOptions {
  /** Called after COMMIT with the events as stored: large values stand as references. */
  readonly onCommitted?: (events: readonly RunEvent[]) => void;
  /** Milliseconds between looks at whether the data file is still there. */
  readonly presenceInterval?: number;
}

/** What is queued beyond either is committed at once: memory stays bounded however fast it comes. */
const queueLimit = { events: 2_048, units: 16_000_000 };

/** Where a run's log ends, queued events included. */
interface Head {
  nextSeq: number;
  lastHash: Buffer;
}

interface QueuedAppend extends PendingAppend {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
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
  #queue: QueuedAppend[] = [];
  #queuedEvents = 0;
  #queuedUnits = 0;
  #scheduled: NodeJS.Immediate | undefined;
  #commits = 0;

  constructor(store: Store, options: JournalOptions) {
    this.#store = store;
    this.#options = options;
    this.#writer = createEventWriter(store.database, store.owner.id);
    this.#isGone = createFileWatch(store.file, options.presenceInterval);
  }

  get commits(): number {
    return this.#commits;
  }

  announce(run: RunId, details: RunDetails): void {
    this.#writer.announce(run, details);
  }

  append(events: readonly RunEvent[]): Promise<void> {
    const first = events[0];
    if (!first) return Promise.resolve();
    let encoded: EncodedEvent[];
    try {
      encoded = this.#encode(first.run, events);
    } catch (error) {
      return Promise.reject(error);
    }
    return new Promise<void>((resolve, reject) => {
      this.#queue.push({ run: first.run, events: encoded, resolve, reject });
      this.#queuedEvents += encoded.length;
      for (const { row } of encoded) this.#queuedUnits += row.payload.length;
      if (this.#queuedEvents >= queueLimit.events || this.#queuedUnits >= queueLimit.units) {
        this.flush();
        return;
      }
      this.#scheduled ??= setImmediate(() => this.flush());
    });
  }

  flush(): void {
    if (this.#scheduled) clearImmediate(this.#scheduled);
    this.#scheduled = undefined;
    const batch = this.#queue;
    if (batch.length === 0) return;
    this.#queue = [];
    this.#queuedEvents = 0;
    this.#queuedUnits = 0;
    this.#commitBatch(batch);
  }

  #commitBatch(batch: readonly QueuedAppend[]): void {
    try {
      if (this.#isGone()) throw databaseGone(this.#store.file);
      commit(this.#store.database, () => this.#writer.write(batch));
      this.#commits += 1;
    } catch (error) {
      this.#rejectBatch(batch, error);
      return;
    }
    const events: RunEvent[] = [];
    for (const append of batch) for (const { event } of append.events) events.push(event);
    for (const event of events) if (isRunEnd(event)) this.#heads.delete(event.run);
    this.#options.onCommitted?.(events);
    for (const append of batch) append.resolve();
  }

  #rejectBatch(batch: readonly QueuedAppend[], error: unknown): void {
    const runs = new Set(batch.map((append) => append.run));
    // One run that broke a rule of the schema must not take the others down with it.
    if (runs.size > 1 && isOneRunsFault(error)) {
      for (const run of runs) this.#commitBatch(batch.filter((append) => append.run === run));
      return;
    }
    // Nothing of the batch is in the log: the next append of these runs starts from what is.
    for (const run of runs) this.#heads.delete(run);
    for (const append of batch) append.reject(error);
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
