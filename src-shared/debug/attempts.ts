import type { AppErrorData } from '../errors/app-error';
import type { RunEvent, SkipReason } from '../runs/events';
import type { Recorded } from '../runs/recorded';
import { scopeKey, stepRunKey, type ScopePath } from '../runs/scope-path';
import type { RunLog } from './run-log';

// A log as a list of what was done: every attempt at every step, and every body of a container. Two
// runs are compared by it, and reports are written from it.

export type AttemptEnd =
  'open' | 'completed' | 'failed' | 'retried' | 'skipped' | 'cancelled' | 'interrupted';

export interface AttemptFacts {
  readonly type: 'attempt';
  /** The same in two runs: step run, attempt, and how often that attempt came before. */
  readonly id: string;
  readonly key: string;
  readonly step: string;
  readonly path: ScopePath;
  /** 0: it did not run, because it was skipped or something stood in for it. */
  readonly attempt: number;
  readonly from: number;
  /** The event that ended it; null while it is open. */
  readonly to: number | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly end: AttemptEnd;
  readonly input?: Recorded;
  readonly output?: Recorded;
  readonly error?: AppErrorData;
  readonly taken?: readonly string[];
  readonly skipReason?: SkipReason;
  readonly pinned?: true;
  /** Milliseconds of work. */
  readonly duration?: number;
  /** What it set, in order. */
  readonly variables: readonly { readonly name: string; readonly value: Recorded }[];
}

export interface BodyFacts {
  readonly type: 'body';
  readonly id: string;
  readonly step: string;
  readonly path: ScopePath;
  readonly iteration: number;
  readonly from: number;
  readonly to: number | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly locals: Recorded;
  readonly input?: Recorded;
  readonly outcome: 'open' | 'completed' | 'failed' | 'cancelled' | 'left';
}

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };
type AttemptDraft = Draft<Omit<AttemptFacts, 'variables'>> & {
  variables: { readonly name: string; readonly value: Recorded }[];
};
type StepEvent = Extract<RunEvent, { readonly path: ScopePath }>;

/** Attempts and bodies in the order in which they began. */
export function attemptsOf(log: RunLog): readonly (AttemptFacts | BodyFacts)[] {
  const collector = new Collector();
  for (const event of log.slice()) if ('path' in event) collector.take(event);
  return collector.facts;
}

class Collector {
  readonly facts: (AttemptFacts | BodyFacts)[] = [];
  private readonly open = new Map<string, AttemptDraft>();
  private readonly bodies = new Map<string, Draft<BodyFacts>>();
  private readonly seen = new Map<string, number>();

  take(event: StepEvent): void {
    switch (event.type) {
      case 'scope.started':
        this.beginBody(event);
        return;
      case 'scope.completed':
        this.endBody(event);
        return;
      case 'step.started':
        this.start(event);
        return;
      case 'variable.set':
        this.open
          .get(stepRunKey(event.path, event.step))
          ?.variables.push({ name: event.name, value: event.value });
        return;
      default:
        this.end(event);
    }
  }

  private start(event: Extract<StepEvent, { type: 'step.started' }>): void {
    const key = stepRunKey(event.path, event.step);
    const before = this.open.get(key);
    // The same attempt in another process goes on; what was read then is what counts now.
    if (before?.attempt === event.attempt && event.recovered) return;
    const draft = this.begin(event, event.attempt);
    draft.input = event.input;
    this.open.set(key, draft);
  }

  private end(event: StepEvent): void {
    const key = stepRunKey(event.path, event.step);
    const end = endOf(event);
    if (end === null) return;
    const attempt = 'attempt' in event ? event.attempt : 0;
    const open = this.open.get(key);
    // One that never started has its only event here.
    if (open === undefined && (end === 'retried' || end === 'interrupted')) return;
    const draft = open ?? this.begin(event, attempt);
    this.open.delete(key);
    draft.to = event.seq;
    draft.endedAt = event.time;
    draft.end = end;
    if ('taken' in event) draft.taken = event.taken;
    if ('output' in event) draft.output = event.output;
    if ('error' in event) draft.error = event.error;
    if ('duration' in event) draft.duration = event.duration;
    if (event.type === 'step.skipped') draft.skipReason = event.reason;
    if (event.type === 'step.completed' && event.pinned) draft.pinned = true;
    if (event.type === 'step.failed' && event.handled === 'skip') draft.skipReason = 'error-policy';
  }

  private begin(event: StepEvent, attempt: number): AttemptDraft {
    const key = stepRunKey(event.path, event.step);
    const draft: AttemptDraft = {
      type: 'attempt',
      id: this.unique(`${key}#${attempt}`),
      key,
      step: event.step,
      path: event.path,
      attempt,
      from: event.seq,
      to: null,
      startedAt: event.time,
      endedAt: null,
      end: 'open',
      variables: [],
    };
    this.facts.push(draft);
    return draft;
  }

  private beginBody(event: Extract<StepEvent, { type: 'scope.started' }>): void {
    const path = [...event.path, { step: event.step, iteration: event.iteration }];
    const key = scopeKey(path);
    const draft: Draft<BodyFacts> = {
      type: 'body',
      id: this.unique(key),
      step: event.step,
      path: event.path,
      iteration: event.iteration,
      from: event.seq,
      to: null,
      startedAt: event.time,
      endedAt: null,
      locals: event.locals,
      ...(event.input !== undefined && { input: event.input }),
      outcome: 'open',
    };
    this.bodies.set(key, draft);
    this.facts.push(draft);
  }

  private endBody(event: Extract<StepEvent, { type: 'scope.completed' }>): void {
    const key = scopeKey([...event.path, { step: event.step, iteration: event.iteration }]);
    const draft = this.bodies.get(key);
    if (draft === undefined) return;
    draft.to = event.seq;
    draft.endedAt = event.time;
    draft.outcome = event.outcome;
  }

  /** A container that is tried again runs the same bodies again. */
  private unique(id: string): string {
    const count = (this.seen.get(id) ?? 0) + 1;
    this.seen.set(id, count);
    return count === 1 ? id : `${id}~${count}`;
  }
}

function endOf(event: StepEvent): AttemptEnd | null {
  switch (event.type) {
    case 'step.completed':
      return 'completed';
    case 'step.failed':
      return 'failed';
    case 'step.retrying':
      return 'retried';
    case 'step.skipped':
      return 'skipped';
    case 'step.cancelled':
      return 'cancelled';
    case 'step.interrupted':
      return 'interrupted';
    default:
      return null;
  }
}
