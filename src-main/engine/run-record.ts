import { AppError } from '@shared/errors/app-error';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { ResumeReason, RunEvent } from '@shared/runs/events';
import type { Recorded } from '@shared/runs/recorded';
import { stepRunKey, type ScopePath } from '@shared/runs/scope-path';
import { change, jump, over, pause, restart } from './record-debug';
import { AttemptRecord, ScopeRecord, type EventOf, type StepRecord } from './step-record';

// A run's log as the engine needs it to go on: graphs within steps within graphs, with what each
// attempt had asked for and been given. The reducer tells what to show, this what to do next; both
// reopen the same step runs (src-shared/runs/reduce-resume.ts).

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
  /** A debugger has held it or changed something about it. */
  debugged = false;
  readonly overridden: EventOf<'step.overridden'>[] = [];
  /** Milliseconds in which a step of it stood still. */
  stoodStill = 0;
  private readonly standing = new Set<string>();
  private stoodSince = 0;

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
        this.noteStanding(event, null);
        if (event.reason === 'retry') {
          this.limitedSince = event.time;
          this.stoodStill = 0;
        }
        reopenScope(this.top, event.reason);
        return;
      case 'run.forked':
        this.ended = null;
        this.noteStanding(event, null);
        this.limitedSince = event.time;
        this.stoodStill = 0;
        reopenScope(this.top, 'recovery');
        return;
      case 'run.paused':
      case 'run.continued':
        this.debugged = true;
        this.noteStanding(event, event);
        takeStepEvent(this.scopeAt(event.path), event);
        return;
      case 'step.overridden':
        this.debugged = true;
        this.overridden.push(event);
        return;
      case 'step.changed':
      case 'step.restarted':
        this.debugged = true;
        takeStepEvent(this.scopeAt(event.path), event);
        return;
      case 'scope.jumped':
        this.debugged = true;
        jump(this.scopeAt(event.path), event);
        return;
      case 'variable.set':
        this.setVariable(event);
        return;
      default:
        if ('path' in event) takeStepEvent(this.scopeAt(event.path), event);
    }
  }

  /** Its time limit stands still as long as anything does. */
  private noteStanding(
    { time }: RunEvent,
    stop: EventOf<'run.paused' | 'run.continued'> | null,
  ): void {
    const before = this.standing.size;
    if (stop === null) this.standing.clear();
    else if (stop.type === 'run.paused') this.standing.add(stepRunKey(stop.path, stop.step));
    else this.standing.delete(stepRunKey(stop.path, stop.step));
    if (before === 0 && this.standing.size > 0) this.stoodSince = time;
    if (before > 0 && this.standing.size === 0) this.stoodStill += time - this.stoodSince;
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
    case 'run.paused':
      pause(record, event);
      return;
    case 'run.continued':
      record.stop = null;
      return;
    case 'step.changed':
      change(record, event);
      return;
    case 'step.restarted':
      restart(scope, record, event);
      return;
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
  record.stop = null;
  record.given = null;
  record.stopNext = null;
  record.agreed = false;
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
    record.agreed = true;
  } else if (decision === 'skip') {
    record.stage = 'skipping';
  } else {
    // What was done is in the completion that follows; without it we have to ask again.
    record.asked = false;
  }
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
    // What a person takes up again goes on, wherever it stood.
    if (reason === 'retry') record.stop = null;
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
