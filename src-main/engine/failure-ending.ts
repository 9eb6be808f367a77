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
  const { plan, number, past, scope } = attempt;
  if (plan.step.onError !== 'fail' || failure === null) return true;
  const { retry } = plan.step;
  const left = (retry?.attempts ?? 1) - (number - (past?.base ?? 0));
  if (left > 0 && failure.intent.type !== 'final') return true;
  for (let { body } = scope; body !== null; { body } = body.parent.scope) {
    if (body.parent.plan.handles(failure.error, body.section)) return true;
  }
  return false;
}

/** The same for an error that it has not failed with so far. */
export function wouldHandle(attempt: Attempt, error: AppErrorData): boolean {
  return isHandled(attempt, describeFailure(new AppError(error), attempt.plan.id));
}

const errorPorts: readonly string[] = Object.freeze([errorPort]);
