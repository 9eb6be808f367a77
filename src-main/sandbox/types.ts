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
  /** Megabytes the code may take. */
  readonly memory: number;
  /** Milliseconds; none when the caller aborts by itself. */
  readonly timeLimit?: number;
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
