import type { AppErrorData } from '@shared/errors/app-error';
import type { ResolvedValue, SecretRef, SecretText } from '@shared/expressions/types';
import type { ContentHash, IdSource, RunId } from '@shared/lib/ids';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { LogLevel, RunEvent } from '@shared/runs/events';
import type { RunState } from '@shared/runs/state';
import type { StepDefinition } from '@shared/steps/define-step';
import type { Workflow } from '@shared/workflow/model';

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
   * that resolves after the commit and rejects when they could not be kept.
   */
  append(events: readonly RunEvent[]): Promise<void> | undefined;
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
}

/** How a body of a container ended. */
export interface BodyOutcome {
  readonly status: 'completed' | 'failed';
  /** Output of the body's end step(s), by the same rule as a workflow's output. */
  readonly output: JsonValue;
  readonly error?: AppErrorData;
}

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
  /** Containers only: runs the nested graph once. */
  runBody(iteration: number, locals: Readonly<Record<string, JsonValue>>): Promise<BodyOutcome>;
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

export interface EnginePorts {
  readonly kinds: ReadonlyMap<string, ExecutableKind>;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: IdSource;
  random(): number;
  readonly secrets: SecretSource;
  /** Allow-listed environment variables by name. */
  readonly environment: Readonly<Record<string, string>>;
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
}

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
}
