import type { Attempt } from './scope';

/** Attempts that want a slot, first come first served. Those called off meanwhile are passed over. */
export class ReadyQueue {
  private items: Attempt[] = [];
  private head = 0;
  private announcedTo = 0;

  push(attempt: Attempt): void {
    this.items.push(attempt);
  }

  get hasNext(): boolean {
    this.dropCalledOff();
    return this.head < this.items.length;
  }

  next(): Attempt | undefined {
    this.dropCalledOff();
    const attempt = this.items[this.head];
    if (attempt === undefined) return undefined;
    this.head += 1;
    if (this.head === this.items.length) this.clear();
    return attempt;
  }

  /** Those that have come to wait since the last call. */
  *newcomers(): Generator<Attempt> {
    for (let at = Math.max(this.head, this.announcedTo); at < this.items.length; at += 1) {
      const attempt = this.items[at];
      if (attempt !== undefined && wantsSlot(attempt)) yield attempt;
    }
    this.announcedTo = this.items.length;
  }

  private dropCalledOff(): void {
    for (let item = this.items[this.head]; item !== undefined; item = this.items[this.head]) {
      if (wantsSlot(item)) return;
      this.head += 1;
    }
    if (this.items.length > 0) this.clear();
  }

  private clear(): void {
    this.items = [];
    this.head = 0;
    this.announcedTo = 0;
  }
}

function wantsSlot(attempt: Attempt): boolean {
  return attempt.state === 'queued' || attempt.state === 'resuming';
}
