import { timeLeft } from '@shared/runs/run-times';
import { runProgress, type RunProgress } from '@shared/runs/summary';
import { findStepDefinition } from '@shared/steps/index';
import { useDocument } from '../document';
import { isOver } from './run-status';
import { useRuns } from './runs';
import { useNow } from './use-now';
import { useUsualTimes } from './usual-times';
import { waitsForTimes } from './wait-words';

export interface LiveRunFigures {
  /** Absent once the run is over. */
  readonly progress?: RunProgress | undefined;
  readonly elapsed?: number | undefined;
  /** What earlier runs say is left; absent when they say nothing. */
  readonly left?: number | undefined;
}

/** How far the shown run is, read anew every `interval` milliseconds; null without a run. */
export function useLiveRun(interval: number | null): LiveRunFigures | null {
  const run = useRuns((state) => state.latest);
  const workflow = useDocument((state) => state.workflow);
  const times = useUsualTimes();
  const now = useNow(interval);
  if (!run) return null;
  const elapsed = run.startedAt === undefined ? undefined : (run.endedAt ?? now) - run.startedAt;
  if (isOver(run.status)) return { elapsed };
  // Nobody knows how long a person or an event takes.
  const goesOn = run.status === 'running' || (run.status === 'waiting' && waitsForTimes(run));
  return {
    progress: workflow ? runProgress(run, workflow, takesPart) : undefined,
    elapsed,
    left: goesOn && elapsed !== undefined && times ? timeLeft(times, elapsed) : undefined,
  };
}

export function stepWords({ position, total }: RunProgress): string {
  return `step ${position} of ${total}`;
}

function takesPart(kind: string): boolean {
  return findStepDefinition(kind)?.annotation !== true;
}
