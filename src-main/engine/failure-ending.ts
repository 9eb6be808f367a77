import { AppError, type AppErrorData } from '@shared/errors/app-error';
import type { JsonObject } from '@shared/lib/json';
import { errorPort } from './plan';
import { noPorts } from './scheduling';
import type { Attempt, AttemptEnding } from './scope';
import { describeFailure, type StepFailure } from './step-failure';

/** What a failed step's policy makes of its failure. */
export function endingAfterFailure(attempt: Attempt, error: JsonObject): AttemptEnding {
  const { plan } = attempt;
  switch (plan.step.onError) {
    case 'fail':
      return { taken: noPorts, output: undefined, delivers: false, error: null };
    case 'skip':
      return { taken: plan.outputs, output: null, delivers: false, error: null };
    case 'continue':
      return { taken: plan.outputs, output: { error }, delivers: true, error: null };
    case 'port':
      return { taken: errorPorts, output: { error }, delivers: false, error };
  }
}

/** Whether its failure is taken care of: by another attempt, its policy, or what is around it. */
export function isHandled(
  attempt: Attempt,
  failure: StepFailure | null = attempt.failure,
): boolean {
  if (failure === null || endsHere(attempt, failure)) return true;
  for (let { body } = attempt.scope; body !== null; { body } = body.parent.scope) {
    const { plan } = body.parent;
    if (plan.step.onError !== 'fail' || plan.handles(failure.error, body.section)) return true;
  }
  return false;
}

/** The same for an error that it has not failed with so far. */
export function wouldHandle(attempt: Attempt, error: AppErrorData): boolean {
  return isHandled(attempt, describeFailure(new AppError(error), attempt.plan.id));
}

/** What fails with it: the containers and calls around it, up to one that takes care of it. */
export function failingAround(
  attempt: Attempt,
  error: AppErrorData,
  failure = attempt.failure ?? describeFailure(new AppError(error), attempt.plan.id),
): readonly Attempt[] {
  const found: Attempt[] = [];
  if (endsHere(attempt, failure)) return found;
  for (let { body } = attempt.scope; body !== null; { body } = body.parent.scope) {
    const { parent, section } = body;
    if (parent.plan.handles(error, section)) return found;
    found.push(parent);
    // Another attempt of it, or its policy, comes after it has failed.
    if (parent.plan.step.onError !== 'fail' || hasAttemptsLeft(parent)) return found;
  }
  return found;
}

/** By its own policy, or another attempt of it. */
function endsHere(attempt: Attempt, { intent }: StepFailure): boolean {
  if (attempt.plan.step.onError !== 'fail') return true;
  return intent.type !== 'final' && hasAttemptsLeft(attempt);
}

function hasAttemptsLeft({ plan, number, past }: Attempt): boolean {
  return (plan.step.retry?.attempts ?? 1) - (number - (past?.base ?? 0)) > 0;
}

const errorPorts: readonly string[] = Object.freeze([errorPort]);
