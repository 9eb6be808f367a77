import type { Draft } from './draft';
import type { StepStatus } from './events';
import type { ScopeCounts, StepRun } from './state';

/**
 * Puts a step run in place of the one before, and counts it. What was paid stays paid, also when the
 * step begins anew.
 */
export function putStepRun(
  draft: Draft,
  key: string,
  before: StepRun | undefined,
  after: StepRun,
): void {
  recount(draft, key, before?.status, after.status);
  const paid = before?.cost;
  const kept = paid === undefined || after.cost !== undefined ? after : { ...after, cost: paid };
  draft.steps = draft.steps.set(key, kept, draft.owner);
}

function recount(
  draft: Draft,
  key: string,
  before: StepStatus | undefined,
  after: StepStatus,
): void {
  if (before === after) return;
  const { counts } = draft;
  if (before !== undefined && before !== 'pending') counts[before] -= 1;
  if (after !== 'pending') counts[after] += 1;
  if ((before === 'running' || after === 'running') && hasOpenScope(draft.scopes.get(key))) {
    counts.coordinating += after === 'running' ? 1 : -1;
  }
}

export function hasOpenScope(scope: ScopeCounts | undefined): boolean {
  if (scope === undefined) return false;
  return scope.started > scope.completed + scope.failed + scope.cancelled + scope.left;
}
