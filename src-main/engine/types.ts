import type { CodeDebugHook } from '@shared/debug/code-target';
import type { AppErrorData } from '@shared/errors/app-error';
import type { ResolvedValue, SecretRef, SecretText } from '@shared/expressions/types';
import type { ContentHash, IdSource, RunId } from '@shared/lib/ids';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type {
  EffectsPolicy,
  InterruptDecision,
  Leave,
  LogLevel,
  OneStep,
  ResumeReason,
  RunEvent,
  WaitTarget,
} from '@shared/runs/events';
import type { ScopePath } from '@shared/runs/scope-path';
import type { RunState } from '@shared/runs/state';
import type { StepDefinition } from '@shared/steps/define-step';
import type { RunDebugger } from './gates/debug-port';
import type { CircuitBreaker, RateLimit, Workflow } from '@shared/workflow/model';

// The engine's ports: all it knows of the world. It knows no step kind, no SQL and no Electron.

/** Time as a parameter. `now` is for people; durations and waits use `monotonic`. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds that never jump. */
  monotonic(): number;
  /** Calls back once after `milliseconds`; returns how to call it off. */
  schedule(milliseconds: number, callback: () => void): () => void;
}

/** Where events go. Acknowledged = durable for a durable journal. */
export interface Journal {
  /**
   * Takes the events in order. Returns undefined when they are kept already (memory), or a promise
   * that resolves after the commit and rejects when they could not be kept. It may give the events
   * as they are kept, with references for large values: the run then remembers those.
   */
  append(events: readonly RunEvent[]): Promise<readonly RunEvent[] | void> | undefined;
}

/** Gives the values of secrets to the receiving step only, and knows them for redaction. */
export interface SecretSource {
  reveal(value: SecretRef | SecretText | string): Promise<string>;
  /** Replaces known secret values in anything that is about to be recorded. */
  redact(value: JsonValue): JsonValue;
}

/** A runner's answer. */
export interface StepOutcome {
  readonly output: JsonValue;
  /** Output ports that are taken; all of them (but `error`) when absent. */
  readonly taken?: readonly string[];
  /** Ends the graph around the step; `output` is the value of a `return`. */
  readonly leaves?: Leave;
}

/** How a body of a container ended. */
export interface BodyOutcome {
  readonly status: 'completed' | 'failed' | 'left';
  /** Output of the body's end step(s), by the same rule as a workflow's output; or what `leaves` carries. */
  readonly output: JsonValue;
  readonly error?: AppErrorData;
  /** The step that failed. */
  readonly failedStep?: string;
  /** Present when `left`: a container that does not absorb it returns it as its own outcome. */
  readonly leaves?: Leave;
  /** Steps of the body that completed, in the order of their completion. */
  readonly completedSteps: readonly string[];
}

export interface BodyOptions {
  /** The entry step whose section runs; absent: the part of the graph that begins without one. */
  readonly section?: string;
  /** An earlier body of the same attempt whose finished steps this one sees. */
  readonly sees?: number;
}

/** An entry step directly inside a container, with its settings as written. */
export interface BodySection {
  readonly step: string;
  readonly title: string;
  readonly kind: string;
  readonly config: JsonObject;
}

/** A sub-workflow that is ready to run. */
export interface LoadedWorkflow {
  readonly workflow: Workflow;
  readonly ref: { readonly id: string | null; readonly hash: ContentHash; readonly name: string };
  readonly folder: string | null;
  /** The file is not trusted: see RunRequest. A called workflow is never less restricted than its caller. */
  readonly restricted?: boolean;
}

export interface CallRequest {
  /** Finds the workflow; after a crash the text that was pinned before is asked for by its hash. */
  load(pinned: ContentHash | null): Promise<LoadedWorkflow>;
  readonly input: JsonValue;
}

/** A wait for something from outside. */
export interface WaitRequest {
  readonly for: WaitTarget;
  readonly reason: string;
  /** Wall-clock milliseconds at which it ends without a signal; null: never. */
  readonly until: number | null;
  /** Whether what came ends the wait; everything does when absent. Must be quick and not throw. */
  accepts?(signal: JsonValue): boolean;
}

export type WaitAnswer =
  { readonly type: 'signal'; readonly value: JsonValue } | { readonly type: 'timeout' };

