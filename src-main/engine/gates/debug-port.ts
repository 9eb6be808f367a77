import type { CodeDebugHook } from '@shared/debug/code-target';
import type { AppErrorData } from '@shared/errors/app-error';
import type { ContentHash } from '@shared/lib/ids';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { ContinueReason, StopPlace, StopReason } from '@shared/runs/debug-events';
import type { RunEvent } from '@shared/runs/events';
import type { Recorded } from '@shared/runs/recorded';
import type { ScopePath } from '@shared/runs/scope-path';
import type { Workflow } from '@shared/workflow/model';

// The debugger's port: the engine asks at its gates whether to stand still, and is told how to go on.
// It knows no breakpoint and no protocol; what decides is in src-main/debugger.

/** Where the engine is and what is to be seen there. Made for every gate, so its parts are lazy. */
export interface GatePoint {
  readonly place: StopPlace;
  readonly step: string;
  readonly title: string;
  readonly kind: string;
  readonly path: ScopePath;
  readonly attempt: number;
  readonly branch: number;
  /** Of the innermost loop around it, from 0; null outside of loops. */
  readonly iteration: number | null;
  /** Which text of which workflow the step belongs to. */
  readonly workflow: ContentHash;
  /** Key of the graph of that workflow: variables differ between them. */
  readonly frame: string;
  /** Place `before`: settings with bindings resolved; absent for a step that a pin stands in for. */
  readonly input: Recorded | null;
  /** Places `after` and `wire`. */
  readonly output: JsonValue | undefined;
  /** Place `wire`: canonical text. */
  readonly edge: string | null;
  /** Place `error`. */
  readonly error: AppErrorData | null;
  /** Place `error`: whether a retry, a policy or something around it takes care of it. */
  readonly handled: boolean;
  /** The same for an error that the step has not failed with so far. */
  handles(error: AppErrorData): boolean;
  /** What around the step fails with its error: up to what takes care of it. */
  failsAround(error: AppErrorData): readonly StepPlace[];
  /** Place `after`: no wire carries on what it gave. */
  readonly isLast: boolean;
  /** It has code of its own. */
  readonly hasCode: boolean;
  readonly vars: JsonObject;
  /** What expressions see, with the step's own output where it has one. */
  evaluate(template: JsonValue, locals?: Readonly<Record<string, JsonValue>>): JsonValue;
}

/** A step of a run, wherever it stands. */
export interface StepPlace {
  readonly step: string;
  readonly path: ScopePath;
}

export interface PauseRequest {
  readonly reason: StopReason;
  readonly breakpoints?: readonly string[];
  readonly line?: number;
  readonly column?: number;
  /** What happened there, for people: not kept. */
  readonly what?: string;
}

/** A step that stands still, as long as it does. */
export interface HeldStep {
  readonly point: GatePoint;
  readonly request: PauseRequest;
  readonly branch: number;
  /** The number of the event that says so. */
  readonly seq: number;
  /** Place `before`: with what it will start; changes with an edit. */
  readonly input: Recorded | null;
  readonly output: JsonValue | undefined;
}

/** Whether what had happened outside stands, or happens again. */
export type Again = 'reuse' | 'live';

/** How a step goes on. */
export type HeldAction =
  | { readonly type: 'go'; readonly how: ContinueReason }
  | { readonly type: 'skip'; readonly output: JsonValue; readonly taken?: readonly string[] }
  | { readonly type: 'restart'; readonly config?: JsonObject; readonly again: Again }
  | { readonly type: 'jump'; readonly to: string; readonly again: Again };

export type HeldEdit =
  | { readonly type: 'input'; readonly value: JsonValue }
  | { readonly type: 'output'; readonly value: JsonValue }
  | { readonly type: 'variable'; readonly name: string; readonly value: JsonValue };

export interface BranchState {
  readonly id: number;
  /** The step it began with; null for the run's first. */
  readonly began: string | null;
  readonly status: 'running' | 'waiting' | 'stopped';
  readonly step: string;
  readonly path: ScopePath;
}

/** What a debugger can do to a run. */
export interface DebugControls {
  /** All that stands still and is kept, the first in front. */
  held(): readonly HeldStep[];
  branches(): readonly BranchState[];
  /** Resolves when it is kept. Rejects when the step does not stand there any more, or cannot do that. */
  act(held: HeldStep, action: HeldAction): Promise<void>;
  edit(held: HeldStep, edit: HeldEdit): Promise<void>;
  /** Stops what waits where it waits; whoever is at work is asked at its gates. */
  holdWaiting(branch: number | null, request: PauseRequest): void;
  /** A step's code stands still. `resume` lets it go on. False when its attempt is over. */
  holdCode(point: GatePoint, request: PauseRequest, resume: () => void): boolean;
  /** Its code goes on without having been told to, or is gone. */
  codeGone(point: GatePoint): void;
  /** Settings that were changed, as in the file, by step. */
  overrides(): ReadonlyMap<string, JsonObject>;
}

export interface RunDebugger {
  /** Before anything is asked. */
  attached(controls: DebugControls, workflow: Workflow, hash: ContentHash): void;
  /** Whether the step stands still here. Must be quick; what it throws is a fault of the run. */
  ask(point: GatePoint): PauseRequest | null;
  /** It stands still, and the log says so. */
  stopped(held: HeldStep): void;
  /** It stands no longer, and the log says so. */
  continued(held: HeldStep, how: ContinueReason): void;
  /** `child` begins beside `parent`. */
  branched(child: number, parent: number): void;
  /** What came along `branch` goes on along `into`. */
  merged(branch: number, into: number): void;
  /** A workflow is called: its steps are about to run. */
  called(workflow: Workflow, hash: ContentHash): void;
  /** These events are kept. Comes before anything that follows from them. */
  published(events: readonly RunEvent[]): void;
  /** What an attempt's code is told; null: nobody looks at it. */
  codeHook(point: GatePoint): CodeDebugHook | null;
}
