import type { AppErrorData } from '../errors/app-error';
import type { ContentHash, RunId } from '../lib/ids';
import type { JsonObject, JsonValue } from '../lib/json';
import type { StepCost } from './cost';
import type { DebugEvent } from './debug-events';
import type { EventBase, StepEventBase } from './event-base';
import type { Recorded } from './recorded';

// The log of a run. Every transition is one event; the state of a run is a fold over its events
// (reducer.ts), the same fold in the engine, the studio, the command line and the tests.

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export type SkipReason =
  /** No incoming edge was taken (or not all, with `join: all`): outgoing edges die. */
  | 'not-taken'
  /** The step is disabled: outgoing edges stay alive, its output is null. */
  | 'disabled'
  /** It failed and its policy is `skip`: outgoing edges stay alive, its output is null. */
  | 'error-policy'
  /** Its `skipWhen` was true as it would have started: outgoing edges die. */
  | 'guard'
  /** A person decided so after a crash: outgoing edges stay alive, its output is null. */
  | 'decision'
  /** A person set another step next: outgoing edges die. Recorded as `scope.jumped`. */
  | 'jump';

/** How a step may end the graph around it before its end. */
export type Leave =
  /** Ends the innermost loop. */
  | 'break'
  /** Ends this iteration of the innermost loop. */
  | 'continue'
  /** Ends the workflow, or the sub-workflow, with the step's output as its result. */
  | 'return';

/** What a waiting step needs from outside; kept with the wait, so that others can answer it. */
export type WaitTarget =
  | { readonly type: 'time' }
  | {
      readonly type: 'event';
      readonly topic: string;
      /** Events from before the wait count too; absent: only those that are emitted from now on. */
      readonly since?: 'run-start';
    }
  | {
      readonly type: 'approval';
      readonly title: string;
      readonly message?: string;
      /** JSON Schema 2020-12 of what the person fills in. */
      readonly form?: JsonObject;
      readonly assignee?: string;
    };

/**
 * What happens to effects. `live`: they happen. `record`: they happen and their requests and
 * responses are kept. `replay`: recorded responses stand in; a miss fails the run. `mock`: pins and
 * canned answers stand in.
 */
export type EffectsPolicy = 'live' | 'record' | 'replay' | 'mock';

/** Why a run goes on after it had stopped. */
export type ResumeReason =
  /** The process that ran it is gone. */
  | 'recovery'
  /** It had failed or was cancelled, and goes on from there, keeping what was finished. */
  | 'retry';

/** What a person decided about an unsafe step that was at work when the process ended. */
export type InterruptDecision = 'retry' | 'done' | 'skip';

