import { toErrorData, type AppErrorData } from '@shared/errors/app-error';
import { valueOf } from './run-record';
import type { ScopeRecord } from './step-record';
import type { RunValues } from './run-values';
import { deliveredOutput, type Scope } from './scope';
import { leaveOutside } from './step-failure';
import type { BodyOutcome } from './types';

// How a graph has ended, once nothing in it is under way.

/** Of a container's body: what its runner is told. */
export function bodyOutcome(scope: Scope): BodyOutcome {
  const { failure, left, completedSteps } = scope;
  if (left !== null) {
    return { status: 'left', output: left.output, leaves: left.leaves, completedSteps };
  }
  if (failure !== null) return failed(scope, failure.error, failure.step);
  return { status: 'completed', output: deliveredOutput(scope), completedSteps };
}

/** Of a whole workflow, the run's own or a called one: a `return` ends here, nothing goes further. */
export function workflowOutcome(
  scope: Scope,
  values: RunValues,
  /** What its `result:` drew in a recorded run. */
  draws?: readonly (number | string)[],
): BodyOutcome {
  const { failure, left, completedSteps } = scope;
  const { workflow } = scope.frame.plan;
  if (failure !== null) return failed(scope, failure.error, failure.step);
  if (left !== null) {
    if (left.leaves === 'return') {
      return { status: 'completed', output: left.output, completedSteps };
    }
    return failed(scope, leaveOutside(left.step, left.leaves, workflow.name), left.step);
  }
  if (workflow.result === undefined) {
    return { status: 'completed', output: deliveredOutput(scope), completedSteps };
  }
  try {
    const output = values.evaluateResult(workflow.result, scope, draws);
    return { status: 'completed', output, completedSteps };
  } catch (error) {
    return failed(scope, toErrorData(error));
  }
}

/** Of a call that had ended before the process did; null when it had not. */
export function callOutcome(record: ScopeRecord): BodyOutcome | null {
  const { completion, outcome } = record;
  if (completion === null || (outcome !== 'completed' && outcome !== 'failed')) return null;
  const completedSteps = record.ends
    .filter(({ end }) => end?.type === 'step.completed')
    .map(({ step }) => step);
  if (outcome === 'completed') {
    const output = completion.output === undefined ? null : valueOf(completion.output);
    return { status: 'completed', output, completedSteps };
  }
  const error = completion.error ?? unknownFailure;
  const step = record.ends.find(({ end }) => end?.type === 'step.failed' && end.handled === 'fail');
  const failedStep = step === undefined ? {} : { failedStep: step.step };
  return { status: 'failed', output: null, error, ...failedStep, completedSteps };
}

function failed(
  { completedSteps }: Scope,
  error: NonNullable<BodyOutcome['error']>,
  step?: string,
): BodyOutcome {
  const failedStep = step === undefined ? {} : { failedStep: step };
  return { status: 'failed', output: null, error, ...failedStep, completedSteps };
}

const unknownFailure: AppErrorData = {
  code: 'STEP_FAILED',
  kind: 'operational',
  message: 'The workflow that was called failed.',
};
