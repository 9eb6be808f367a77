import type { AppErrorData } from '../errors/app-error';
import type { JsonValue } from '../lib/json';
import type { StopPlace, StopReason } from '../runs/debug-events';
import type { Recorded } from '../runs/recorded';
import type { ScopePath } from '../runs/scope-path';

export type { StopPlace, StopReason } from '../runs/debug-events';

// Where a run stands still under the debugger, and why.

export interface Stop {
  /** Unique in a session; a stop that is left never comes back under the same number. */
  readonly id: number;
  /** The branch that stands still: a thread of the Debug Adapter Protocol, from 1. */
  readonly branch: number;
  readonly place: StopPlace;
  readonly reason: StopReason;
  readonly step: string;
  readonly path: ScopePath;
  /** The log has this many events that are kept. */
  readonly seq: number;
  /** For `wire`: the edge's canonical text. */
  readonly edge?: string;
  /** For `before`: the step's settings with bindings resolved, secrets as references. */
  readonly input?: Recorded;
  /** For `after` and `wire`: what the step gave. */
  readonly output?: Recorded;
  readonly error?: AppErrorData;
  /** For errors: whether a retry, a policy or something around the step takes care of it. */
  readonly handled?: boolean;
  /** Ids of the breakpoints that were hit. */
  readonly breakpoints: readonly string[];
  /** For `line`: where in the step's code, 1-based. */
  readonly line?: number;
  readonly column?: number;
  /** A sentence for people: `Paused before Fetch orders (breakpoint)`. */
  readonly description: string;
}

export type StepMode = 'over' | 'into' | 'out';

/** One line of work in a run: the main one, or a parallel branch. A thread of the Debug Adapter Protocol. */
export interface Branch {
  /** From 1; the run's first branch is 1. */
  readonly id: number;
  /** For people: `main`, or the step that it began with. */
  readonly name: string;
  readonly status: 'running' | 'waiting' | 'stopped';
  /** Where it is at work or stands. */
  readonly step: string;
  readonly path: ScopePath;
}

/** What a person changes while a run stands still. */
export type StopEdit =
  /** The settings of the step that is about to run, resolved; this time only. */
  | { readonly type: 'input'; readonly value: JsonValue }
  /** What the step gave. */
  | { readonly type: 'output'; readonly value: JsonValue }
  | { readonly type: 'variable'; readonly name: string; readonly value: JsonValue };
