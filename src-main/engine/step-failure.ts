import { AppError, type AppErrorData } from '@shared/errors/app-error';
import type { Step } from '@shared/workflow/model';
import { StepError } from './step-error';
import type { RetryIntent } from './types';

/** A failed attempt: what is recorded, and whether another attempt may help. */
export interface StepFailure {
  readonly error: AppErrorData;
  readonly intent: RetryIntent;
}

const bugs = [TypeError, RangeError, ReferenceError, SyntaxError];

/** What anything thrown by a runner means. Only a StepError says whether to try again. */
export function describeFailure(thrown: unknown, step: string): StepFailure {
  if (thrown instanceof StepError) return { error: thrown.toData(), intent: thrown.retry };
  if (thrown instanceof AppError) {
    // What the user has to correct is as wrong the second time.
    const intent: RetryIntent = { type: thrown.kind === 'user' ? 'final' : 'retryable' };
    return { error: thrown.toData(), intent };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const bug = bugs.some((type) => thrown instanceof type);
  return {
    error: {
      code: 'STEP_FAILED',
      kind: bug ? 'bug' : 'operational',
      message: `Step "${step}" failed: ${message}`,
      hint: 'Look at its input and its log; give it a retry or an error path if this can happen.',
    },
    intent: { type: 'retryable' },
  };
}

export function stepTimeout(step: string, milliseconds: number): AppErrorData {
  return {
    code: 'STEP_TIMEOUT',
    kind: 'operational',
    message: `Step "${step}" did not finish within ${milliseconds} ms.`,
    hint: 'Raise the timeout of the step, its retries, or make its work smaller.',
    details: { step, timeout: milliseconds },
  };
}

/** A step of a workflow that nobody trusts would touch something outside the run. */
export function stepRestricted(step: Step): AppError {
  const name = step.title ?? step.id;
  return new AppError({
    code: 'STEP_RESTRICTED',
    kind: 'user',
    message: `Step "${name}" reaches outside the run, and the workflow is not trusted.`,
    hint: `Look at what the workflow does. Trust the workflow to let step "${name}" run.`,
    details: { step: step.id },
  });
}

export function runTimeout(milliseconds: number): AppErrorData {
  return {
    code: 'RUN_TIMEOUT',
    kind: 'operational',
    message: `The run did not finish within ${milliseconds} ms.`,
    hint: 'Raise settings.runTimeout of the workflow, or make its work smaller.',
    details: { timeout: milliseconds },
  };
}

/** The history of a run is kept whole, folded whole and looked at whole, so it has an end. */
export function historyLimit(events: number): AppErrorData {
  return {
    code: 'RUN_HISTORY_LIMIT',
    kind: 'user',
    message: `The run was stopped, because its history has ${events} events, the most that a run may have.`,
    hint: 'Split the work over several runs, or do the work of long loops in a code step.',
    details: { events },
  };
}

/** Why a signal is aborted and an open wait ends: nothing that needs to be shown. */
export function stepEnded(step: string, reason: string): StepError {
  return new StepError(
    {
      code: 'STEP_CANCELLED',
      kind: 'operational',
      message: `Step "${step}" was ended: ${reason}.`,
    },
    { type: 'final' },
  );
}

export function noSuchBody(step: string, section: string): StepError {
  return new StepError(
    {
      code: 'STEP_FAILED',
      kind: 'bug',
      message: `Step "${step}" asked for the section of "${section}", which it does not have.`,
    },
    { type: 'final' },
  );
}

/** `break` or `continue` without a loop around it. */
export function leaveOutside(step: string, leaves: string, workflow: string): AppErrorData {
  return {
    code: 'LEAVE_OUTSIDE',
    kind: 'user',
    message: `Step "${step}" ends a loop with "${leaves}", but there is no loop around it in the workflow "${workflow}".`,
    hint: 'Move it into a loop, or use a return step to end the workflow.',
    details: { step, leaves },
  };
}

export function callDepth(step: string, name: string, limit: number): AppErrorData {
  return {
    code: 'CALL_DEPTH',
    kind: 'user',
    message: `Step "${step}" cannot call "${name}": ${limit} workflows call each other already.`,
    hint: 'End the recursion with a condition before the call, or use a loop.',
    details: { step, limit },
  };
}