/** What a runner gets and all it gets. */
export interface StepContext<Config = unknown> {
  /** Settings, bindings resolved and checked against the kind's schema; lazy and verbatim keys as written. */
  readonly config: Config;
  readonly signal: AbortSignal;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Stays the same when a crash made the engine repeat this attempt. */
  readonly idempotencyKey: string;
  readonly step: { readonly id: string; readonly title: string };
  readonly run: {
    readonly id: string;
    readonly workflow: string;
    /** Absolute folder of the workflow's file, where relative paths start; null when it has none. */
    readonly folder?: string | null;
    /** The workflow is not trusted: nothing outside the run may be touched, and code runs confined. */
    readonly restricted: boolean;
    /** What happens to effects; code steps also fix time and chance when they are kept or replayed. */
    readonly effects: EffectsPolicy;
  };
  /** What expressions see here (input, steps, vars, loop, …), as plain JSON; for code steps. */
  readonly roots: JsonObject;
  log(level: LogLevel, message: string, data?: JsonValue, line?: number): void;
  progress(done: number, total: number | null, message: string): void;
  setVariable(name: string, value: JsonValue): void;
  /** Resolves the bindings in a lazy setting with extra names. Throws ExpressionError. */
  evaluate(template: JsonValue, locals: Readonly<Record<string, JsonValue>>): JsonValue;
  /** The text of a secret setting. */
  reveal(value: ResolvedValue): Promise<string>;
  /** Waits without cost; a waiting step shows as waiting. Rejects when cancelled. */
  waitUntil(time: number, reason: string): Promise<void>;
  /** Waits without cost for something from outside. Rejects when cancelled. */
  waitFor(request: WaitRequest): Promise<WaitAnswer>;
  /**
   * Something that happens outside the run, with what it asks and what comes back as JSON. Under
   * `record` both are kept, under `replay` and `mock` `perform` is not called. A recovered attempt
   * gets what it had recorded before. `request` must not hold the text of a secret.
   */
  effect<Response extends JsonValue>(
    name: string,
    request: JsonValue,
    perform: () => Promise<Response>,
  ): Promise<Response>;
  /** Containers only: runs the nested graph once. */
  runBody(
    iteration: number,
    locals: Readonly<Record<string, JsonValue>>,
    options?: BodyOptions,
  ): Promise<BodyOutcome>;
  /** Containers only: whether that body was begun before a crash, so that the decision to begin it stands. */
  hasBegun(iteration: number): boolean;
  /** Containers only: the entry steps directly inside, in the order of the file. */
  readonly sections: readonly BodySection[];
  /** Runs another workflow inside this run, as the body with that iteration. */
  callWorkflow(iteration: number, request: CallRequest): Promise<BodyOutcome>;
  /** For kinds with code of their own: the debugger that wants to see it run. */
  readonly debug: CodeDebugHook | null;
  readonly clock: Clock;
  /** 0 ≤ x < 1, recorded source. */
  random(): number;
}

/** What a step kind does when it runs. May answer at once or later. Failures: throw StepError. */
export type StepRunner<Config = unknown> = (
  context: StepContext<Config>,
) => StepOutcome | Promise<StepOutcome>;

/** Says how the engine should treat a failure; it never guesses from text. */
export type RetryIntent =
  | { readonly type: 'retryable' }
  | { readonly type: 'retry-after'; readonly milliseconds: number }
  | { readonly type: 'final' };

/** A definition with its runner, as the registry of the composition root gives it. */
export interface ExecutableKind {
  // The registry's entries differ in Config; the engine only passes the parsed config on.
  readonly definition: StepDefinition;
  readonly run: StepRunner<never>;
}

/**
 * Rate limits and circuit breakers, shared by all runs of a process, so that runs side by side keep
 * to them together. Made by `createStepGuards`.
 */
export interface StepGuards {
  /** Gets in line for a turn; `onTurn` is called when it is given later, never from inside this call. */
  turn(key: string, limit: RateLimit, onTurn: () => void): RateTurn;
  circuit(key: string): CircuitGate;
}

/** A place in the line of a rate limit. Whoever has one uses it or gives it back. */
export interface RateTurn {
  isGranted(): boolean;
  /** Milliseconds until it is probably given. */
  readonly expectedIn: number;
  /** The step starts now. */
  begin(): void;
  giveUp(): void;
}

export interface CircuitGate {
  /** Milliseconds for which nobody is let through; null when somebody would be. */
  refusal(policy: CircuitBreaker): number | null;
  enter(policy: CircuitBreaker): CircuitPass | { readonly type: 'refused'; retryAfter: number };
}

