import type { Edge } from '../workflow/model';
import { hasEnded } from './has-ended';
import type { StepStatus } from './events';
import { stepRunKey, type ScopePath } from './scope-path';
import type { RunState } from './state';

/**
 * `pending`: its step has not ended. `taken`: a value passed. `active`: a value passed and the step
 * it leads to is at work with it. `dead`: its step ended another way.
 */
export type EdgeState = 'pending' | 'taken' | 'active' | 'dead';

const atWork: ReadonlySet<StepStatus> = new Set(['queued', 'running', 'waiting', 'retrying']);

/** What became of an edge in one scope of a run; derived, never recorded. */
export function edgeState(state: RunState, path: ScopePath, edge: Edge): EdgeState {
  const from = state.steps.get(stepRunKey(path, edge.from));
  if (from === undefined || !hasEnded(from.status)) return 'pending';
  if (!from.taken?.includes(edge.fromPort)) return 'dead';
  const to = state.steps.get(stepRunKey(path, edge.to));
  return to !== undefined && atWork.has(to.status) ? 'active' : 'taken';
}
