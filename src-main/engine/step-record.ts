import type { JsonObject } from '@shared/lib/json';
import type { RunEvent, WaitTarget } from '@shared/runs/events';
import type { Recorded } from '@shared/runs/recorded';
import type { GivenStart } from './step-start';

// The parts of a run's record: its graphs, their steps and their attempts. Events are taken in by
// run-record.ts.

export type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { readonly type: Type }>;

export interface RecordedWait {
  readonly until: number | null;
  readonly target: WaitTarget | undefined;
  /** Effects that the attempt had begun before. */
  readonly effects: number;
  /** How it ended; null while it is open. */
  end: { readonly signal: Recorded | undefined } | null;
}

/** One attempt, over all processes that worked at it. */
export class AttemptRecord {
  readonly waits: RecordedWait[] = [];
  /** By ordinal. */
  readonly effects = new Map<number, EventOf<'step.effect'>>();
  readonly draws: (number | string)[] = [];

  constructor(
    readonly number: number,
    readonly started: EventOf<'step.started'> | null,
  ) {}

  get openWait(): RecordedWait | null {
    const last = this.waits.at(-1);
    return last?.end === null ? last : null;
  }

  /** Takes an event of this attempt in. */
  take(event: RunEvent): void {
    switch (event.type) {
      case 'step.waiting': {
        const { openWait: open } = this;
        const wait = { until: event.until, target: event.for, effects: event.effects ?? 0 };
        // One wait at a time: a second one is the same again, in a new process.
        if (open === null) this.waits.push({ ...wait, end: null });
        return;
      }
      case 'step.resumed': {
        const { openWait: open } = this;
        if (open !== null) open.end = { signal: event.signal };
        return;
      }
      case 'step.effect':
        this.effects.set(event.ordinal, event);
        return;
      case 'step.drew':
        this.draws.push(...event.draws);
    }
  }
}

export type StepEnd = EventOf<'step.completed' | 'step.failed' | 'step.skipped' | 'step.cancelled'>;

/**
 * Where a step run stood. `asking`: an unsafe attempt was interrupted, a person decides.
 * `skipping`: the person said so, and it was not carried out any more.
 */
export type StepStage =
  'pending' | 'queued' | 'running' | 'waiting' | 'retrying' | 'asking' | 'skipping';

/** One step in one graph of a run. */
export class StepRecord {
  stage: StepStage = 'pending';
  /** The attempt that is under way. */
  attempt: AttemptRecord | null = null;
  /** The highest attempt that is over. */
  last = 0;
  /** Attempts up to this one do not count towards the retry policy. */
  base = 0;
  /** Stage `retrying`: when the next attempt is due. */
  due = 0;
  /** Stage `asking`: whether the log shows it. */
  asked = false;
  /** A person said that it may happen again. */
  agreed = false;
  /** Where it stands still under the debugger. */
  stop: EventOf<'run.paused'> | null = null;
  /** With what it starts, before it has started. */
  given: GivenStart | null = null;
  /** It stands still before it starts again. */
  stopNext: 'restart' | 'goto' | null = null;
  /** A person set the run back to before it. */
  anew = false;
  end: StepEnd | null = null;
  bodies: Map<number, ScopeRecord> | null = null;

  constructor(readonly step: string) {}

  get next(): number {
    return this.attempt?.number ?? this.last + 1;
  }
}

/** One graph of a run: the workflow's own, or a body of a container. */
export class ScopeRecord {
  readonly steps = new Map<string, StepRecord>();
  /** Step runs that have ended, in the order of their ends. */
  readonly ends: StepRecord[] = [];
  /** How it ended; null while it has not, or begins again. */
  outcome: EventOf<'scope.completed'>['outcome'] | null = null;
  completion: EventOf<'scope.completed'> | null = null;
  /** A called workflow's own variables, as they were set last. */
  vars: JsonObject | null = null;
  /** It had ended and begins again: its start is recorded once more. */
  again = false;
  /** Steps that a person has set next. */
  readonly forced = new Set<string>();

  /** `started` is null for the workflow's own graph. */
  constructor(public started: EventOf<'scope.started'> | null) {
    this.vars = started?.vars ?? null;
  }

  /** Nothing that was called off in it begins again by itself. */
  get closing(): 'failing' | 'left' | null {
    for (const { end } of this.ends) {
      if (end?.type === 'step.failed' && end.handled === 'fail') return 'failing';
      if (end?.type === 'step.completed' && end.leaves !== undefined) return 'left';
    }
    return null;
  }

  step(id: string): StepRecord {
    let record = this.steps.get(id);
    if (record === undefined) {
      record = new StepRecord(id);
      this.steps.set(id, record);
    }
    return record;
  }
}
