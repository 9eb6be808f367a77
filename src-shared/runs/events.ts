import type { AppErrorData } from '../errors/app-error';
import type { ContentHash, RunId } from '../lib/ids';
import type { JsonObject, JsonValue } from '../lib/json';

// The log of a run. Every transition is one event; the state of a run is a fold over its events
// (reducer.ts), the same fold in the engine, the studio, the command line and the tests.

/**
 * Where a step runs: one segment per enclosing container, outermost first, e.g.
 * `[{ step: 'eachOrder', iteration: 36 }]`. Empty at the top level. Identity of a step run is
 * (path, step), never a position in the log.
 */
export type ScopePath = readonly ScopeSegment[];

export interface ScopeSegment {
  /** The container step's id. */
  readonly step: string;
  /** 0-based iteration of the container's body. */
  readonly iteration: number;
}

/** `eachOrder[36]/parse`: the key of a step run in maps and tables. */
export function stepRunKey(path: ScopePath, step: string): string {
  if (path.length === 0) return step;
  return `${scopeKey(path)}/${step}`;
}

/** `eachOrder[36]/eachLine[2]`; empty at the top level. */
export function scopeKey(path: ScopePath): string {
  return path.map((segment) => `${segment.step}[${segment.iteration}]`).join('/');
}

/** A value that is kept outside the log because it is large; content-addressed. */
export interface BlobRef {
  readonly hash: ContentHash;
  /** UTF-8 bytes of its JSON text. */
  readonly bytes: number;
  /** `object`, `array`, `string`… */
  readonly type: string;
  /** Items of an array, keys of an object, characters of a string. */
  readonly count: number;
  /** The first part of its JSON text, for a peek. */
  readonly preview: string;
}

/** Exactly one of the two: the value itself, or where it is kept. */
export type Recorded = { readonly value: JsonValue } | { readonly blob: BlobRef };

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export type SkipReason =
  /** No incoming edge was taken (or not all, with `join: all`): outgoing edges die. */
  | 'not-taken'
  /** The step is disabled: outgoing edges stay alive, its output is null. */
  | 'disabled'
  /** It failed and its policy is `skip`: outgoing edges stay alive, its output is null. */
  | 'error-policy';

/** Fields that every event has. `seq` counts 1, 2, 3… per run without gaps. */
export interface EventBase {
  readonly run: RunId;
  readonly seq: number;
  /** Wall-clock milliseconds since 1970; for people. Order comes from `seq`. */
  readonly time: number;
}

interface StepEventBase extends EventBase {
  readonly step: string;
  readonly path: ScopePath;
}

export type RunEvent =
  | (EventBase & {
      readonly type: 'run.created';
      readonly workflow: {
        readonly id: string | null;
        readonly hash: ContentHash;
        readonly name: string;
      };
      readonly input: Recorded;
      /** Whoever started it: studio, cli, test. */
      readonly startedBy: string;
    })
  | (EventBase & { readonly type: 'run.started'; readonly vars: JsonObject })
  | (EventBase & { readonly type: 'run.completed'; readonly output: Recorded })
  | (EventBase & {
      readonly type: 'run.failed';
      readonly error: AppErrorData;
      readonly step?: string;
    })
  | (EventBase & { readonly type: 'run.cancelled'; readonly reason: string })
  | (EventBase & { readonly type: 'run.interrupted'; readonly reason: string })
  | (StepEventBase & { readonly type: 'step.queued' })
  | (StepEventBase & {
      readonly type: 'step.started';
      readonly attempt: number;
      readonly key: string;
      /** The step's settings with bindings resolved; secrets stand as references. */
      readonly input: Recorded;
      /** What `now()`, `random()` and `uuid()` gave while the bindings were resolved, in order. */
      readonly draws?: readonly (number | string)[];
    })
  | (StepEventBase & {
      readonly type: 'step.waiting';
      readonly attempt: number;
      readonly until: number | null;
      readonly reason: string;
    })
  /** The wait is over: the step works again. */
  | (StepEventBase & { readonly type: 'step.resumed'; readonly attempt: number })
  | (StepEventBase & {
      readonly type: 'step.retrying';
      readonly attempt: number;
      readonly error: AppErrorData;
      /** Wall-clock milliseconds at which the next attempt is due. */
      readonly due: number;
    })
  | (StepEventBase & {
      readonly type: 'step.completed';
      readonly attempt: number;
      readonly output: Recorded;
      /** Output ports that were taken; edges from other ports are dead. */
      readonly taken: readonly string[];
      /** Milliseconds of work, from a monotonic clock. */
      readonly duration: number;
      /** The output is the file's pin: the step did not run and `attempt` is 0. */
      readonly pinned?: true;
    })
  | (StepEventBase & {
      readonly type: 'step.failed';
      readonly attempt: number;
      readonly error: AppErrorData;
      /**
       * What the step's policy made of it. `fail`: the run fails. `skip`, `continue`: goes on with
       * `output` (null, or `{ error }`). `port`: the `error` port is taken with `{ error }`.
       */
      readonly handled: 'fail' | 'skip' | 'continue' | 'port';
      readonly taken: readonly string[];
      readonly output: Recorded;
      readonly duration: number;
    })
  | (StepEventBase & {
      readonly type: 'step.skipped';
      readonly reason: SkipReason;
      readonly taken: readonly string[];
    })
  | (StepEventBase & { readonly type: 'step.cancelled'; readonly attempt: number })
  | (StepEventBase & {
      readonly type: 'step.logged';
      readonly level: LogLevel;
      readonly message: string;
      readonly data?: JsonValue;
      /** 1-based line in the step's own code, where known. */
      readonly line?: number;
    })
  | (StepEventBase & {
      readonly type: 'step.progressed';
      readonly done: number;
      readonly total: number | null;
      readonly message: string;
    })
  | (StepEventBase & {
      readonly type: 'scope.started';
      readonly iteration: number;
      readonly locals: Recorded;
    })
  | (StepEventBase & {
      readonly type: 'scope.completed';
      readonly iteration: number;
      readonly outcome: 'completed' | 'failed' | 'cancelled';
    })
  | (StepEventBase & {
      readonly type: 'variable.set';
      readonly name: string;
      readonly value: Recorded;
    });

export type RunEventType = RunEvent['type'];

/** An event before the journal numbers it. */
export type NewRunEvent = RunEvent extends infer E
  ? E extends RunEvent
    ? Omit<E, 'run' | 'seq' | 'time'>
    : never
  : never;

export type RunStatus =
  | 'queued'
  | 'running'
  | 'paused'
  | 'waiting'
  | 'completed'
  | 'failed'
  | 'cancelled'
  /** The process ended while it ran; an unsafe step may have happened. Set at the next start. */
  | 'interrupted';

export type StepStatus =
  | 'pending'
  | 'queued'
  | 'running'
  | 'waiting'
  | 'retrying'
  | 'completed'
  | 'failed'
  | 'skipped'
  | 'cancelled';
