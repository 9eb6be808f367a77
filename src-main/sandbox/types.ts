import type { CodeDebugHook } from '@shared/debug/code-target';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { LogLevel } from '@shared/runs/events';

// The face of the sandbox. It runs the code of code steps outside the main process, killable and
// limited. Code of trusted workflows may do what this account may; other code is confined.

export type CodeLanguage = 'javascript' | 'typescript';

export interface CodeLogLine {
  readonly level: LogLevel;
  readonly message: string;
  readonly data?: JsonValue;
  /** 1-based line in the code. */
  readonly line?: number;
}

/** What the code may load: nothing, or what Node.js and the packages beside the workflow have. */
export type CodeModules = 'none' | 'node';

/** Time and chance as they are set while a run is recorded or replayed, the same in both. */
export interface FixedSurroundings {
  /** Milliseconds since 1970; only `sleep` moves it on. */
  readonly now: number;
  /** Seeds everything random. A whole number from 0 to 2^32 - 1. */
  readonly seed: number;
  /** `sleep` returns at once: a replay does not wait again. */
  readonly skipWaits: boolean;
}

/** A body as text, or as base64 when it is no UTF-8. */
export interface FetchBody {
  readonly encoding: 'utf8' | 'base64';
  readonly text: string;
}

/** What `fetch` asks for, as plain data. */
export interface FetchRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: FetchBody | null;
  readonly redirect: 'follow' | 'error' | 'manual';
}

/** What came back, whatever its status. */
export interface FetchResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  /** Where the last redirect led. */
  readonly url: string;
  readonly redirected: boolean;
  readonly body: FetchBody | null;
}

/** What code may ask the app for while it runs. A rejection with an AppError is thrown in the code. */
export interface CodeCalls {
  setVariable(name: string, value: JsonValue): void;
  /** Keeps an event for steps that wait for its topic. */
  emit(topic: string, data: JsonValue): Promise<void>;
  /** The signal aborts when the code gives the request up, and when the step ends. */
  fetch(request: FetchRequest, signal: AbortSignal): Promise<FetchResponse>;
}

/** One run of one code step. */
export interface CodeRequest {
  readonly language: CodeLanguage;
  /** The body of an async function. */
  readonly code: string;
  /** How stack traces and debuggers name it, e.g. `stepwell://order-audit/total`. */
  readonly name: string;
  /** Variables the code sees, by name. */
  readonly roots: JsonObject;
  /** Where `require` and `import` of files and packages start; null: nowhere in particular. */
  readonly folder: string | null;
  /** The text is not trusted: it runs without files, network and Node, behind a boundary that holds. */
  readonly confined: boolean;
  readonly modules: CodeModules;
  /** Absent: the time, chance and ids of this machine. */
  readonly fixed?: FixedSurroundings;
  readonly calls: CodeCalls;
  /** Megabytes the code may take. */
  readonly memory: number;
  /** Milliseconds, not counting those in which a debugger holds the code; none when the caller aborts by itself. */
  readonly timeLimit?: number;
  /** The debugger that wants to see it run. */
  readonly debug?: CodeDebugHook | null;
  readonly signal: AbortSignal;
  onLog(line: CodeLogLine): void;
}

export interface CodeSandbox {
  /**
   * The code's result as JSON. Rejects with an AppError (CODE_SYNTAX, CODE_ERROR, CODE_TIMEOUT, …),
   * or with the signal's reason at most 100 ms after it aborts.
   */
  run(request: CodeRequest): Promise<JsonValue>;
  /** Starts a process ahead of the first code step, so that it need not wait. */
  warm(): Promise<void>;
  /** Ends every process; runs under way reject. */
  close(): Promise<void>;
}
