import type { AppErrorData } from '@shared/errors/app-error';
import type { CodeLanguage, CodeLogLine } from './types';

// What passes between the app, a sandbox process and the worker thread in it. Values travel as JSON
// text: it is parsed where it is used, and cannot carry anything but data.

export interface Job {
  readonly id: number;
  readonly language: CodeLanguage;
  readonly code: string;
  readonly name: string;
  /** JSON of an object: variable names and values. */
  readonly roots: string;
  readonly folder: string | null;
  readonly memory: number;
}

/** App to process. */
export type ToProcess =
  { readonly type: 'run'; readonly job: Job } | { readonly type: 'cancel'; readonly id: number };

/** Process to app. Each job ends with exactly one of done, failed and cancelled. */
export type FromProcess =
  | { readonly type: 'ready' }
  | { readonly type: 'log'; readonly id: number; readonly lines: readonly CodeLogLine[] }
  | { readonly type: 'done'; readonly id: number; readonly result: string }
  | { readonly type: 'failed'; readonly id: number; readonly error: AppErrorData }
  | { readonly type: 'cancelled'; readonly id: number };

/** Process to worker. */
export type ToWorker = { readonly type: 'run'; readonly job: Job } | { readonly type: 'abort' };

/** Worker to process. */
export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'log'; readonly lines: readonly CodeLogLine[] }
  | { readonly type: 'done'; readonly result: string }
  | { readonly type: 'failed'; readonly error: AppErrorData }
  /** Whether the worker is as it was before the job, so that the next one may have it. */
  | { readonly type: 'settled'; readonly clean: boolean };

/** What one job may produce. */
export const maximumResultLength = 16 * 1024 * 1024;
export const maximumLogLength = 1024 * 1024;
export const maximumLogLines = 10_000;

/** A cancelled job gets this long to stop by itself… */
export const softCancelMilliseconds = 20;
/** …and its process this long before it is killed. */
export const hardCancelMilliseconds = 50;
