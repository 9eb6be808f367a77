import type { Database } from './database';

// Two connections of this process write: that of the journal's thread, again and again, and that of
// the main thread, now and then. SQLite lets whoever asks at the right moment go first, and sleeps
// longer and longer in between, so the main thread could wait for seconds. Here it goes first.

/** Shared with the thread: how many transactions of the main thread want to write or do. */
export type WriteGate = Int32Array<SharedArrayBuffer>;

const gates = new WeakMap<Database, WriteGate>();
const nobody = () => undefined;
/** Longer than this the thread does not stand aside, whatever the count says. */
const patience = 2_000;

export function createWriteGate(): WriteGate {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** From now on, transactions of this connection go before those of the thread behind the gate. */
export function guardWrites(database: Database, gate: WriteGate): void {
  gates.set(database, gate);
}

/** Called before a transaction; the returned function is called after it. */
export function passGate(database: Database): () => void {
  const gate = gates.get(database);
  if (!gate) return nobody;
  Atomics.add(gate, 0, 1);
  return () => {
    Atomics.sub(gate, 0, 1);
    Atomics.notify(gate, 0);
  };
}

/** Called by the thread before a transaction: stands aside while the main thread wants to write. */
export function standAside(gate: WriteGate): void {
  const end = performance.now() + patience;
  for (;;) {
    const wanted = Atomics.load(gate, 0);
    const left = end - performance.now();
    if (wanted === 0 || left <= 0) return;
    Atomics.wait(gate, 0, wanted, left);
  }
}
