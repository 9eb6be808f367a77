import { costText } from '@shared/runs/cost';
import type { StepStatus } from '@shared/runs/events';
import { portWords } from './port-words';
import { resultWords } from './result-words';
import type { StepRuns } from './step-index';
import { interruptedText, type WaitKind, waitKind, waitText } from './wait-words';

export type BadgeState =
  | 'queued'
  | 'running'
  | 'waiting'
  | 'interrupted'
  | 'retrying'
  | 'success'
  /** It did not run: what a run before gave stands in. */
  | 'reused'
  | 'failed'
  | 'skipped'
  | 'cancelled';

/** A step's box in one look: all its runs in the shown run together. */
export interface StepBadge {
  readonly state: BadgeState;
  /** Wall-clock milliseconds: since when it runs or waits. */
  readonly since?: number;
  /** Milliseconds of work, for what has ended. */
  readonly duration?: number;
  /** How often it ran in this run; only when more than once. */
  readonly count?: number;
  readonly failed?: number;
  readonly attempt?: number;
  /** Waiting: for what. */
  readonly waits?: WaitKind;
  /** More words for the tooltip: an error's message, the reason of a skip. */
  readonly detail?: string;
  /** What it gave, in a few characters; only when it ran once. */
  readonly gave?: string;
  /** It stands at the port already, where the step has one. */
  readonly gaveMuch?: true;
  /** What it cost with all its attempts and iterations, in words. */
  readonly cost?: string;
  /** Why this is not what the step would give now. */
  readonly stale?: string;
}

const states: Readonly<Record<StepStatus, BadgeState | undefined>> = {
  pending: undefined,
  queued: 'queued',
  running: 'running',
  waiting: 'waiting',
  interrupted: 'interrupted',
  retrying: 'retrying',
  completed: 'success',
  failed: 'failed',
  skipped: 'skipped',
  cancelled: 'cancelled',
};

/** They took no time. */
const timeless: ReadonlySet<BadgeState> = new Set(['skipped', 'queued', 'reused']);

const skipReasons = {
  'not-taken': 'Skipped: no wire into it was taken',
  disabled: 'Skipped: it is disabled',
  'error-policy': 'It failed and was skipped, as its error policy says',
  guard: 'Skipped: its `skipWhen` was true',
  decision: 'Skipped: somebody decided so after Stepwell had ended',
  jump: 'Skipped: another step was set next in the debugger',
} as const;

export function stepBadge(runs: StepRuns): StepBadge | undefined {
  const telling = runs.runs.find((run) => run.status === runs.status);
  const reused = telling?.by === 'recorded' && runs.runs.every(({ by }) => by === 'recorded');
  const state = reused ? 'reused' : states[runs.status];
  if (!state) return undefined;
  // A pin or what a run before gave stood in: nothing took any time.
  const worked = runs.runs.some((run) => run.attempt > 0);
  // Iterations that passed it by do not count.
  const count = runs.runs.filter((run) => run.status !== 'skipped').length;
  const atWork = state === 'running' || state === 'waiting' || state === 'retrying';
  const waits = state === 'waiting' && telling ? waitKind(telling) : undefined;
  const detail =
    (telling && waits && waitText(telling)) ??
    (state === 'interrupted' ? interruptedText : undefined) ??
    telling?.error?.message ??
    (telling?.skipReason && skipReasons[telling.skipReason]);
  const output = runs.status === 'completed' && count === 1 ? telling?.output : undefined;
  const gave = output && resultWords(output);
  return {
    state,
    ...(atWork && telling?.startedAt !== undefined && { since: telling.startedAt }),
    ...(!atWork && worked && !timeless.has(state) && { duration: runs.duration }),
    ...(count > 1 && { count }),
    ...(runs.failed > 0 && { failed: runs.failed }),
    ...(telling && telling.attempt > 1 && { attempt: telling.attempt }),
    ...(waits && { waits }),
    ...(runs.cost && { cost: costText(runs.cost) }),
    ...(detail && { detail }),
    ...(gave !== undefined && { gave }),
    ...(output && portWords(output) !== null && { gaveMuch: true as const }),
  };
}
