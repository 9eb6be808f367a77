import { assertNever } from '@shared/lib/assert-never';
import type { RunEvent, RunStatus, StepStatus } from '@shared/runs/events';
import { scopeKey } from '@shared/runs/events';

// What an event means for the rows of runs and step runs. It follows the reducer in
// src-shared/runs; a test folds the same events both ways and compares.

export interface RunChange {
  readonly status: RunStatus;
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** JSON of the error it failed with. */
  readonly error?: string;
}

export interface StepChange {
  readonly path: string;
  readonly step: string;
  readonly status: StepStatus;
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
      return { status: 'running' };
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
    case 'step.started':
      return change(event, 'running', {
        attempt: event.attempt,
        key: event.key,
        startedAt: event.time,
      });
    case 'step.waiting':
      return change(event, 'waiting', { attempt: event.attempt });
    case 'step.resumed':
      return change(event, 'running', { attempt: event.attempt });
    case 'step.interrupted':
      return change(event, 'interrupted', { attempt: event.attempt, endedAt: event.time });
    case 'step.decided':
      return change(event, 'queued', { attempt: event.attempt });
    case 'step.retrying':
      return change(event, 'retrying', { attempt: event.attempt });
    case 'step.completed':
    case 'step.failed':
      return change(event, event.type === 'step.completed' ? 'completed' : 'failed', {
        attempt: event.attempt,
        endedAt: event.time,
        duration: event.duration,
      });
    case 'step.skipped':
      return change(event, 'skipped', { endedAt: event.time });
    case 'step.cancelled':
      return change(event, 'cancelled', { attempt: event.attempt, endedAt: event.time });
    default:
      return assertNever(event);
  }
}

/** Two changes of one step run as one row. */
export function mergeStepChanges(first: StepChange, second: StepChange): StepChange {
  return {
    path: first.path,
    step: first.step,
    status: second.status,
    attempt: second.attempt ?? first.attempt,
    key: second.key ?? first.key,
    startedAt: second.startedAt ?? first.startedAt,
    endedAt: second.endedAt ?? first.endedAt,
    duration: second.duration ?? first.duration,
  };
}

export function isRunEnd(event: RunEvent): boolean {
  return runChangeOf(event)?.endedAt !== undefined;
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
    attempt: null,
    key: null,
    startedAt: null,
    endedAt: null,
    duration: null,
    ...fields,
  };
}
