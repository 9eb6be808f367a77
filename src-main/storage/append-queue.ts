import type { RunEvent } from '@shared/runs/events';
import type { PreparedAppend } from './log-writer';

/** An append whose caller waits for it. */
export interface QueuedAppend extends PreparedAppend {
  /** UTF-16 units of JSON, large values included. */
  readonly units: number;
  readonly resolve: (stored: readonly RunEvent[]) => void;
  readonly reject: (error: unknown) => void;
}

export interface QueueLimit {
  readonly events: number;
  readonly units: number;
}

/** Appends in the order they came, and how much memory they hold. */
export class AppendQueue {
  #appends: QueuedAppend[] = [];
  #events = 0;
  #units = 0;

  get events(): number {
    return this.#events;
  }

  get units(): number {
    return this.#units;
  }

  push(append: QueuedAppend): void {
    this.#appends.push(append);
    this.#count(append, 1);
  }

  reaches({ events, units }: QueueLimit): boolean {
    return this.#events >= events || this.#units >= units;
  }

  /** The first appends up to a limit, at least one; they stay queued. */
  peek(limit: QueueLimit): readonly QueuedAppend[] {
    if (!this.reaches(limit)) return this.#appends.slice();
    let events = 0;
    let units = 0;
    const count = this.#appends.findIndex((append) => {
      events += append.events.length;
      units += append.units;
      return events >= limit.events || units >= limit.units;
    });
    return this.#appends.slice(0, count + 1);
  }

  /** Takes out some of what `peek` gave. */
  drop(appends: readonly QueuedAppend[]): void {
    const dropped = new Set(appends);
    this.#appends = this.#appends.filter((append) => !dropped.has(append));
    for (const append of appends) this.#count(append, -1);
  }

  #count(append: QueuedAppend, sign: 1 | -1): void {
    this.#events += sign * append.events.length;
    this.#units += sign * append.units;
  }
}

export function unitsOf({ events }: PreparedAppend): number {
  let units = 0;
  for (const { payload } of events) units += payload.length;
  return units;
}
