import type { RunEvent } from '../runs/events';
import { applyRunEvents } from '../runs/reducer';
import type { RunState } from '../runs/state';
import { LogIndex } from './log-index';

/** A state is kept after so many events; a seek folds fewer than that. */
export const snapshotEvery = 1_000;
/** Positions that were looked at last; stepping to and fro starts from them. */
const recentCount = 8;

/** What all views of one log share. It only grows. */
class LogStore {
  readonly events: RunEvent[] = [];
  /** The state after 1,000, 2,000, … events, as far as somebody has asked. */
  readonly snapshots: RunState[] = [];
  readonly index = new LogIndex();
  /** Latest first. */
  recent: readonly RunState[] = [];

  constructor(readonly every: number) {}

  stateAt(seq: number): RunState {
    this.keepSnapshots(Math.floor(seq / this.every));
    const base = this.nearest(seq);
    const from = base?.lastSeq ?? 0;
    if (base !== null && from === seq) return base;
    const state = applyRunEvents(base, this.events.slice(from, seq));
    this.recent = [state, ...this.recent.slice(0, recentCount - 1)];
    return state;
  }

  private keepSnapshots(count: number): void {
    for (let at = this.snapshots.length; at < count; at += 1) {
      const start = this.events.slice(at * this.every, (at + 1) * this.every);
      this.snapshots.push(applyRunEvents(this.snapshots[at - 1] ?? null, start));
    }
  }

  private nearest(seq: number): RunState | null {
    let best = this.snapshots[Math.floor(seq / this.every) - 1] ?? null;
    for (const state of this.recent) {
      if (state.lastSeq <= seq && state.lastSeq > (best?.lastSeq ?? 0)) best = state;
    }
    return best;
  }
}

/**
 * The events of a run from its first on, and its state after any of them. A log never changes:
 * `append` gives a longer one that shares everything with it, `prefix` a shorter one.
 */
export class RunLog {
  static readonly empty = new RunLog(new LogStore(snapshotEvery), 0);

  /** Throws when the events do not begin with the first, or leave one out. */
  static of(events: readonly RunEvent[], every = snapshotEvery): RunLog {
    return new RunLog(new LogStore(every), 0).append(events);
  }

  private constructor(
    private readonly store: LogStore,
    /** How many events it has; the sequence number of the last one. */
    readonly length: number,
  ) {}

  /** The log with more events. Those it has already are passed over; a gap is thrown. */
  append(events: readonly RunEvent[]): RunLog {
    const fresh = events.filter((event) => event.seq > this.length);
    if (fresh.length === 0) return this;
    // Someone else has made another log out of this one, so what is shared is not ours to add to.
    const own = this.length > 0 && this.store.events.length === this.length;
    const store = own ? this.store : this.copy();
    let { length } = this;
    for (const event of fresh) {
      if (event.seq !== length + 1) {
        throw new Error(`Event ${length + 1} is missing before event ${event.seq}.`);
      }
      if (length === 0 && event.type !== 'run.created') {
        throw new Error(`A run's log begins with run.created, not with ${event.type}.`);
      }
      store.events.push(event);
      length = event.seq;
    }
    return new RunLog(store, length);
  }

  /** The log of the first `length` events. */
  prefix(length: number): RunLog {
    return length >= this.length ? this : new RunLog(this.store, Math.max(0, length));
  }

  /** The event with that number; undefined outside the log. */
  at(seq: number): RunEvent | undefined {
    return seq > this.length ? undefined : this.store.events[seq - 1];
  }

  /** The events after `after` up to and with `last`. */
  slice(after = 0, last = this.length): readonly RunEvent[] {
    return this.store.events.slice(Math.max(0, after), Math.min(last, this.length));
  }

  /** The state after that many events; null before the first one. Costs a fold of 1,000 at most. */
  stateAt(seq: number): RunState | null {
    const place = Math.min(Math.max(0, Math.floor(seq)), this.length);
    return place === 0 ? null : this.store.stateAt(place);
  }

  /** The state after all of it; null for an empty log. */
  get state(): RunState | null {
    return this.stateAt(this.length);
  }

  /** May know of later events too: ask it for what is at most some moment. */
  get index(): LogIndex {
    this.store.index.update(this.store.events);
    return this.store.index;
  }

  /** How many events at the beginning are the same in both; a fork shares those it was made from. */
  sharedWith(other: RunLog): number {
    const shorter = Math.min(this.length, other.length);
    if (this.store === other.store) return shorter;
    for (let seq = 1; seq <= shorter; seq += 1) {
      if (!sameEvent(this.at(seq), other.at(seq))) return seq - 1;
    }
    return shorter;
  }

  private copy(): LogStore {
    const { every } = this.store;
    const store = new LogStore(every);
    for (const event of this.slice()) store.events.push(event);
    store.snapshots.push(...this.store.snapshots.slice(0, Math.floor(this.length / every)));
    return store;
  }
}

/** Equal but for the run they belong to. */
function sameEvent(one: RunEvent | undefined, other: RunEvent | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined || one.type !== other.type) return false;
  return JSON.stringify({ ...one, run: '' }) === JSON.stringify({ ...other, run: '' });
}
