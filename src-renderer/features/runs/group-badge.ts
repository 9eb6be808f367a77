import type { StepRuns } from './step-index';
import { type BadgeState, stepBadge } from './step-badge';

/** The runs of several steps in one look: what a collapsed group shows. */
export interface GroupBadge {
  readonly state: BadgeState;
  /** Steps that are over for now, those passed by included. */
  readonly ended: number;
  readonly total: number;
  readonly failed: number;
  /** Milliseconds of work, added up, once all have ended. */
  readonly duration?: number;
  /** Why some of this is not what a run would give now. */
  readonly stale?: string;
}

// What somebody must act on first, then what goes on now, then what is over.
const priority: readonly BadgeState[] = [
  'interrupted',
  'failed',
  'running',
  'retrying',
  'waiting',
  'queued',
  'cancelled',
  'success',
  'reused',
  'skipped',
];

const over: ReadonlySet<BadgeState> = new Set([
  'success',
  'reused',
  'failed',
  'skipped',
  'cancelled',
]);

/** Undefined while none of the steps has run. */
export function groupBadge(runs: readonly (StepRuns | undefined)[]): GroupBadge | undefined {
  const states = runs.map((one) => one && stepBadge(one)?.state);
  const state = priority.find((candidate) => states.includes(candidate));
  if (!state) return undefined;
  const ended = states.filter((one) => one !== undefined && over.has(one)).length;
  const all = ended === runs.length;
  return {
    state,
    ended,
    total: runs.length,
    failed: states.filter((one) => one === 'failed').length,
    ...(all && { duration: runs.reduce((sum, one) => sum + (one?.duration ?? 0), 0) }),
  };
}
