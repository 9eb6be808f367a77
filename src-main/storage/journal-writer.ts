import type { RunId } from '@shared/lib/ids';
import { hasWriteAheadLog } from './database';
import { createFileWatch } from './file-watch';
import type { AtMoment } from './journal-moments';
import { createLogWriter, type LogWriter, type PreparedAppend } from './log-writer';
import type { Store } from './open-database';
import { createEventsRepository } from './repositories/events';
import type { Outcome } from './thread/messages';
import { startThreadWriter, type ThreadOptions, type ThreadWriter } from './thread/thread-writer';

// Who writes what the journal gives: this thread as long as there is little, then a thread of its
// own. Whatever happens to that one, the journal goes on here.

export interface JournalWriter {
  /** One batch at a time. A promise when it is written elsewhere; that one never rejects. */
  write(batch: readonly PreparedAppend[]): Outcome | Promise<Outcome>;
  readonly isElsewhere: boolean;
  /** What is in the log, not what is queued. */
  nextSeqOf(run: RunId): number;
  close(): Promise<void>;
}

export interface JournalWriterOptions {
  readonly thread?: ThreadOptions | undefined;
  readonly presenceInterval?: number;
  readonly onThreadLost?: (error: unknown) => void;
  readonly atMoment?: AtMoment | undefined;
}

/** A short command never needs a thread; a run with large values, or many runs, soon do. */
const worthwhile = 25;
/** An append of so many characters is worth it at once. */
const large = 262_144;

export function createJournalWriter(store: Store, options: JournalWriterOptions): JournalWriter {
  return new MovingWriter(store, options);
}

class MovingWriter implements JournalWriter {
  readonly #store: Store;
  readonly #options: JournalWriterOptions;
  #here: LogWriter;
  readonly #isGone: () => boolean;
  readonly #events: ReturnType<typeof createEventsRepository>;
  #thread: ThreadOptions | undefined;
  #there: Promise<ThreadWriter> | undefined;
  /** Milliseconds spent on writing here. */
  #spent = 0;

  constructor(store: Store, options: JournalWriterOptions) {
    this.#store = store;
    this.#options = options;
    // Readers and writers keep each other out where there is no write-ahead log.
    this.#thread = hasWriteAheadLog(store.database) ? options.thread : undefined;
    this.#isGone = createFileWatch(store.file, options.presenceInterval);
    this.#here = this.#openHere();
    this.#events = createEventsRepository(store.database);
  }

  get isElsewhere(): boolean {
    return this.#there !== undefined;
  }

  nextSeqOf(run: RunId): number {
    return this.#events.lastSeq(run) + 1;
  }

  write(batch: readonly PreparedAppend[]): Outcome | Promise<Outcome> {
    if (this.#thread && !this.#there && this.#isWorthwhile(batch, this.#thread)) {
      this.#there = startThreadWriter(this.#store, this.#thread, this.#options.presenceInterval);
    }
    return this.#there ? this.#writeThere(this.#there, batch) : this.#writeHere(batch);
  }

  async close(): Promise<void> {
    const there = this.#there;
    this.#thread = undefined;
    this.#there = undefined;
    await there?.then((thread) => thread.close()).catch(() => undefined);
  }

  #openHere(): LogWriter {
    const { database, owner } = this.#store;
    const { atMoment } = this.#options;
    return createLogWriter({ database, owner: owner.id, isGone: this.#isGone, atMoment });
  }

  #isWorthwhile(batch: readonly PreparedAppend[], { after = worthwhile }: ThreadOptions): boolean {
    return (
      this.#spent >= after ||
      batch.some(({ events }) => events.some(({ payload }) => payload.length >= large))
    );
  }

  #writeHere(batch: readonly PreparedAppend[]): Outcome {
    const start = performance.now();
    const outcome = this.#here.write(batch);
    this.#spent += performance.now() - start;
    return outcome;
  }

  async #writeThere(
    there: Promise<ThreadWriter>,
    batch: readonly PreparedAppend[],
  ): Promise<Outcome> {
    try {
      return await (await there).write(batch);
    } catch (error) {
      this.#thread = undefined;
      this.#there = undefined;
      // The one from before knows where logs ended before the thread wrote.
      this.#here = this.#openHere();
      this.#options.onThreadLost?.(error);
      return this.#takeOver(batch);
    }
  }

  /** The thread is gone, and may have committed the batch in its last moment. */
  #takeOver(batch: readonly PreparedAppend[]): Outcome {
    const settled: Outcome['settled'][number][] = [];
    const left: number[] = [];
    for (const [at, { run, events }] of batch.entries()) {
      const first = events[0]?.columns.seq ?? 1;
      const isKept = this.nextSeqOf(run) > first;
      if (!isKept) left.push(at);
      else settled.push({ at, kept: this.#stored(run, first - 1, events.length) });
    }
    const rest = this.#writeHere(left.flatMap((at) => batch[at] ?? []));
    const moved = rest.settled.map((one) => ({ ...one, at: left[one.at] ?? -1 }));
    return { ...rest, settled: [...settled, ...moved] };
  }

  #stored(run: RunId, after: number, count: number) {
    return this.#events.after(run, after, count).map((event) => ({ event }));
  }
}
