import { parseDuration } from '@shared/lib/duration';
import { isJsonObject, type JsonValue } from '@shared/lib/json';
import type { WaitForEventConfig } from '@shared/steps/wait-for-event/definition';
import { finalError } from '../../engine/step-error';
import type { StepContext, StepRunner } from '../../engine/types';

export const runWaitForEvent: StepRunner<WaitForEventConfig> = async (context) => {
  const { clock, config } = context;
  const { topic, since } = config;
  const patience = parseDuration(config.timeout);
  const answer = await context.waitFor({
    for: { type: 'event', topic, ...(since === 'run-start' && { since }) },
    reason: `waits for ${topic}`,
    until: patience === undefined ? null : clock.now() + patience,
    accepts: (signal) => matches(context, signal),
  });
  if (answer.type === 'signal') {
    const { id, data, time } = eventOf(answer.value);
    return { output: { id, topic, data, time, timedOut: false } };
  }
  if (config.onTimeout === 'continue') {
    return { output: { id: null, topic, data: null, time: null, timedOut: true } };
  }
  throw finalError({
    code: 'EVENT_TIMEOUT',
    kind: 'operational',
    message: `No event "${topic}" came within ${String(config.timeout)}`,
    hint: 'Wait longer, or set "When nothing came" to continue.',
  });
};

/** Whether it is the event that is meant. One for which that cannot be said is not. */
function matches(context: StepContext<WaitForEventConfig>, signal: JsonValue): boolean {
  const { match, topic } = context.config;
  if (match === undefined) return true;
  const event = { ...eventOf(signal), topic };
  try {
    const answer = context.evaluate(match, { event });
    if (typeof answer !== 'boolean') {
      context.log(
        'warn',
        `Match gave no true or false for the event ${event.id}; it is left alone.`,
      );
    }
    return answer === true;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    context.log('warn', `Match could not be computed for the event ${event.id}: ${why}`);
    return false;
  }
}

interface ReceivedEvent {
  readonly id: string;
  readonly data: JsonValue;
  /** ISO date. */
  readonly time: string;
}

/** The signal as whoever keeps events sends it. */
function eventOf(signal: JsonValue): ReceivedEvent {
  const { id, data, time } = isJsonObject(signal) ? signal : {};
  return {
    id: typeof id === 'string' ? id : '',
    data: data ?? null,
    time: new Date(typeof time === 'number' ? time : 0).toISOString(),
  };
}
