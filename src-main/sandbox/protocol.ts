import type { AppErrorData } from '@shared/errors/app-error';
import type { CallAnswer, CallLimits, CodeCall } from './guest/guest-calls';
import type { CodeLanguage, CodeLogLine, CodeModules, FixedSurroundings } from './types';

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
  readonly modules: CodeModules;
  readonly fixed?: FixedSurroundings;
  readonly memory: number;
  /** It starts when it is told to, once a debugger has been let in. */
  readonly debugged?: boolean;
}

/** App to process. */
export type ToProcess =
  | { readonly type: 'run'; readonly job: Job }
  | { readonly type: 'cancel'; readonly id: number }
  /** A message for the inspector of the thread; only of a debugged job. */
  | { readonly type: 'inspect'; readonly id: number; readonly text: string }
  /** The debugger is in. */
  | { readonly type: 'go'; readonly id: number }
  /** Look for what another process of this kind, which is gone, has left behind, and end it. */
  | { readonly type: 'sweep'; readonly marker: string }
  | { readonly type: 'answer'; readonly id: number; readonly answer: CallAnswer };

/** Process to app. Each job ends with exactly one of done, failed and cancelled. */
export type FromProcess =
  | { readonly type: 'ready' }
  | { readonly type: 'log'; readonly id: number; readonly lines: readonly CodeLogLine[] }
  /** A debugged job is there and has not started. */
  | { readonly type: 'inspectable'; readonly id: number }
  | { readonly type: 'inspected'; readonly id: number; readonly text: string }
  | { readonly type: 'call'; readonly id: number; readonly call: CodeCall }
  | { readonly type: 'done'; readonly id: number; readonly result: string }
  | { readonly type: 'failed'; readonly id: number; readonly error: AppErrorData }
  | { readonly type: 'cancelled'; readonly id: number };

/** Process to worker. */
export type ToWorker =
  | { readonly type: 'run'; readonly job: Job }
  | { readonly type: 'abort' }
  | { readonly type: 'answer'; readonly answer: CallAnswer };

/** Worker to process. */
export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'log'; readonly lines: readonly CodeLogLine[] }
  | { readonly type: 'call'; readonly call: CodeCall }
  | { readonly type: 'done'; readonly result: string }
  | { readonly type: 'failed'; readonly error: AppErrorData }
  /** Whether the worker is as it was before the job, so that the next one may have it. */
  | { readonly type: 'settled'; readonly clean: boolean };

/** What one job may produce. */
export const maximumResultLength = 16 * 1024 * 1024;
/** Deeper values cannot cross to the window or be shown. */
export const maximumResultDepth = 500;
export const maximumLogLength = 1024 * 1024;
export const maximumLogLines = 10_000;
export const fullLogMessage =
  'The log of this step is full (1 MB or 10,000 lines); what follows is left out';
export const callLimits: CallLimits = {
  messages: 1_000,
  characters: 32 * 1024 * 1024,
  fetches: 10_000,
  fetchesAtOnce: 16,
};

/** A cancelled job gets this long to stop by itself… */
export const softCancelMilliseconds = 20;
/** …and its process this long before it is killed. */
export const hardCancelMilliseconds = 50;
