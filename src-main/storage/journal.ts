import { AppError } from '@shared/errors/app-error';
import type { RunId } from '@shared/lib/ids';
import type { RunEvent, RunEventType } from '@shared/runs/events';
import { AppendQueue, type QueuedAppend, type QueueLimit, unitsOf } from './append-queue';
import { type PreparedEvent, prepareEvent } from './event-encoding';
import type { RunDetails } from './event-writer';
import {
  backlogFull,
  createRetries,
  journalClosed,
  type JournalStall,
  type Retries,
  type RetryDelays,
  stallOf,
} from './journal-stall';
import { createJournalWriter, type JournalWriter } from './journal-writer';
import type { Store } from './open-database';
import type { AtMoment } from './journal-moments';
import { isRunEnd } from './run-changes';
import type { Outcome } from './thread/messages';
import type { ThreadOptions } from './thread/thread-writer';

// The durable journal of run events: group commit. Appends of all runs that arrive before the
// event loop turns, or while the commit before is under way, share one transaction and so one flush
// of the disk, which is what costs. An append's promise resolves after COMMIT and never before; then
// the events are published.

export interface RunJournal {
  /**
   * Takes the next events of one run, in order. While the journal is stalled the promise stays
   * open; it rejects when the events can never be kept. Gives the events as they are stored: large
   * values stand as references.
   */
  append(events: readonly RunEvent[]): Promise<readonly RunEvent[]>;
  /** Says what the row of a run about to be created holds beyond its first event. */
  announce(run: RunId, details: RunDetails): void;
  /** Why nothing can be kept at the moment; undefined when all is well. */
  readonly stall: JournalStall | undefined;
  /** Tries at once to get out of a stall; says whether it did. */
  resume(): Promise<boolean>;
  /**
   * Keeps what can be kept; whatever waits still, and every later append, rejects. Resolves when
   * nothing is written any more.
   */
  close(): Promise<void>;
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
  /** The thread that takes the work over when there is some; all is done here without it. */
  readonly thread?: ThreadOptions | undefined;
  /** The thread could not be started or has ended; the journal goes on without it. */
  readonly onThreadLost?: (error: unknown) => void;
  /** For proofs that end the process at a named moment. */
  readonly atMoment?: AtMoment | undefined;
}

/** What is queued beyond either is committed at once, and no transaction is much larger. */
const queueLimit: QueueLimit = { events: 2_048, units: 16_000_000 };
/** The thread's transactions: short, so that the main thread's need not wait long for their turn. */
const threadLimit: QueueLimit = { events: 2_048, units: 4_000_000 };
const defaultStallLimit: QueueLimit = { events: 100_000, units: 64_000_000 };
const defaultRetryDelays: RetryDelays = { first: 1_000, most: 10_000 };

export function createJournal(store: Store, options: JournalOptions = {}): RunJournal {
  return new GroupCommitJournal(store, options);
}

class GroupCommitJournal implements RunJournal {
  readonly #store: Store;
  readonly #options: JournalOptions;
  readonly #writer: JournalWriter;
  /** The number that the next event of a run must have, queued ones counted. */
  readonly #nextSeqs = new Map<RunId, number>();
  readonly #announced = new Map<RunId, RunDetails>();
  readonly #queue = new AppendQueue();
  readonly #retries: Retries;
  #scheduled: NodeJS.Immediate | undefined;
  /** A batch is being written elsewhere. */
  #underWay: Promise<void> | undefined;
  #stall: JournalStall | undefined;
  #closed = false;
  #commits = 0;

