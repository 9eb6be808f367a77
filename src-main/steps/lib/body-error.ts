import type { AppErrorData } from '@shared/errors/app-error';
import type { JsonObject } from '@shared/lib/json';
import { StepError } from '../../engine/step-error';
import type { BodyOutcome } from '../../engine/types';

/** An error as a value that steps can read, with the step it comes from. */
export function errorValue(error: AppErrorData, step?: string): JsonObject {
  const { code, kind, message, hint, details } = error;
  return {
    code,
    kind,
    message,
    ...(step !== undefined && { step }),
    ...(hint !== undefined && { hint }),
    ...(details !== undefined && { details }),
  };
}

/** What a container throws when a body of it has failed: the error as it was, with its step. */
export function bodyError(outcome: BodyOutcome, unknown: AppErrorData): StepError {
  const { error = unknown, failedStep } = outcome;
  const details = failedStep === undefined ? error.details : { step: failedStep, ...error.details };
  return new StepError(
    { ...error, ...(details !== undefined && { details }) },
    // The steps inside have used up their own retries; repeating the whole is the author's choice.
    { type: 'retryable' },
  );
}
