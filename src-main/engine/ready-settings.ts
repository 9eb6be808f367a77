import type { RunEvent } from '@shared/runs/events';
import { unnumbered, type EventLog } from './event-log';
import type { RunValues } from './run-values';
import type { Attempt } from './scope';
import type { GivenStart, PreparedStart, RecordedStart } from './step-start';

/** The settings of an attempt: as they were before, as they were recorded, or resolved now. */
export function readySettings(
  values: RunValues,
  attempt: Attempt,
  before: GivenStart | null,
  recorded: RecordedStart | null,
): NonNullable<PreparedStart['ready']> {
  if (before !== null) {
    const ready = values.recordedConfig(attempt, before.input, before.edited);
    return { ...ready, ...drawsOf(before.draws), ...(before.edited && { edited: true }) };
  }
  if (recorded?.edited !== undefined) {
    return { ...values.recordedConfig(attempt, recorded.edited, true), edited: true };
  }
  return attempt.plan.config.fixed ?? values.readyConfig(attempt, recorded?.draws);
}

/** `recovered`: the same attempt was at work in another process. */
export function startedEvent(
  events: EventLog,
  attempt: Attempt,
  { input, draws, edited }: NonNullable<PreparedStart['ready']>,
  recovered: boolean,
): RunEvent {
  const event: RunEvent = {
    run: events.run,
    seq: unnumbered,
    time: events.time(),
    type: 'step.started',
    step: attempt.plan.id,
    path: attempt.scope.path,
    attempt: attempt.number,
    key: attempt.key,
    input,
  };
  // Most have none of these, and thousands are made every second.
  if (!recovered && draws === undefined && edited === undefined) return event;
  return {
    ...event,
    ...drawsOf(draws),
    ...(edited && { edited: true }),
    ...(recovered && { recovered: true }),
  };
}

function drawsOf(draws: readonly (number | string)[] | undefined): object {
  return draws === undefined ? {} : { draws };
}
