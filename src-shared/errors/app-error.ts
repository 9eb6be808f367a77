import type { JsonObject } from '../lib/json';

/**
 * Who has to act: `user` = the input is wrong (inline message), `operational` = the world failed
 * (offer a retry), `bug` = we failed (crash report). The kind decides the UI and the log level.
 */
export type AppErrorKind = 'user' | 'operational' | 'bug';

/** A place in a text: 1-based line and column. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** An error as plain data: what crosses processes, is shown, and is stored. */
export interface AppErrorData {
  /** Stable upper-case code such as `YAML_SYNTAX`; listed in docs/errors.md. */
  readonly code: string;
  readonly kind: AppErrorKind;
  /** What happened, to which thing. */
  readonly message: string;
  /** What to do next, as one sentence. */
  readonly hint?: string;
  readonly place?: TextPlace;
  readonly details?: JsonObject;
}

/** The one error class of the product. The original error is kept in `cause`. */
export class AppError extends Error {
  readonly code: string;
  readonly kind: AppErrorKind;
  readonly hint: string | undefined;
  readonly place: TextPlace | undefined;
  readonly details: JsonObject | undefined;

  constructor(data: AppErrorData, options?: { cause?: unknown }) {
    super(data.message, options);
    this.name = 'AppError';
    this.code = data.code;
    this.kind = data.kind;
    this.hint = data.hint;
    this.place = data.place;
    this.details = data.details;
  }

  toData(): AppErrorData {
    return {
      code: this.code,
      kind: this.kind,
      message: this.message,
      ...(this.hint !== undefined && { hint: this.hint }),
      ...(this.place !== undefined && { place: this.place }),
      ...(this.details !== undefined && { details: this.details }),
    };
  }
}

/** Turns anything thrown into error data; an unknown error is a bug of ours. */
export function toErrorData(error: unknown): AppErrorData {
  if (error instanceof AppError) return error.toData();
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'INTERNAL', kind: 'bug', message };
}
