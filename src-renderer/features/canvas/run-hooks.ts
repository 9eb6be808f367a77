import type { JsonValue } from '@shared/lib/json';
import type { StepId } from '@shared/workflow/model';
import type { RunView } from './run-view';

/** Nothing has run yet. */
export const runView: RunView = {
  useStepBadge: () => undefined,
  useEdgeState: () => undefined,
  useIterations: () => undefined,
};

/** What a step gave in the shown run; undefined when it did not run. */
export function latestOutput(_step: StepId): JsonValue | undefined {
  return undefined;
}
