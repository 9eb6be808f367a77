import type { RunEvent } from '../runs/events';
import { scopeKey, type ScopePath } from '../runs/scope-path';
import { stepKey } from './path-key';
import { countUpTo } from './log-index';
import { Lanes } from './lanes';
import type { RunPrograms } from './programs';
import type { RunLog } from './run-log';

// A log as a picture: rows of bars. A row is one depth of nesting in one lane, so bars of a row follow
// each other and what is in view is found by a search, however long the log is.

export type SpanState =
  | 'open'
  | 'completed'
  | 'failed'
  | 'retried'
  | 'skipped'
  | 'cancelled'
  /** It holds no slot: until a time, an event, a person, its turn. */
  | 'waiting';

export interface Span {
  readonly kind: 'step' | 'body' | 'wait';
  readonly step: string;
  readonly path: ScopePath;
  /** Of a body: counted from 0. */
  readonly iteration: number;
  readonly attempt: number;
  readonly from: number;
  /** The event that ended it; 0 while it is open. */
  readonly to: number;
  readonly state: SpanState;
}

export interface SpanRow {
  readonly lane: number;
  /** Containers around it. */
  readonly depth: number;
  /** In the order in which they begin; none begins before the one before it ends. */
  readonly spans: readonly Span[];
  /** Waits in this row, drawn over its bars. */
  readonly waits: readonly Span[];
  /** Events at which something in it failed, in their order. */
  readonly failures: readonly number[];
}

type SpanDraft = { -readonly [Key in keyof Span]: Span[Key] };
interface RowDraft {
  readonly lane: number;
  readonly depth: number;
  readonly spans: SpanDraft[];
  readonly waits: SpanDraft[];
  readonly failures: number[];
}

/** The bars of a log; goes on with a log that grows. */
export class SpanRows {
  readonly lanes: Lanes;
  private readonly rows = new Map<string, RowDraft>();
  private readonly open = new Map<string, SpanDraft>();
  private readonly waiting = new Map<string, SpanDraft>();
  private sorted: readonly SpanRow[] | null = null;
  private last = 0;

  constructor(programs: RunPrograms) {
    this.lanes = new Lanes(programs);
  }

  update(log: RunLog): void {
    this.lanes.update(log);
    for (const event of log.slice(this.last)) this.take(event);
    this.last = Math.max(this.last, log.length);
  }

  /** By lane, and in a lane from the outside in. */
  get all(): readonly SpanRow[] {
    this.sorted ??= [...this.rows.values()].sort(
      (one, other) => one.lane - other.lane || one.depth - other.depth,
    );
    return this.sorted;
  }

  private take(event: RunEvent): void {
    if (
      event.type === 'run.completed' ||
      event.type === 'run.failed' ||
      event.type === 'run.cancelled'
    ) {
      return;
    }
    if (!('path' in event)) return;
    switch (event.type) {
      case 'scope.started':
        this.beginBody(event);
        return;
      case 'scope.completed':
        this.endBody(event);
        return;
      case 'step.queued':
        this.wait(event, 0);
        return;
      case 'step.waiting':
        this.wait(event, event.attempt);
        return;
      case 'step.interrupted':
        this.wait(event, event.attempt);
        return;
      case 'step.resumed':
        this.endWait(event);
        return;
      case 'step.started':
        this.start(event);
        return;
      case 'step.retrying':
        this.end(event, 'retried');
        this.wait(event, event.attempt);
        return;
      case 'step.completed':
      case 'step.failed':
      case 'step.skipped':
      case 'step.cancelled':
        this.end(event, stateOf(event.type));
    }
  }

  private start(event: Extract<RunEvent, { type: 'step.started' }>): void {
    this.endWait(event);
    const key = stepKey(event.path, event.step);
    const before = this.open.get(key);
    if (before !== undefined && before.attempt === event.attempt) return;
    const span = spanFor('step', event, event.attempt);
    this.open.set(key, span);
    this.row(event).spans.push(span);
  }

