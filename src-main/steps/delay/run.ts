import { isTimeZone, parseDateTime } from '@shared/lib/date-time';
import { parseDuration } from '@shared/lib/duration';
import type { DelayConfig } from '@shared/steps/delay/definition';
import { finalError } from '../../engine/step-error';
import type { StepContext, StepRunner } from '../../engine/types';

/** The last instant a Date can hold. */
const lastInstant = 8.64e15;

export const runDelay: StepRunner<DelayConfig> = async (context) => {
  const { clock, config } = context;
  const due = dueTime(context);
  const begun = clock.monotonic();
  const reason = config.until === undefined ? `waits ${String(config.for)}` : 'waits for a date';
  if (due > clock.now()) await context.waitUntil(due, reason);
  return {
    output: {
      until: new Date(due).toISOString(),
      waited: Math.max(0, Math.round(clock.monotonic() - begun)),
    },
  };
};

function dueTime({ clock, config }: StepContext<DelayConfig>): number {
  if ((config.for === undefined) === (config.until === undefined)) {
    throw timeError('DELAY_TIME', 'Say either how long to wait (`for`) or until when (`until`)');
  }
  if (config.zone !== undefined && !isTimeZone(config.zone)) {
    throw timeError('DATE_INVALID', `"${config.zone}" is no time zone`);
  }
  const due =
    config.until === undefined
      ? clock.now() + (parseDuration(config.for) ?? Number.NaN)
      : parseDateTime(config.until, config.zone);
  if (due !== undefined && Number.isFinite(due) && Math.abs(due) <= lastInstant) return due;
  throw timeError('DATE_INVALID', `"${String(config.until ?? config.for)}" is no time to wait for`);
}

function timeError(code: string, message: string) {
  const hint =
    'Write a duration such as 30s, or a date and time such as 2027-01-31T09:00:00Z, and a zone such as Europe/Berlin.';
  return finalError({ code, kind: 'user', message, hint });
}
