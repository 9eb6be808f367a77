import { AppError, type AppErrorData } from '@shared/errors/app-error';
import type { RetryIntent } from './types';

/** What a step runner throws: error data plus explicit retry intent. */
export class StepError extends AppError {
  readonly retry: RetryIntent;

  constructor(data: AppErrorData, retry: RetryIntent, options?: { cause?: unknown }) {
    super(data, options);
    this.name = 'StepError';
    this.retry = retry;
  }
}

/** Trying again may help: a refused connection, a 503. */
export function retryableError(data: AppErrorData, cause?: unknown): StepError {
  return new StepError(data, { type: 'retryable' }, { cause });
}

/** Trying again cannot help: wrong settings, a 404. */
export function finalError(data: AppErrorData, cause?: unknown): StepError {
  return new StepError(data, { type: 'final' }, { cause });
}