  private end(event: Extract<RunEvent, { path: ScopePath }>, state: SpanState): void {
    this.endWait(event);
    const key = stepKey(event.path, event.step);
    const span = this.open.get(key);
    this.open.delete(key);
    if (state === 'failed' || state === 'retried') this.row(event).failures.push(event.seq);
    if (span === undefined) {
      // What never started is one event wide: skipped, pinned, called off while it waited.
      const single = spanFor('step', event, 0);
      this.row(event).spans.push({ ...single, to: event.seq, state });
      return;
    }
    span.to = event.seq;
    span.state = state;
  }

  private wait(event: Extract<RunEvent, { path: ScopePath }>, attempt: number): void {
    this.endWait(event);
    const span = { ...spanFor('wait', event, attempt), state: 'waiting' as const };
    this.waiting.set(stepKey(event.path, event.step), span);
    this.row(event).waits.push(span);
  }

  private endWait(event: Extract<RunEvent, { path: ScopePath }>): void {
    const key = stepKey(event.path, event.step);
    const span = this.waiting.get(key);
    if (span === undefined) return;
    span.to = event.seq;
    this.waiting.delete(key);
  }

  private beginBody(event: Extract<RunEvent, { type: 'scope.started' }>): void {
    const span = { ...spanFor('body', event, 0), iteration: event.iteration };
    this.open.set(bodyKey(event), span);
    // A body stands between its container and its steps, in a row of its own.
    this.row(event, 1).spans.push(span);
  }

  private endBody(event: Extract<RunEvent, { type: 'scope.completed' }>): void {
    const key = bodyKey(event);
    const span = this.open.get(key);
    if (span === undefined) return;
    this.open.delete(key);
    span.to = event.seq;
    span.state = event.outcome === 'left' ? 'completed' : event.outcome;
  }

  private row(event: Extract<RunEvent, { path: ScopePath }>, below = 0): RowDraft {
    const lane = this.lanes.laneOf(event.seq);
    const depth = event.path.length * 2 + below;
    const key = `${lane}:${depth}`;
    let row = this.rows.get(key);
    if (row === undefined) {
      row = { lane, depth, spans: [], waits: [], failures: [] };
      this.rows.set(key, row);
      this.sorted = null;
    }
    return row;
  }
}

function bodyKey(event: Extract<RunEvent, { type: 'scope.started' | 'scope.completed' }>): string {
  return `body ${scopeKey([...event.path, { step: event.step, iteration: event.iteration }])}`;
}

function spanFor(
  kind: Span['kind'],
  event: Extract<RunEvent, { path: ScopePath }>,
  attempt: number,
): SpanDraft {
  const { step, path, seq } = event;
  return { kind, step, path, iteration: 0, attempt, from: seq, to: 0, state: 'open' };
}

function stateOf(
  type: 'step.completed' | 'step.failed' | 'step.skipped' | 'step.cancelled',
): SpanState {
  if (type === 'step.completed') return 'completed';
  if (type === 'step.failed') return 'failed';
  return type === 'step.skipped' ? 'skipped' : 'cancelled';
}

/** The part of a row's bars that reaches into a range of events: from one index up to before another. */
export function spansIn(
  spans: readonly Span[],
  first: number,
  last: number,
): readonly [from: number, to: number] {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const span = spans[middle];
    // Bars of a row follow each other, so their ends are in order too.
    if (span !== undefined && span.to !== 0 && span.to < first) low = middle + 1;
    else high = middle;
  }
  const from = low;
  high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.from ?? 0) <= last) low = middle + 1;
    else high = middle;
  }
  return [from, low];
}

/** Times of the events of a log, none earlier than the one before it; for a scale by time. */
export class EventTimes {
  private readonly times: number[] = [];

  update(log: RunLog): void {
    for (const event of log.slice(this.times.length)) {
      this.times.push(Math.max(event.time, this.times.at(-1) ?? 0));
    }
  }

  at(seq: number): number {
    return this.times[Math.min(Math.max(seq, 1), this.times.length) - 1] ?? 0;
  }

  /** The last event that happened by then; the first one before all. */
  seqAt(time: number): number {
    return Math.max(1, countUpTo(this.times, time));
  }

  get length(): number {
    return this.times.length;
  }
}
