import type { StepId } from '@shared/workflow/model';

// What the canvas shows of a run. The runs feature knows it; the canvas asks through these hooks.

export type BadgeState =
  'queued' | 'running' | 'waiting' | 'retrying' | 'success' | 'failed' | 'skipped' | 'cancelled';

export interface StepBadge {
  readonly state: BadgeState;
  /** Wall-clock milliseconds: since when it runs or waits. */
  readonly since?: number;
  /** Milliseconds of work, for what has ended. */
  readonly duration?: number;
  /** How often it ran in this run; shown when more than once. */
  readonly count?: number;
  readonly failed?: number;
  readonly attempt?: number;
  readonly attempts?: number;
  /** More words for the tooltip: an error's message, the reason of a wait. */
  readonly detail?: string;
}

export type EdgeRunState = 'pending' | 'active' | 'taken' | 'dead';

export interface EdgeBadge {
  readonly state: EdgeRunState;
  /** How often a value went along. */
  readonly count?: number;
}

export interface RunView {
  readonly useStepBadge: (step: StepId) => StepBadge | undefined;
  readonly useEdgeState: (edge: string) => EdgeBadge | undefined;
  /** Iterations of a container: `3/12`; undefined when it did not run. */
  readonly useIterations: (step: StepId) => string | undefined;
}
