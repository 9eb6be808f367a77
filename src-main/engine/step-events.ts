import type { AppErrorData } from '@shared/errors/app-error';
import type { StepCost } from '@shared/runs/cost';
import type { RunEvent } from '@shared/runs/events';
import { unnumbered, type EventLog } from './event-log';
import type { Attempt, AttemptEnding } from './scope';

// What the log is told of an attempt that did not end well, or did not end yet.

export function failedEvent(
  events: EventLog,
  attempt: Attempt,
  error: AppErrorData,
  { taken, output }: AttemptEnding,
  duration: number,
  paid: { readonly cost?: StepCost },
): RunEvent {
  return {
    ...baseOf(events, attempt),
    type: 'step.failed',
    error,
    handled: attempt.plan.step.onError,
    taken,
    output: { value: output ?? null },
    duration,
    ...paid,
  };
}

export function retryingEvent(
  events: EventLog,
  attempt: Attempt,
  error: AppErrorData,
  due: number,
  paid: { readonly cost?: StepCost },
): RunEvent {
  return { ...baseOf(events, attempt), type: 'step.retrying', error, due, ...paid };
}

function baseOf(events: EventLog, { plan, scope, number }: Attempt) {
  return {
    run: events.run,
    seq: unnumbered,
    time: events.time(),
    step: plan.id,
    path: scope.path,
    attempt: number,
  };
}
