import { useMemo } from 'react';
import type { JsonValue } from '@shared/lib/json';
import { stepRunKey } from '@shared/runs/scope-path';
import type { StepRun } from '@shared/runs/state';
import { edgeBadge, type EdgeBadge, edgeEnds } from './edge-badge';
import { runsStore, useRuns } from './runs';
import { useStaleReason } from './stale';
import { selectStepRun } from './select-step-run';
import { stepBadge, type StepBadge } from './step-badge';
import { groupBadge, type GroupBadge } from './group-badge';
import { useRunsOf, useStepRuns } from './use-step-runs';

// What the canvas draws of the shown run. Each hook follows one step or wire only.

/** The time of the moment that is looked at; null when that is now. */
export function useMomentTime(): number | null {
  return useRuns(({ cursor, log }) => (cursor === null ? null : (log.at(cursor)?.time ?? null)));
}

/** How a step's box looks; undefined while it has not run. */
export function useStepBadge(step: string): StepBadge | undefined {
  const runs = useStepRuns(step);
  const stale = useStaleReason(step);
  return useMemo(() => {
    const badge = runs && stepBadge(runs);
    return badge && stale !== undefined ? { ...badge, stale } : badge;
  }, [runs, stale]);
}

/** How the box of a collapsed group looks; undefined while none of its steps has run. */
export function useGroupBadge(steps: readonly string[]): GroupBadge | undefined {
  const runs = useRunsOf(steps);
  return useMemo(() => groupBadge(runs), [runs]);
}

/** How a wire looks, by edge id; undefined while nothing is known about it. */
export function useEdgeBadge(edge: string): EdgeBadge | undefined {
  const ends = useMemo(() => edgeEnds(edge), [edge]);
  const from = useStepRuns(ends?.from ?? '');
  const to = useStepRuns(ends?.to ?? '');
  return useMemo(() => (ends && from ? edgeBadge(ends, from, to) : undefined), [ends, from, to]);
}

/**
 * `3/12` for a container: ended and started bodies of the run of it that is looked at; undefined
 * when it did not run.
 */
export function useIterations(step: string): string | undefined {
  return useRuns((state) => {
    const shown = selectStepRun(state.steps.get(step)?.runs ?? [], state.iterations, state.inside);
    const counts = shown && state.run?.scopes.get(stepRunKey(shown.path, step));
    if (!counts || counts.started === 0) return undefined;
    const ended = counts.completed + counts.failed + counts.cancelled + counts.left;
    return `${ended}/${counts.started}`;
  });
}

/** What a step gave last in the shown run; undefined when it did not, or when it is too large. */
export function latestOutput(step: string): JsonValue | undefined {
  const runs = runsStore.getState().steps.get(step)?.runs ?? [];
  const last = runs.findLast((run: StepRun) => run.output !== undefined)?.output;
  return last && 'value' in last ? last.value : undefined;
}
