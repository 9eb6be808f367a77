import type { RateLimit } from '@shared/workflow/model';

// A rate limit as a pure state machine: who has begun, who may begin, who waits. Times are
// milliseconds of a monotonic clock and come in from outside.

/** A place in the line. Made by `enter`, given back by exactly one of `begin` and `leave`. */
export interface Ticket {
  readonly limit: number;
  readonly per: number;
  /** When its turn was expected as it entered. */
  readonly expected: number;
  state: 'waiting' | 'granted' | 'begun' | 'left';
}

/**
 * First come, first served: a turn is given when, with it, no more than `limit` starts lie within
 * any time of `per`. A turn that was given counts as a start until it is used or given back, so
 * that whoever takes long to use it cannot break the limit.
 */
export class RateLine {
  /** Starts in their order; those no limit asks for any more are dropped. */
  private starts: number[] = [];
  private granted = 0;
  private readonly waiting: Ticket[] = [];
  private longest = 0;
  private latest = -Infinity;

  /** Nothing that a later ticket would have to know of. */
  isIdle(now: number): boolean {
    const at = this.at(now);
    const last = this.starts.at(-1);
    return (
      this.granted === 0 &&
      this.waiting.length === 0 &&
      (last === undefined || last + this.longest <= at)
    );
  }

  enter(now: number, { limit, per }: Pick<RateLimit, 'limit' | 'per'>): Ticket {
    const at = this.at(now);
    this.longest = Math.max(this.longest, per);
    const ticket: Ticket = {
      limit,
      per,
      expected: this.forecast(at, limit, per),
      state: 'waiting',
    };
    this.waiting.push(ticket);
    return ticket;
  }

  /** Gives turns to those at the head of the line that may have one. */
  grant(now: number): readonly Ticket[] {
    const given: Ticket[] = [];
    // Seen also when nobody waits, so that a clock cannot be set back behind this moment.
    this.at(now);
    for (let head = this.waiting[0]; head !== undefined; head = this.waiting[0]) {
      if (this.delay(now, head) !== 0) break;
      this.waiting.shift();
      head.state = 'granted';
      this.granted += 1;
      given.push(head);
    }
    return given;
  }

  /** Milliseconds until the head of the line may go on; null: when a turn is used or given back. */
  due(now: number): number | null {
    const [head] = this.waiting;
    return head === undefined ? null : this.delay(now, head);
  }

  /** The turn is used: the step starts now. */
  begin(now: number, ticket: Ticket): void {
    if (ticket.state !== 'granted') return;
    ticket.state = 'begun';
    this.granted -= 1;
    const at = this.at(now);
    this.starts.push(at);
    this.forget(at);
  }

  /** The turn, or the place in the line, is not wanted any more. */
  leave(ticket: Ticket): void {
    if (ticket.state === 'granted') this.granted -= 1;
    else if (ticket.state === 'waiting') this.waiting.splice(this.waiting.indexOf(ticket), 1);
    else return;
    ticket.state = 'left';
  }

  private delay(now: number, { limit, per }: Ticket): number | null {
    const at = this.at(now);
    const first = this.firstAfter(at - per);
    const tooMany = this.starts.length - first + this.granted - limit + 1;
    if (tooMany <= 0) return 0;
    const leaving = this.starts[first + tooMany - 1];
    return leaving === undefined ? null : leaving + per - at;
  }

  /** As if every turn were used at once, and nobody left the line. */
  private forecast(at: number, limit: number, per: number): number {
    const place = this.starts.length + this.granted + this.waiting.length - limit;
    if (place < 0) return at;
    const start = this.starts[place];
    if (start !== undefined) return Math.max(at, start + per);
    const ahead = this.waiting[place - this.starts.length - this.granted];
    return Math.max(at, ahead === undefined ? at + per : ahead.expected + per);
  }

  /** Index of the first start after a time. */
  private firstAfter(time: number): number {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) > time) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private forget(at: number): void {
    const first = this.firstAfter(at - this.longest);
    // Now and then only: cutting a long list at every start would cost more than it saves.
    if (first > 64 && first * 2 > this.starts.length) this.starts = this.starts.slice(first);
  }

  /** A clock that is set back must not make anybody wait longer, nor let the starts fall out of order. */
  private at(now: number): number {
    this.latest = Math.max(this.latest, now);
    return this.latest;
  }
}