  constructor(store: Store, options: JournalOptions) {
    this.#store = store;
    this.#options = options;
    this.#writer = createJournalWriter(store, options);
    this.#retries = createRetries(options.retryDelays ?? defaultRetryDelays, () => {
      void this.resume();
    });
  }

  get commits(): number {
    return this.#commits;
  }

  get stall(): JournalStall | undefined {
    return this.#stall && { ...this.#stall, waiting: this.#queue.events };
  }

  announce(run: RunId, details: RunDetails): void {
    this.#announced.set(run, details);
  }

  append(events: readonly RunEvent[]): Promise<readonly RunEvent[]> {
    const first = events[0];
    if (!first) return Promise.resolve([]);
    if (this.#closed) return Promise.reject(journalClosed());
    const { stall } = this;
    if (stall && this.#queue.reaches(this.#options.stallLimit ?? defaultStallLimit)) {
      return Promise.reject(backlogFull(stall));
    }
    let prepared: PreparedEvent[];
    try {
      prepared = this.#prepare(first.run, events);
    } catch (error) {
      return Promise.reject(error);
    }
    return new Promise<readonly RunEvent[]>((resolve, reject) => {
      const details = this.#announced.get(first.run);
      if (details) this.#announced.delete(first.run);
      const append = { run: first.run, details, events: prepared };
      this.#queue.push({ ...append, units: unitsOf(append), resolve, reject });
      if (this.#stall) return;
      if (this.#queue.reaches(queueLimit)) this.#commitQueue();
      else this.#scheduled ??= setImmediate(() => this.#commitQueue());
    });
  }

  async resume(): Promise<boolean> {
    if (!this.#stall || this.#closed) return !this.#closed;
    this.#commitQueue();
    await this.#rest();
    return !this.#stall;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#retries.stop();
    await this.#rest();
    this.#commitQueue();
    await this.#rest();
    this.#retries.stop();
    const left = this.#queue.peek({ events: Infinity, units: Infinity });
    this.#queue.drop(left);
    for (const append of left) append.reject(journalClosed(this.#stall));
    await this.#writer.close();
  }

  /** Until nothing is being written elsewhere. */
  async #rest(): Promise<void> {
    while (this.#underWay) await this.#underWay;
  }

  /** Commits all that is queued, here or elsewhere, unless the disk does not take it. */
  #commitQueue(): void {
    if (this.#scheduled) clearImmediate(this.#scheduled);
    this.#scheduled = undefined;
    while (!this.#underWay && this.#queue.events > 0) {
      const batch = this.#queue.peek(this.#writer.isElsewhere ? threadLimit : queueLimit);
      this.#options.atMoment?.('before-commit', typesOf(batch));
      const outcome = this.#writer.write(batch);
      if (outcome instanceof Promise) {
        this.#underWay = outcome.then((told) => {
          this.#underWay = undefined;
          // What came in the meantime goes next, before anybody can add to it.
          if (this.#settle(batch, told)) this.#commitQueue();
        });
        return;
      }
      if (!this.#settle(batch, outcome)) return;
    }
    if (!this.#underWay) this.#goOn();
  }

  /** Takes appends out of the queue, kept or refused; false when some have to wait. */
  #settle(batch: readonly QueuedAppend[], { settled, fault, commits }: Outcome): boolean {
    this.#commits += commits;
    const done: QueuedAppend[] = [];
    const events: RunEvent[] = [];
    const answers: (() => void)[] = [];
    for (const one of settled) {
      const append = batch[one.at];
      if (!append) continue;
      done.push(append);
      if ('kept' in one) {
        const kept = one.kept.map(({ event }) => event);
        events.push(...kept);
        answers.push(() => append.resolve(kept));
      } else {
        // The next append of this run starts from what is in the log.
        this.#nextSeqs.delete(append.run);
        answers.push(() => append.reject(one.refused));
      }
    }
    this.#queue.drop(done);
    for (const event of events) if (isRunEnd(event)) this.#nextSeqs.delete(event.run);
    const types = this.#options.atMoment && events.map(({ type }) => type);
    if (types) this.#options.atMoment?.('after-commit-before-ack', types);
    if (events.length > 0) this.#options.onCommitted?.(events);
    for (const answer of answers) answer();
    if (types) this.#options.atMoment?.('after-ack', types);
    if (fault === undefined) return true;
    const stall = stallOf(fault, this.#store.file, this.#queue);
    if (stall) this.#stand(stall);
    return false;
  }

  #stand(stall: JournalStall): void {
    const before = this.#stall;
    this.#stall = stall;
    if (!this.#closed) this.#retries.schedule();
    if (before?.message !== stall.message) this.#options.onStall?.(this.stall);
  }

  #goOn(): void {
    if (!this.#stall) return;
    this.#stall = undefined;
    this.#retries.stop();
    this.#options.onStall?.(undefined);
  }

  #prepare(run: RunId, events: readonly RunEvent[]): PreparedEvent[] {
    let nextSeq = this.#nextSeqs.get(run) ?? this.#writer.nextSeqOf(run);
    const prepared: PreparedEvent[] = [];
    for (const event of events) {
      if (event.run !== run || event.seq !== nextSeq) throw gap(event, run, nextSeq);
      prepared.push(prepareEvent(event));
      nextSeq += 1;
    }
    // Only now: an event that cannot be encoded leaves the number where it was.
    this.#nextSeqs.set(run, nextSeq);
    return prepared;
  }
}

function gap(event: RunEvent, run: RunId, expected: number): AppError {
  return new AppError({
    code: 'JOURNAL_GAP',
    kind: 'bug',
    message: `Event ${event.seq} (${event.type}) of ${event.run} came where event ${expected} of ${run} was due.`,
  });
}

function typesOf(batch: readonly QueuedAppend[]): readonly RunEventType[] {
  return batch.flatMap(({ events }) => events.map(({ event }) => event.type));
}
