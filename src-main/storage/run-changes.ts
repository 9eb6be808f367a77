import { assertNever } from '@shared/lib/assert-never';
import type { RunEvent, RunStatus, StepStatus } from '@shared/runs/events';
import { scopeKey, stepRunKey } from '@shared/runs/scope-path';

// What an event means for the rows of runs and step runs. It follows the reducer in
// src-shared/runs; a test folds the same events both ways and compares.

export interface RunChange {
  readonly status: RunStatus;
  readonly startedAt?: number;
  /** null: it goes on after an end. */
  readonly endedAt?: number | null;
  /** JSON of the error it failed with; null: not failed any more. */
  readonly error?: string | null;
}

export interface StepChange {
  readonly path: string;
  readonly step: string;
  readonly status: StepStatus;
  /** An attempt begins: nothing of the one before stays. */
  readonly fresh: boolean;
  readonly attempt: number | null;
  readonly key: string | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly duration: number | null;
}

export function runChangeOf(event: RunEvent): RunChange | undefined {
  switch (event.type) {
    case 'run.created':
      return { status: 'queued' };
    case 'run.started':
      return { status: 'running', startedAt: event.time };
    case 'run.completed':
      return { status: 'completed', endedAt: event.time };
    case 'run.failed':
      return { status: 'failed', endedAt: event.time, error: JSON.stringify(event.error) };
    case 'run.cancelled':
      return { status: 'cancelled', endedAt: event.time };
    case 'run.interrupted':
      return { status: 'interrupted', endedAt: event.time };
    case 'run.resumed':
    case 'run.forked':
      return { status: 'running', endedAt: null, error: null };
    case 'run.paused':
      return { status: 'paused' };
    case 'run.continued':
      return { status: event.left > 0 ? 'paused' : 'running' };
    default:
      return undefined;
  }
}

export function stepChangeOf(event: RunEvent): StepChange | undefined {
  switch (event.type) {
    case 'run.created':
    case 'run.started':
    case 'run.completed':
    case 'run.failed':
    case 'run.cancelled':
    case 'run.interrupted':
    case 'run.resumed':
    case 'run.forked':
    case 'run.paused':
    case 'run.continued':
    case 'step.changed':
    case 'step.overridden':
    case 'scope.jumped':
    case 'step.drew':
    case 'step.effect':
    case 'step.logged':
    case 'step.progressed':
    case 'scope.started':
    case 'scope.completed':
    case 'variable.set':
      return undefined;
    case 'step.queued':
      return change(event, 'queued');
    case 'step.restarted':
      return change(event, 'pending', { fresh: true });
    case 'step.started':
      return change(event, 'running', {
        fresh: true,
        attempt: event.attempt,
        key: event.key,
        startedAt: event.time,
      });
    case 'step.waiting':
      return change(event, 'waiting');
    case 'step.resumed':
      return change(event, 'running');
    case 'step.interrupted':
      return change(event, 'interrupted', { endedAt: event.time });
    case 'step.decided':
      return change(event, 'queued');
    case 'step.retrying':
      return change(event, 'retrying', { endedAt: event.time });
    case 'step.completed':
      return change(event, 'completed', {
        attempt: event.attempt,
        ...(event.pinned && { startedAt: event.time }),
        endedAt: event.time,
        duration: event.duration,
      });
    case 'step.failed':
      return change(event, event.handled === 'skip' ? 'skipped' : 'failed', {
        attempt: event.attempt,
        endedAt: event.time,
        duration: event.duration,
      });
    case 'step.skipped':
    case 'step.cancelled':
      return change(event, event.type === 'step.skipped' ? 'skipped' : 'cancelled', {
        endedAt: event.time,
      });
    default:
      return assertNever(event);
  }
}

/** Two changes of one step run as one row. */
export function mergeStepChanges(first: StepChange, second: StepChange): StepChange {
  if (second.fresh) return second;
  return {
    path: first.path,
    step: first.step,
    status: second.status,
    fresh: first.fresh,
    attempt: second.attempt ?? first.attempt,
    key: second.key ?? first.key,
    startedAt: second.startedAt ?? first.startedAt,
    endedAt: second.endedAt ?? first.endedAt,
    duration: second.duration ?? first.duration,
  };
}

export function isRunEnd(event: RunEvent): boolean {
  return typeof runChangeOf(event)?.endedAt === 'number';
}

/**
 * A container that starts again runs its bodies again: the range of scope keys whose step runs are
 * those of the attempt before. `[` ends the container's key, and `\\` is the next character.
 */
export function forgottenScopes(event: RunEvent): { from: string; to: string } | undefined {
  if (event.type !== 'step.started' || event.attempt === 1) return undefined;
  const key = stepRunKey(event.path, event.step);
  return { from: `${key}[`, to: `${key}\\` };
}

type StepEvent = Extract<RunEvent, { type: `step.${string}` }>;

function change(
  event: StepEvent,
  status: StepStatus,
  fields: Partial<StepChange> = {},
): StepChange {
  return {
    path: scopeKey(event.path),
    step: event.step,
    status,
    fresh: false,
    attempt: null,
    key: null,
    startedAt: null,
    endedAt: null,
    duration: null,
    ...fields,
  };
}
