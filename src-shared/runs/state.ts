import type { AppErrorData } from '../errors/app-error';
import type { ContentHash, RunId } from '../lib/ids';
import type { JsonObject } from '../lib/json';
import type { ErrorPolicy } from '../workflow/model';
import type { CostSum } from './cost';
import type { StopPlace, StopReason } from './debug-events';
import type { EffectsPolicy, Leave, RunStatus, SkipReason, StepStatus, WaitTarget } from './events';
import type { Recorded } from './recorded';
import type { ScopePath } from './scope-path';

/** One step's life in one scope of one run; a loop gives many. */
export interface StepRun {
  readonly step: string;
  readonly path: ScopePath;
  readonly status: StepStatus;
  readonly attempt: number;
  /** Of the attempt; absent as long as that has not started, e.g. while it waits for its turn. */
  readonly key?: string;
  readonly input?: Recorded;
  readonly output?: Recorded;
  readonly taken?: readonly string[];
  /** The ports it took by itself, where a person set another step next and now it takes none. */
  readonly tookItself?: readonly string[];
  readonly error?: AppErrorData;
  /** What its error policy made of a failure; only `fail` fails the run. */
  readonly handled?: ErrorPolicy;
  readonly skipReason?: SkipReason;
  /** Its output is the file's pin; it did not run. */
  readonly pinned?: true;
  /** A person gave the output, or it was recorded before; the attempt did not run to it. */
  readonly by?: 'debugger' | 'recorded';
  /** Wall-clock milliseconds, for people. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** Milliseconds of work in the last attempt. */
  readonly duration?: number;
  /** Retry or wait: when it goes on; null while waiting for something without a date. */
  readonly due?: number | null;
  /** Waiting: for what; a time when absent. */
  readonly waitsFor?: WaitTarget;
  /** Waiting: why, in the words of whoever made it wait, e.g. its rate limit. */
  readonly waitReason?: string;
  /** Completed: it ended the graph around it. */
  readonly leaves?: Leave;
  readonly progress?: {
    readonly done: number;
    readonly total: number | null;
    readonly message: string;
  };
  readonly logCount: number;
  /** What its attempts cost together; absent when none says so. */
  readonly cost?: CostSum;
}

/** Iterations of a container's body: how many started, and how they ended. */
export interface ScopeCounts {
  readonly started: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Ended early by a step inside. */
  readonly left: number;
}

export type StepCounts = { readonly [Status in StepStatus]: number } & {
  /** Running step runs that only wait for a body of theirs. */
  readonly coordinating: number;
};

/** What a fold over a run's events gives. Logs are events too but are not kept here. */
export interface RunState {
  readonly run: RunId;
  readonly workflow: {
    readonly id: string | null;
    readonly hash: ContentHash;
    readonly name: string;
  };
  readonly status: RunStatus;
  readonly input: Recorded;
  readonly output?: Recorded;
  readonly error?: AppErrorData;
  readonly failedStep?: string;
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly vars: JsonObject;
  /** By `stepRunKey(path, step)`. */
  readonly steps: ReadonlyMap<string, StepRun>;
  /** By the container's step run key. */
  readonly scopes: ReadonlyMap<string, ScopeCounts>;
  /** The sum over its step runs; absent when none costs anything. */
  readonly cost?: CostSum;
  /** Step runs by status, all scopes together. */
  readonly counts: StepCounts;
  readonly lastSeq: number;
  readonly effects: EffectsPolicy;
  /** Sub-workflows that were called, by `scopeKey` of their bodies. */
  readonly frames: ReadonlyMap<string, CallFrame>;
  /** What stands still under the debugger, the first that stopped in front; absent when nothing does. */
  readonly stops?: readonly PausedAt[];
  /** It runs one step by itself. */
  readonly only?: { readonly step: string; readonly from?: RunId };
  /** The run whose first events are the first of this one too. */
  readonly forkedFrom?: { readonly run: RunId; readonly at: number };
}

/** A step that stands still under the debugger. */
export interface PausedAt {
  readonly step: string;
  readonly path: ScopePath;
  readonly attempt: number;
  readonly place: StopPlace;
  readonly reason: StopReason;
  readonly branch: number;
  /** Of the event that says so. */
  readonly seq: number;
  readonly edge?: string;
  readonly breakpoints?: readonly string[];
  readonly input?: Recorded;
  readonly error?: AppErrorData;
  readonly line?: number;
  readonly column?: number;
}

/** A called sub-workflow: its variables are its own. */
export interface CallFrame {
  readonly workflow: {
    readonly id: string | null;
    readonly hash: ContentHash;
    readonly name: string;
  };
  readonly input: Recorded;
  readonly vars: JsonObject;
}
