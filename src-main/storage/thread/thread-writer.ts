import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { PreparedAppend } from '../log-writer';
import type { Store } from '../open-database';
import { createWriteGate, guardWrites } from '../write-gate';
import {
  type FromThread,
  type Outcome,
  packAppend,
  type ThreadData,
  type ToThread,
  unpackOutcome,
} from './messages';

/** A thread of its own for what a durable log costs: large values, hashes, flushes of the disk. */
export interface ThreadWriter {
  /** One batch at a time. Rejects when the thread has ended; what it had committed is in the log. */
  write(batch: readonly PreparedAppend[]): Promise<Outcome>;
  /** Closes the thread's connection; resolves when it is gone. */
  close(): Promise<void>;
}

export interface ThreadOptions {
  /** storage-thread.ts as it was built. */
  readonly entry: string;
  /** Milliseconds of work on the main thread after which it is worth starting. */
  readonly after?: number;
  /** Further settings of its connection; for proofs and benchmarks. */
  readonly pragmas?: readonly string[];
}

/** The checkpoints of the main thread's connection, which writes little: only if the thread makes none. */
const rareCheckpoints = 8_000;

/** Resolves when the thread is ready to write; rejects when it cannot be started. */
export async function startThreadWriter(
  store: Store,
  { entry, pragmas = [] }: ThreadOptions,
  presenceInterval: number | undefined,
): Promise<ThreadWriter> {
  const gate = createWriteGate();
  const data: ThreadData = {
    file: store.file,
    inode: statSync(store.file).ino,
    owner: store.owner.id,
    gate,
    presenceInterval,
    pragmas,
  };
  const thread = new Thread(new Worker(entry, { workerData: data }));
  await thread.next('ready');
  guardWrites(store.database, gate);
  store.database.pragma(`wal_autocheckpoint = ${rareCheckpoints}`);
  return {
    async write(batch) {
      thread.send({ type: 'write', batch: batch.map(packAppend) });
      const { outcome } = await thread.next('written');
      return unpackOutcome(outcome, batch);
    },
    close: () => thread.close(),
  };
}

type Answer<Type extends FromThread['type']> = Extract<FromThread, { readonly type: Type }>;

/** One question, one answer. */
class Thread {
  readonly #worker: Worker;
  readonly #ended: Promise<void>;
  #waiting: PromiseWithResolvers<FromThread> | undefined;
  #failure: Error | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (message: FromThread) => this.#take()?.resolve(message));
    worker.on('error', (error) => (this.#failure = error instanceof Error ? error : undefined));
    this.#ended = new Promise((resolve) => {
      worker.once('exit', (code) => {
        this.#failure ??= new Error(`The thread that writes the history ended with ${code}.`);
        this.#take()?.reject(this.#failure);
        resolve();
      });
    });
  }

  send(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  async next<Type extends FromThread['type']>(type: Type): Promise<Answer<Type>> {
    if (this.#failure) throw this.#failure;
    this.#waiting = Promise.withResolvers<FromThread>();
    // Only while it is waited for is it a reason for the process to stay.
    this.#worker.ref();
    const answer = await this.#waiting.promise;
    if (answer.type !== type)
      throw new Error(`Expected ${type} of the thread, got ${answer.type}.`);
    return answer as Answer<Type>;
  }

  async close(): Promise<void> {
    if (!this.#failure) this.send({ type: 'close' });
    this.#worker.ref();
    await this.#ended;
  }

  #take(): PromiseWithResolvers<FromThread> | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#worker.unref();
    return waiting;
  }
}
