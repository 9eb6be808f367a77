import type { AppErrorData } from '../errors/app-error';

/** Errors thrown in an IPC handler reach the renderer as one string; hence this envelope. */
export type Envelope =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: AppErrorData };
