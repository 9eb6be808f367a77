import { useMemo } from 'react';
import type { JsonValue } from '@shared/lib/json';
import type { StepRun } from '@shared/runs/state';
import { edgeBadge, type EdgeBadge, edgeEnds } from './edge-badge';
import { runsStore, useRuns } from './runs';
import { useStaleAmong, useStaleReason } from './stale';
import { stepBadge, type StepBadge } from './step-badge';
import { groupBadge, type GroupBadge } from './group-badge';
import { type PortWords, portWords } from './port-words';
import { useChosenRuns, useLooks, useRunsOf } from './use-step-runs';

// What the canvas draws of the shown run. Each hook follows one step or wire only.

/** The time of the moment that is looked at; null when that is now. */
export function useMomentTime(): number | null {
  return useRuns(({ cursor, log }) => (cursor === null ? null : (log.at(cursor)?.time ?? null)));
}

/** How a step's box looks; undefined while it has not run. */
export function useStepBadge(step: string): StepBadge | undefined {
  const runs = useChosenRuns(step);
  const stale = useStaleReason(step);
  return useMemo(() => {
    const badge = runs && stepBadge(runs);
    return badge && stale !== undefined ? { ...badge, stale } : badge;
  }, [runs, stale]);
}

/** How the box of a collapsed group looks; undefined while none of its steps has run. */
export function useGroupBadge(steps: readonly string[]): GroupBadge | undefined {
  const runs = useRunsOf(steps);
  const stale = useStaleAmong(steps);
  return useMemo(() => {
    const badge = groupBadge(runs);
    return badge && stale !== undefined ? { ...badge, stale } : badge;
  }, [runs, stale]);
}

/** How a wire looks, by edge id; undefined while nothing is known about it. */
export function useEdgeBadge(edge: string): EdgeBadge | undefined {
  const ends = useMemo(() => edgeEnds(edge), [edge]);
  const steps = useMemo(() => (ends ? [ends.from, ends.to] : []), [ends]);
  // Its ends change more often than it does.
  return useLooks(
    steps,
    (of) => {
      const from = ends && of(ends.from)?.runs;
      return ends && from ? edgeBadge(ends, from, of(ends.to)?.runs) : undefined;
    },
    sameBadge,
  );
}

function sameBadge(a: EdgeBadge | undefined, b: EdgeBadge | undefined): boolean {
  return a?.state === b?.state && a?.count === b?.count;
}

/** What an output port of a step holds in the shown run; undefined when nothing went through. */
export function usePortData(step: string, port: string): PortWords | 'plain' | undefined {
  const steps = useMemo(() => [step], [step]);
  return useLooks(steps, (of) => {
    const run = of(step)?.run;
    if (!run?.output || run.handled === 'fail' || run.taken?.includes(port) === false) return;
    const isNothing = 'value' in run.output && run.output.value === null;
    return isNothing ? undefined : (portWords(run.output) ?? 'plain');
  });
}

/** What a step gave last in the shown run; undefined when it did not, or when it is too large. */
export function latestOutput(step: string): JsonValue | undefined {
  const runs = runsStore.getState().steps.get(step)?.runs ?? [];
  const last = runs.findLast((run: StepRun) => run.output !== undefined)?.output;
  return last && 'value' in last ? last.value : undefined;
}
