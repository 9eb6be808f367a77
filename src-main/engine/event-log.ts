import { AppError, type AppErrorData } from '@shared/errors/app-error';
import type { RunId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';
import type { EnginePorts, Journal } from './types';

/** Something that goes on when the events before it are kept. */
export interface Continuation {
  kept(): void;
}

export interface EventLogOwner {
  /** A batch was acknowledged later, outside of `flush`. */
  onAcknowledged(): void;
  /** These are kept, and nobody has acted upon that yet. */
  onKept(events: readonly RunEvent[]): void;
  /** Many acknowledged events wait to be taken. */
  onBacklog(): void;
  /** The journal could not keep events: nothing more will be recorded. */
  onJournalFailure(error: AppError): void;
}

interface Batch {
  /** Once they are kept: as they are kept. */
  events: readonly RunEvent[];
  readonly continuations: Continuation[];
  acknowledged: boolean;
}

/** What stands as `seq` in an event until the log takes it. */
export const unnumbered = 0;

/** Events of one run: enough for a long loop, few enough to be looked at and folded at once. */
const defaultHistoryLimit = 50_000;

/** So many acknowledged events are remembered until somebody asks for the state. */
const backlog = 1_000;

/**
 * The events of one run on their way out: numbered without gaps, handed to the journal in order,
 * and only after its acknowledgement published and acted upon. With a journal that keeps events at
 * once, all of this happens inside `flush` without a promise.
 */
export class EventLog {
  private seq: number;
  private events: RunEvent[] = [];
  private continuations: Continuation[] = [];
  private readonly inFlight: Batch[] = [];
  private flushing = false;
  private failed = false;
  /** Acknowledged events that nobody has asked the state of yet. */
  private unfolded: RunEvent[] = [];

  private readonly limit: number;

  constructor(
    readonly run: RunId,
    private readonly ports: EnginePorts,
    private readonly owner: EventLogOwner,
    /** Events that are kept already, of a run that goes on. */
    kept = 0,
  ) {
    this.seq = kept;
    this.limit = ports.historyLimit ?? defaultHistoryLimit;
  }

  /** It has as many events as a run may have. */
  get isFull(): boolean {
    return this.seq >= this.limit;
  }

  get historyLimit(): number {
    return this.limit;
  }

  /** Whether nothing was added after it, and nobody has seen it. */
  isLast(event: RunEvent): boolean {
    return this.events.at(-1) === event;
  }

  get hasUnsent(): boolean {
    return !this.failed && this.events.length > 0;
  }

  time(): number {
    return this.ports.clock.now();
  }

  /** Takes the next event of the run, `unnumbered`, and numbers it. */
  add(event: RunEvent): void {
    if (this.failed) return;
    this.seq += 1;
    // Numbered here and not where it is made: what fails while an event is made leaves no gap.
    (event as { seq: number }).seq = this.seq;
    this.events.push(event);
  }

  /** Calls back when all events added so far are kept. There must be one since the last flush. */
  whenKept(continuation: Continuation): void {
    if (!this.failed) this.continuations.push(continuation);
  }

  /** Hands what was added to the journal. Called again from inside, the outer call goes on with it. */
  flush(): void {
    if (this.flushing) return;
    this.flushing = true;
    while (this.hasUnsent) this.send();
    this.flushing = false;
  }

  /** The acknowledged events since the last call. */
  takeUnfolded(): readonly RunEvent[] {
    const events = this.unfolded;
    this.unfolded = [];
    return events;
  }

  private send(): void {
    const batch: Batch = {
      events: this.events,
      continuations: this.continuations,
      acknowledged: false,
    };
    this.events = [];
    this.continuations = [];
    let kept: ReturnType<Journal['append']>;
    try {
      kept = this.ports.journal.append(batch.events);
    } catch (error) {
      this.fail(error);
      return;
    }
    if (kept === undefined && this.inFlight.length === 0) {
      this.acknowledge(batch);
      return;
    }
    this.inFlight.push(batch);
    (kept ?? Promise.resolve()).then(
      (stored) => {
        batch.acknowledged = true;
        // The originals would stay in memory until the run ends, large values and all.
        if (stored) batch.events = stored;
        this.drain();
      },
      (error: unknown) => this.fail(error),
    );
  }

  /** Acknowledgements may come out of order; what follows from them may not. */
  private drain(): void {
    for (
      let first = this.inFlight[0];
      first?.acknowledged && !this.failed;
      first = this.inFlight[0]
    ) {
      this.inFlight.shift();
      this.acknowledge(first);
    }
    this.owner.onAcknowledged();
  }

  private acknowledge(batch: Batch): void {
    for (const event of batch.events) this.unfolded.push(event);
    if (this.unfolded.length >= backlog) this.owner.onBacklog();
    this.publish(batch.events);
    this.owner.onKept(batch.events);
    for (const continuation of batch.continuations) continuation.kept();
  }

  private publish(events: readonly RunEvent[]): void {
    try {
      this.ports.onEvents?.(events);
    } catch (error) {
      // A listener that fails must not stop the run, nor go unnoticed.
      queueMicrotask(() => {
        throw error;
      });
    }
  }

  private fail(cause: unknown): void {
    if (this.failed) return;
    this.failed = true;
    this.events = [];
    this.continuations = [];
    this.owner.onJournalFailure(new AppError(journalFailure(cause), { cause }));
  }
}

function journalFailure(cause: unknown): AppErrorData {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const known = cause instanceof AppError ? cause : null;
  return {
    code: 'JOURNAL_FAILED',
    kind: 'operational',
    message: `The run was stopped because its history could not be written: ${reason}`,
    hint:
      known?.hint ??
      'Make room on the disk and check that the data folder can be written to, then run again.',
    ...(known !== null && { details: { cause: known.code } }),
  };
}
