import { AppError } from '@shared/errors/app-error';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { Recorded, ResumeReason, RunEvent, ScopePath, WaitTarget } from '@shared/runs/events';

// A run's log as the engine needs it to go on: graphs within steps within graphs, with what each
// attempt had asked for and been given. The reducer tells what to show, this what to do next; both
// reopen the same step runs (src-shared/runs/reduce-resume.ts).

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { readonly type: Type }>;

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

type StepEnd = EventOf<'step.completed' | 'step.failed' | 'step.skipped' | 'step.cancelled'>;

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

export class RunRecord {
  readonly top = new ScopeRecord(null);
  readonly created: EventOf<'run.created'>;
  /** Null before `run.started`. */
  vars: JsonObject | null = null;
  /** Wall clock: since when the run's time limit counts. */
  limitedSince = 0;
  /** How it ended; null while it has not. */
  ended: 'completed' | 'failed' | 'cancelled' | null = null;
  lastSeq = 0;

  constructor(events: readonly RunEvent[]) {
    const [first] = events;
    if (first?.type !== 'run.created') throw brokenLog('it does not begin with run.created');
    this.created = first;
    for (const event of events) this.take(event);
  }

  take(event: RunEvent): void {
    if (event.seq !== this.lastSeq + 1) {
      throw brokenLog(`event ${this.lastSeq + 1} is missing before event ${event.seq}`);
    }
    this.lastSeq = event.seq;
    switch (event.type) {
      case 'run.created':
      case 'run.interrupted':
        return;
      case 'run.started':
        this.vars = event.vars;
        this.limitedSince = event.time;
        return;
      case 'run.completed':
        this.ended = 'completed';
        return;
      case 'run.failed':
        this.ended = 'failed';
        return;
      case 'run.cancelled':
        this.ended = 'cancelled';
        return;
      case 'run.resumed':
        this.ended = null;
        if (event.reason === 'retry') this.limitedSince = event.time;
        reopenScope(this.top, event.reason);
        return;
      case 'variable.set':
        this.setVariable(event);
        return;
      default:
        if ('path' in event) takeStepEvent(this.scopeAt(event.path), event);
    }
  }

  private setVariable({ frame, path, name, value }: EventOf<'variable.set'>): void {
    if (frame === undefined) {
      this.vars = { ...this.vars, [name]: valueOf(value) };
      return;
    }
    const scope = this.scopeAt(path.slice(0, frame));
    scope.vars = { ...scope.vars, [name]: valueOf(value) };
  }

  private scopeAt(path: ScopePath): ScopeRecord {
    let scope = this.top;
    for (const { step, iteration } of path) {
      const body = scope.steps.get(step)?.bodies?.get(iteration);
      if (body === undefined) throw brokenLog(`step "${step}" has no body ${iteration}`);
      scope = body;
    }
    return scope;
  }
}

/** A value of the log, which must not stand there as a reference. */
export function valueOf(recorded: Recorded): JsonValue {
  if ('value' in recorded) return recorded.value;
  throw brokenLog('a large value was not put in its place');
}

export function brokenLog(reason: string): AppError {
  return new AppError({
    code: 'RUN_LOG_BROKEN',
    kind: 'bug',
    message: `The run cannot go on, because its log cannot be followed: ${reason}.`,
    hint: 'Start the workflow again; what the run had recorded can still be looked at.',
  });
}

type StepEvent = Extract<RunEvent, { readonly path: ScopePath }>;

