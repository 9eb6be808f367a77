import type { StepOutcome } from './types';

/** Most steps answer at once, and waiting for those would cost more than their work. */
export function isPromise(
  answer: StepOutcome | Promise<StepOutcome>,
): answer is Promise<StepOutcome> {
  return 'then' in answer && typeof answer.then === 'function';
}