export interface CircuitPass {
  readonly type: 'passed';
  /** `abandoned`: it ended without telling whether what it needs works. */
  end(report: 'succeeded' | 'failed' | 'abandoned'): void;
}

export interface EnginePorts {
  readonly kinds: ReadonlyMap<string, ExecutableKind>;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: IdSource;
  random(): number;
  readonly secrets: SecretSource;
  /** Allow-listed environment variables by name. */
  readonly environment: Readonly<Record<string, string>>;
  /** Events one run may have; 50,000 when absent. One that reaches it ends with RUN_HISTORY_LIMIT. */
  readonly historyLimit?: number;
  /** Absent: this run keeps to its limits by itself, without knowing of others. */
  readonly guards?: StepGuards;
  /** Asked at every gate; absent: nobody debugs the run, which costs nothing. */
  readonly debug?: RunDebugger;
  /** Called after the journal has acknowledged; never before. */
  onEvents?(events: readonly RunEvent[]): void;
}

/** What to run, with what. */
export interface RunRequest {
  /** The id of the new run; a fresh one when absent. */
  readonly run?: RunId;
  readonly workflow: Workflow;
  /** Which version of which workflow this is, for the log. */
  readonly workflowRef: {
    readonly id: string | null;
    readonly hash: ContentHash;
    readonly name: string;
  };
  readonly input: JsonValue;
  /** Absolute folder of the workflow's file, where relative paths start; null when it has none. */
  readonly folder?: string | null;
  /** Whoever starts it: studio, cli, test. */
  readonly startedBy: string;
  /** `live` when absent. */
  readonly effects?: EffectsChoice;
  /** The file is not trusted: steps with effects outside the run fail, and code runs confined. */
  readonly restricted?: boolean;
  /** One step of it by itself. */
  readonly only?: OneStepRequest;
}

/** One step by itself, and what stands in for the others. */
export interface OneStepRequest extends OneStep {
  /** What steps that do not run gave in the run before. */
  readonly given: readonly GivenOutput[];
  /** The variables of that run as they were before the step; null without such a run. */
  readonly vars: JsonObject | null;
  /** What else expressions in the step see, such as the item of a loop. */
  readonly locals: JsonObject;
}

export interface GivenOutput {
  readonly step: string;
  readonly output: JsonValue;
  /** The ports it took. */
  readonly taken: readonly string[];
}

export type EffectsChoice =
  | { readonly policy: 'live' | 'record' }
  /** The run whose recording stands in, with large values in place. */
  | { readonly policy: 'replay'; readonly recording: readonly RunEvent[] }
  /** Outputs by step id, besides the file's pins. */
  | { readonly policy: 'mock'; readonly answers: Readonly<Record<string, JsonValue>> };

/** A run that goes on after its process ended, or after it had failed. */
export interface RestoreRequest extends RunRequest {
  readonly run: RunId;
  /** Its whole log, with large values in place. */
  readonly events: readonly RunEvent[];
  readonly reason: ResumeReason;
  /** Of a fork: what happened since in the runs that it was made from, with large values in place. */
  readonly foreign?: readonly ForeignLog[];
}

/** The log of a run that another one was forked from. */
export interface ForeignLog {
  readonly events: readonly RunEvent[];
  /** The last event that both have. */
  readonly at: number;
}

/** Where a step runs, for a signal or a decision. */
export interface StepAddress {
  readonly path: ScopePath;
  readonly step: string;
}

/** What became of a signal or a decision. */
export type Delivery =
  | 'accepted'
  /** It does not wait for this. */
  | 'refused'
  /** No such step run, or it does not wait any more. */
  | 'not-waiting';

/** A run that was started. */
export interface RunHandle {
  readonly id: RunId;
  /**
   * The final state, once its last event is kept; also when the run failed or was cancelled.
   * Rejects only when the journal could not keep an event, or for a fault of the engine itself.
   */
  readonly done: Promise<RunState>;
  /** Ends the run at once; resolves when that is kept. Does nothing to a run that has ended. */
  cancel(reason: string): Promise<void>;
  /** As far as its events are kept. */
  state(): RunState;
  /** Something came for a waiting step; resolves when that is kept. */
  signal(address: StepAddress, value: JsonValue): Promise<Delivery>;
  /** What to do with a step that was interrupted; `output` for `done`. Resolves when that is kept. */
  decide(address: StepAddress, decision: InterruptDecision, output?: JsonValue): Promise<Delivery>;
  /** From now on this debugger is asked at the gates; null: nobody. What stands still stays there. */
  attach(debug: RunDebugger | null): void;
}