function takeStepEvent(scope: ScopeRecord, event: StepEvent): void {
  const record = scope.step(event.step);
  switch (event.type) {
    case 'scope.started':
      beginBody(record, event);
      return;
    case 'scope.completed': {
      const body = record.bodies?.get(event.iteration);
      if (body === undefined) return;
      body.outcome = event.outcome;
      body.completion = event;
      return;
    }
    case 'step.queued':
      if (record.attempt === null) record.stage = 'queued';
      return;
    case 'step.started':
      start(record, event);
      return;
    case 'step.waiting':
      if (record.attempt === null) {
        // Before its start it waits for its turn, and asks for it again.
        record.stage = 'queued';
        return;
      }
      record.attempt.take(event);
      record.stage = 'waiting';
      return;
    case 'step.resumed':
      if (record.attempt === null) return;
      record.attempt.take(event);
      record.stage = 'running';
      return;
    case 'step.effect':
    case 'step.drew':
      record.attempt?.take(event);
      return;
    case 'step.interrupted':
      record.stage = 'asking';
      record.asked = true;
      return;
    case 'step.decided':
      decided(record, event);
      return;
    case 'step.retrying':
      over(record, event.attempt);
      record.stage = 'retrying';
      record.due = event.due;
      // The next attempt runs its bodies anew.
      record.bodies = null;
      return;
    case 'step.completed':
    case 'step.failed':
    case 'step.skipped':
    case 'step.cancelled':
      if (record.end === null) scope.ends.push(record);
      record.end = event;
  }
}

function start(record: StepRecord, event: EventOf<'step.started'>): void {
  const { attempt } = record;
  if (attempt === null || attempt.number !== event.attempt) {
    record.attempt = new AttemptRecord(event.attempt, event);
    record.stage = 'running';
    return;
  }
  // The same attempt in another process. It has come to its open wait before, and will again.
  if (attempt.openWait === null) record.stage = 'running';
}

function decided(record: StepRecord, { decision, attempt }: EventOf<'step.decided'>): void {
  if (decision === 'retry') {
    over(record, attempt);
    record.base = attempt;
    record.stage = 'pending';
  } else if (decision === 'skip') {
    record.stage = 'skipping';
  } else {
    // What was done is in the completion that follows; without it we have to ask again.
    record.asked = false;
  }
}

function over(record: StepRecord, attempt: number): void {
  record.last = Math.max(record.last, attempt);
  record.attempt = null;
}

function beginBody(record: StepRecord, event: EventOf<'scope.started'>): void {
  record.bodies ??= new Map();
  const body = record.bodies.get(event.iteration);
  if (body === undefined) {
    record.bodies.set(event.iteration, new ScopeRecord(event));
    return;
  }
  body.started = event;
  body.again = false;
  body.vars = event.vars ?? null;
}

function reopenScope(scope: ScopeRecord, reason: ResumeReason): void {
  const { closing } = scope;
  for (const record of scope.steps.values()) {
    if (closing !== 'left') reopenStep(record, reason, closing === 'failing');
    if (record.end !== null) continue;
    for (const body of record.bodies?.values() ?? []) reopenBody(body, reason);
  }
  const open = scope.ends.filter((record) => record.end !== null);
  scope.ends.splice(0, scope.ends.length, ...open);
}

function reopenStep(record: StepRecord, reason: ResumeReason, failing: boolean): void {
  const { end } = record;
  if (end?.type === 'step.cancelled') {
    if (reason === 'recovery' && failing) return;
    record.end = null;
    // Whether an unsafe attempt has had its effect is still the question.
    if (record.stage === 'asking') record.asked = false;
    // One that was called off before its start has not used its number up.
    else if (reason === 'retry') beginAnew(record, record.attempt?.number ?? 0);
    return;
  }
  if (reason !== 'retry' || end?.type !== 'step.failed' || end.handled !== 'fail') return;
  record.end = null;
  beginAnew(record, end.attempt);
}

function beginAnew(record: StepRecord, attempt: number): void {
  over(record, attempt);
  record.base = record.last;
  record.stage = 'pending';
}

function reopenBody(body: ScopeRecord, reason: ResumeReason): void {
  const { outcome } = body;
  if (outcome === 'cancelled' || (outcome === 'failed' && reason === 'retry')) {
    body.outcome = null;
    body.again = true;
  }
  if (body.outcome === null) reopenScope(body, reason);
}