/** A run of one step by itself. */
export interface OneStep {
  readonly step: string;
  /** Steps that run: itself, and those before it that nothing stands in for. */
  readonly live: readonly string[];
  /** The run whose outputs stand in for the others. */
  readonly from?: RunId;
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
      /** Absolute folder where relative paths start; absent or null when there is none. */
      readonly folder?: string | null;
      /** `live` when absent. */
      readonly effects?: { readonly policy: EffectsPolicy; readonly recording?: RunId };
      /** The file was not trusted: no effects, and code runs confined. */
      readonly restricted?: true;
      /** Under `record`: the environment variables that its expressions see. */
      readonly env?: JsonObject;
      /** It runs one step, and what that step needs. */
      readonly only?: OneStep;
      /** With `only`: names that the containers around the step gave to it in the run before. */
      readonly locals?: Recorded;
    })
  | (EventBase & { readonly type: 'run.started'; readonly vars: JsonObject })
  | (EventBase & {
      readonly type: 'run.completed';
      readonly output: Recorded;
      /** What `now()`, `random()` and `uuid()` gave while the workflow's `result:` was resolved. */
      readonly draws?: readonly (number | string)[];
    })
  | (EventBase & {
      readonly type: 'run.failed';
      readonly error: AppErrorData;
      readonly step?: string;
    })
  | (EventBase & { readonly type: 'run.cancelled'; readonly reason: string })
  /** The process that ran it ended and the run cannot go on by itself; `run.resumed` may follow. */
  | (EventBase & { readonly type: 'run.interrupted'; readonly reason: string })
  /** It goes on after an end or an interruption; step runs that had not ended begin again. */
  | (EventBase & { readonly type: 'run.resumed'; readonly reason: ResumeReason })
  | (StepEventBase & { readonly type: 'step.queued' })
  | (StepEventBase & {
      readonly type: 'step.started';
      readonly attempt: number;
      readonly key: string;
      /** The step's settings with bindings resolved; secrets stand as references. */
      readonly input: Recorded;
      /** What `now()`, `random()` and `uuid()` gave while the bindings were resolved, in order. */
      readonly draws?: readonly (number | string)[];
      /** The same attempt, with the same key, was at work when the process ended. */
      readonly recovered?: true;
      /** A person changed the input: its bindings do not give it. */
      readonly edited?: true;
    })
  /**
   * It holds no slot until a time, or until something comes from outside. Before `step.started`: the
   * step has to wait for its turn, e.g. because of its rate limit.
   */
  | (StepEventBase & {
      readonly type: 'step.waiting';
      readonly attempt: number;
      /** Wall-clock milliseconds; null: until something comes. */
      readonly until: number | null;
      readonly reason: string;
      /** What it waits for; a time when absent. */
      readonly for?: WaitTarget;
      /** How many effects the attempt had begun before; absent when none. */
      readonly effects?: number;
    })
  /** The wait is over: the step works again, with what came, if something did. */
  | (StepEventBase & {
      readonly type: 'step.resumed';
      readonly attempt: number;
      readonly signal?: Recorded;
    })
  /** An unsafe attempt was at work when the process ended: a person must say what happened. */
  | (StepEventBase & { readonly type: 'step.interrupted'; readonly attempt: number })
  /** The answer to `step.interrupted`; the start, completion or skip that follows from it comes next. */
  | (StepEventBase & {
      readonly type: 'step.decided';
      readonly attempt: number;
      readonly decision: InterruptDecision;
    })
  /** One effect of an attempt under the policy `record`: what was asked and what came back. */
  | (StepEventBase & {
      readonly type: 'step.effect';
      readonly attempt: number;
      /** 0, 1, 2… within the attempt. */
      readonly ordinal: number;
      /** `http`, `file`, `fetch`, … */
      readonly name: string;
      readonly request: Recorded;
      /** Exactly one of `response` and `error`. */
      readonly response?: Recorded;
      readonly error?: AppErrorData;
    })
  /** What an attempt read from the clock and from chance under the policy `record`, in order. */
  | (StepEventBase & {
      readonly type: 'step.drew';
      readonly attempt: number;
      readonly draws: readonly (number | string)[];
    })
  | (StepEventBase & {
      readonly type: 'step.retrying';
      readonly attempt: number;
      readonly error: AppErrorData;
      /** Wall-clock milliseconds at which the next attempt is due. */
      readonly due: number;
      /** Where an attempt's end has one: what it cost; absent for steps that say nothing of it. */
      readonly cost?: StepCost;
    })
  | (StepEventBase & {
      readonly type: 'step.completed';
      readonly attempt: number;
      readonly output: Recorded;
      /** Output ports that were taken; edges from other ports are dead. */
      readonly taken: readonly string[];
      /** Milliseconds of work, from a monotonic clock. */
      readonly duration: number;
      /** The output is the file's pin, or a canned answer: the step did not run and `attempt` is 0. */
      readonly pinned?: true;
      /** It ends the graph around it. */
      readonly leaves?: Leave;
      /** `debugger`: a person gave the output. `recorded`: it had happened before and was not repeated. */
      readonly by?: 'debugger' | 'recorded';
      /** `by: recorded`: what it would have started with. */
      readonly input?: Recorded;
      readonly cost?: StepCost;
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
      readonly cost?: StepCost;
    })
  | (StepEventBase & {
      readonly type: 'step.skipped';
      readonly reason: SkipReason;
      readonly taken: readonly string[];
    })
  | (StepEventBase & {
      readonly type: 'step.cancelled';
      readonly attempt: number;
      readonly cost?: StepCost;
    })
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
      /** The entry step whose section runs; absent: the part that begins without an entry. */
      readonly section?: string;
      /** The body is another workflow, with its own input and variables. */
      readonly workflow?: {
        readonly id: string | null;
        readonly hash: ContentHash;
        readonly name: string;
        readonly folder: string | null;
      };
      /** With `workflow`: its input, and its variables at the start. */
      readonly input?: Recorded;
      readonly vars?: JsonObject;
    })
  | (StepEventBase & {
      readonly type: 'scope.completed';
      readonly iteration: number;
      /** `left`: a step inside ended it early (break, continue, return). */
      readonly outcome: 'completed' | 'failed' | 'cancelled' | 'left';
      /** Of a called workflow that completed: its output. */
      readonly output?: Recorded;
      /** Of a called workflow that failed: why. */
      readonly error?: AppErrorData;
    })
  | (StepEventBase & {
      readonly type: 'variable.set';
      readonly name: string;
      readonly value: Recorded;
      /** Segments of `path` that lead to the sub-workflow whose variable it is; absent: the run's own. */
      readonly frame?: number;
      /** A person set it, while the step stood still. */
      readonly by?: 'debugger';
    })
  | DebugEvent;

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
  /** The process ended while it ran, and it cannot go on without somebody's help. */
  | 'interrupted';

export type StepStatus =
  | 'pending'
  | 'queued'
  | 'running'
  | 'waiting'
  /** It may have had its effect when the process ended; a person decides. */
  | 'interrupted'
  | 'retrying'
  | 'completed'
  | 'failed'
  | 'skipped'
  | 'cancelled';
