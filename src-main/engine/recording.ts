import type { AppErrorData } from '@shared/errors/app-error';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';
import { scopeKey, stepRunKey, type ScopePath } from '@shared/runs/scope-path';
import { brokenLog, valueOf } from './run-record';
import { AttemptRecord } from './step-record';

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { readonly type: Type }>;

export interface RecordedVariable {
  readonly name: string;
  readonly value: JsonValue;
  readonly place: number;
}

/** An attempt of the recorded run, with its end. */
export class RecordedAttempt extends AttemptRecord {
  end: 'completed' | 'failed' | 'retrying' | 'skipped' | 'cancelled' | null = null;
  /** What it failed with. */
  error: AppErrorData | null = null;
  completion: EventOf<'step.completed'> | null = null;
  /** Its place among all ends of the run; null when it has not ended by itself. */
  order: number | null = null;
  /** A person said what became of it. */
  decision: EventOf<'step.decided'>['decision'] | null = null;
  /** The attempt after it, at the same step run. */
  next: RecordedAttempt | null = null;
  /** Variables that it set, in order, each with its place among all of the run. */
  readonly variables: RecordedVariable[] = [];
}

/** The log of a run, looked up by step run and attempt; for a replay. */
export class Recording {
  readonly created: EventOf<'run.created'>;
  /** The variables at the start; null when it never started. */
  readonly vars: JsonObject | null;
  /** Keys of graphs that did not come to their own end; what was at work in them was cut off. */
  private readonly cutShort = new Set<string>();
  /** Keys of graphs that failed when nothing was at work in them any more. */
  private readonly failed = new Set<string>();
  /** How many attempts and bodies have ended. */
  private ends = 0;
  /** How many variables were set. */
  private sets = 0;
  /** Places of a body's ends among all ends, by its key; several where its container began anew. */
  private readonly bodyEnds = new Map<string, number[]>();
  /** Times and random numbers of the `result:`. */
  readonly resultDraws: readonly (number | string)[];
  /** By step run, in their order. */
  private readonly attempts = new Map<string, RecordedAttempt[]>();
  /** Those that have not ended, by step run. */
  private readonly current = new Map<string, RecordedAttempt>();

  constructor(events: readonly RunEvent[]) {
    const [created] = events;
    if (created?.type !== 'run.created') throw brokenLog('it does not begin with run.created');
    this.created = created;
    let vars: JsonObject | null = null;
    let draws: readonly (number | string)[] = [];
    const last = events.at(-1)?.type;
    if (last !== 'run.completed') this.cutShort.add('');
    if (last === 'run.failed') this.failed.add('');
    for (const event of events) {
      if (event.type === 'run.started') vars = event.vars;
      else if (event.type === 'run.completed') draws = event.draws ?? [];
      else if ('path' in event) this.take(event);
    }
    this.vars = vars;
    this.resultDraws = draws;
  }

  /** Whether every draw was kept. */
  get hasDraws(): boolean {
    return this.created.effects?.policy === 'record';
  }

  /**
   * An attempt of a step run. Where a container was tried again its steps have several with the
   * same number, the `generation`th counts from 0.
   */
  find(run: string, number: number, generation: number): RecordedAttempt | null {
    let left = generation;
    for (const attempt of this.attempts.get(run) ?? []) {
      if (attempt.number !== number) continue;
      if (left === 0) return attempt;
      left -= 1;
    }
    return null;
  }

  isCutShort(path: ScopePath): boolean {
    return this.cutShort.has(scopeKey(path));
  }

  /** The place of a body's end among all ends, in the `generation`th time it ended. */
  endOf(body: string, generation: number): number | null {
    return this.bodyEnds.get(body)?.[generation] ?? null;
  }

  /** Whether the body was ended by something else, and never by itself. */
  wasCancelled(body: string): boolean {
    return this.cutShort.has(body) && !this.bodyEnds.has(body);
  }

  hasFailed(path: ScopePath): boolean {
    return this.failed.has(scopeKey(path));
  }

  private take(event: Extract<RunEvent, { readonly path: ScopePath }>): void {
    const run = stepRunKey(event.path, event.step);
    switch (event.type) {
      case 'step.started':
        this.start(run, event);
        return;
      case 'step.waiting':
      case 'step.resumed':
      case 'step.effect':
      case 'step.drew':
        this.current.get(run)?.take(event);
        return;
      case 'variable.set': {
        const { name } = event;
        const attempt = this.current.get(run);
        // What a person set is not part of a replay.
        if (attempt === undefined || event.by === 'debugger') return;
        attempt.variables.push({ name, value: valueOf(event.value), place: this.sets });
        this.sets += 1;
        return;
      }
      case 'step.decided':
        this.at(run, event.attempt).decision = event.decision;
        return;
      case 'step.completed':
        if (event.pinned) return;
        this.end(run, event.attempt, 'completed').completion = event;
        if (event.leaves !== undefined) this.cutShort.add(scopeKey(event.path));
        return;
      case 'scope.completed':
        this.bodyEnded(event);
        return;
      case 'step.failed':
        this.end(run, event.attempt, 'failed').error = event.error;
        return;
      case 'step.retrying':
        this.end(run, event.attempt, 'retrying').error = event.error;
        return;
      case 'step.cancelled':
      case 'step.skipped': {
        // Most have never started.
        const open = this.current.get(run);
        if (open === undefined) return;
        open.end = event.type === 'step.skipped' ? 'skipped' : 'cancelled';
        this.current.delete(run);
      }
    }
  }

  private bodyEnded({ path, step, iteration, outcome }: EventOf<'scope.completed'>): void {
    const key = scopeKey([...path, { step, iteration }]);
    if (outcome === 'completed') this.cutShort.delete(key);
    else this.cutShort.add(key);
    if (outcome !== 'cancelled') {
      this.bodyEnds.set(key, [...(this.bodyEnds.get(key) ?? []), this.ends]);
      this.ends += 1;
    }
    if (outcome === 'failed') this.failed.add(key);
    else this.failed.delete(key);
  }

  private start(run: string, event: EventOf<'step.started'>): void {
    const known = this.attempts.get(run)?.at(-1);
    if (event.recovered && known?.number === event.attempt) {
      known.end = null;
      this.current.set(run, known);
      return;
    }
    this.add(run, new RecordedAttempt(event.attempt, event));
  }

  /** The attempt that is under way; one whose settings were wrong had no start. */
  private at(run: string, number: number): RecordedAttempt {
    const last = this.attempts.get(run)?.at(-1);
    // A cancellation that was not recorded to its end has not happened.
    if (last?.number !== number || (last.end !== null && last.end !== 'cancelled')) {
      return this.add(run, new RecordedAttempt(number, null));
    }
    this.current.set(run, last);
    return last;
  }

  private end(run: string, number: number, end: RecordedAttempt['end']): RecordedAttempt {
    const attempt = this.at(run, number);
    attempt.end = end;
    attempt.order = this.ends;
    this.ends += 1;
    this.current.delete(run);
    return attempt;
  }

  private add(run: string, attempt: RecordedAttempt): RecordedAttempt {
    const known = this.attempts.get(run);
    const last = known?.at(-1);
    if (last?.number === attempt.number - 1) last.next = attempt;
    if (known === undefined) this.attempts.set(run, [attempt]);
    else known.push(attempt);
    this.current.set(run, attempt);
    return attempt;
  }
}
