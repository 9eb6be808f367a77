import { hasEnded } from '@shared/runs/has-ended';
import type { StepStatus } from '@shared/runs/events';
import type { StepRuns } from './step-index';

export interface EdgeBadge {
  readonly state: 'pending' | 'active' | 'taken' | 'dead';
  /** How often a value went along. */
  readonly count?: number;
}

export interface EdgeEnds {
  readonly from: string;
  readonly fromPort: string;
  readonly to: string;
}

const atWork: ReadonlySet<StepStatus> = new Set([
  'queued',
  'running',
  'waiting',
  'interrupted',
  'retrying',
]);

/** The two ends of an edge by its id, `check.true -> notify.in`. */
export function edgeEnds(edge: string): EdgeEnds | undefined {
  const match = /^(\w+)\.([\w-]+) -> (\w+)\.[\w-]+$/.exec(edge);
  if (!match) return undefined;
  return { from: match[1] ?? '', fromPort: match[2] ?? '', to: match[3] ?? '' };
}

/** What became of an edge in all scopes of the shown run together. */
export function edgeBadge(
  ends: EdgeEnds,
  from: StepRuns,
  to: StepRuns | undefined,
): EdgeBadge | undefined {
  const over = from.runs.filter((run) => hasEnded(run.status));
  if (over.length === 0) return { state: 'pending' };
  const count = over.filter((run) => run.taken?.includes(ends.fromPort)).length;
  if (count === 0) return { state: 'dead' };
  const busy = to?.runs.some((run) => atWork.has(run.status)) ?? false;
  return { state: busy ? 'active' : 'taken', ...(count > 1 && { count }) };
}
