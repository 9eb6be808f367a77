import type { EventLog } from './event-log';
import type { Frame } from './frame';
import { ReadyQueue } from './ready-queue';
import type { Attempt } from './scope';
import type { Clock } from './types';

/** Milliseconds of work after which the loop lets others in the process have a turn. */
const longestSlice = 8;

export interface TurnsOwner {
  /** It has its slot: start it, or let it go on after a wait. */
  onTurn(attempt: Attempt): void;
  /** It has to wait for a slot. */
  onQueued(attempt: Attempt): void;
  /** A fault of the engine itself: the run cannot be trusted to go on. */
  onFault(error: unknown): void;
  /** The run has as many events as it may have. */
  onFull(): void;
}

/** How many steps a called workflow may still have at work. */
interface Places {
  free: number;
  /** Attempts for which it had none. */
  readonly waiting: ReadyQueue;
}

/** Who may work now: slots, first come first served, and the loop that hands them out. */
export class Turns {
  private readonly ready = new ReadyQueue();
  /** Containers need no slot: their steps do. */
  private readonly readyContainers = new ReadyQueue();
  /** Of called workflows; the run's own limit is that of the slots. */
  private readonly places = new WeakMap<Frame, Places>();
  private pumping = false;
  private sending = false;
  private yielding = false;
  private stopped = false;
  private sliceBegan: number;

  constructor(
    private readonly clock: Clock,
    private readonly events: EventLog,
    private free: number,
    private readonly owner: TurnsOwner,
  ) {
    this.sliceBegan = clock.monotonic();
  }

  get isStopped(): boolean {
    return this.stopped;
  }

  /** Does all that can be done now: starts what is ready and sends what is recorded. */
  pump(): void {
    if (this.pumping) return;
    this.pumping = true;
    try {
      do {
        if (this.events.isFull && !this.stopped) this.owner.onFull();
        this.startReady();
        this.events.flush();
      } while (this.hasWork());
    } catch (error) {
      this.owner.onFault(error);
    } finally {
      this.pumping = false;
    }
  }

  /** Pumps after what happens at the same moment has happened too, so that it is sent together. */
  pumpSoon(): void {
    if (this.pumping || this.sending) return;
    this.sending = true;
    queueMicrotask(() => {
      this.sending = false;
      this.pump();
    });
  }

  /** Something has happened: takes it in and does what follows. */
  take(happening: () => void): void {
    try {
      happening();
    } catch (error) {
      this.owner.onFault(error);
    }
    this.pump();
  }

  request(attempt: Attempt): void {
    if (attempt.plan.coordinates) this.readyContainers.push(attempt);
    else this.admit(attempt, attempt.scope.frame);
  }

  release(attempt: Attempt): void {
    if (attempt.hasSlot) {
      attempt.hasSlot = false;
      this.free += 1;
    }
    let { frame } = attempt.scope;
    for (; attempt.admitted > 0 && frame.outer !== null; frame = frame.outer) {
      attempt.admitted -= 1;
      this.freePlace(frame, frame.outer);
    }
  }

  /** Nothing starts any more. */
  stop(): void {
    this.stopped = true;
  }

  /** The process has just done other things, so a new slice of work begins. */
  startSlice(): void {
    this.sliceBegan = this.clock.monotonic();
  }

  /** Through the limits of the called workflows it is in, from `frame` outwards, to the run's own. */
  private admit(attempt: Attempt, frame: Frame): void {
    for (let at = frame; at.outer !== null; at = at.outer) {
      const places = this.placesOf(at);
      if (places.free === 0) {
        places.waiting.push(attempt);
        if (!attempt.held) this.owner.onQueued(attempt);
        attempt.held = true;
        return;
      }
      places.free -= 1;
      attempt.admitted += 1;
    }
    this.ready.push(attempt);
  }

  private freePlace(frame: Frame, outer: Frame): void {
    const places = this.placesOf(frame);
    const next = places.waiting.next();
    if (next === undefined) {
      places.free += 1;
      return;
    }
    next.admitted += 1;
    this.admit(next, outer);
  }

  private placesOf(frame: Frame): Places {
    let places = this.places.get(frame);
    if (places === undefined) {
      places = { free: frame.plan.concurrency, waiting: new ReadyQueue() };
      this.places.set(frame, places);
    }
    return places;
  }

  private hasWork(): boolean {
    if (this.events.hasUnsent) return true;
    if (this.stopped || this.yielding) return false;
    return this.readyContainers.hasNext || (this.free > 0 && this.ready.hasNext);
  }

  private startReady(): void {
    while (!this.stopped && !this.yielding) {
      const attempt = this.next();
      if (attempt === undefined) break;
      this.owner.onTurn(attempt);
      this.yieldWhenLong();
    }
    if (this.free > 0 || this.stopped) return;
    for (const attempt of this.ready.newcomers()) {
      if (!attempt.held) this.owner.onQueued(attempt);
    }
  }

  private next(): Attempt | undefined {
    const container = this.readyContainers.next();
    if (container !== undefined || this.free === 0) return container;
    const attempt = this.ready.next();
    if (attempt === undefined) return undefined;
    attempt.hasSlot = true;
    this.free -= 1;
    return attempt;
  }

  /** Steps that answer at once could keep the process busy for as long as the run lasts. */
  private yieldWhenLong(): void {
    if (this.clock.monotonic() - this.sliceBegan < longestSlice) return;
    this.yielding = true;
    this.clock.schedule(0, () => {
      this.yielding = false;
      this.startSlice();
      this.pump();
    });
  }
}
