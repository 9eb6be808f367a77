import { z } from 'zod';
import { defineStep, type ConfigProblem } from '../define-step';
import { isTimeZone, parseDateTime } from '../../lib/date-time';
import type { JsonObject, JsonValue } from '../../lib/json';
import { hasBinding } from '../lib/infer-schema';
import { duration } from '../lib/setting-schemas';
import { shown } from '../lib/shown';
import { docs } from './docs';

export const delayConfig = z.object({
  for: duration()
    .optional()
    .meta({ title: 'For', description: 'How long to wait: 500ms, 30s, 5m, 2h, 1d.' }),
  until: z.string().optional().meta({
    title: 'Until',
    description: 'Wait for this date and time instead, such as 2027-01-31T09:00:00Z.',
  }),
  zone: z.string().optional().meta({
    title: 'Time zone',
    description:
      'Of a date without an offset, such as Europe/Berlin; absent: that of this machine.',
  }),
});
export type DelayConfig = z.infer<typeof delayConfig>;

export const delay = defineStep({
  kind: 'delay',
  version: 1,
  title: 'Delay',
  description: 'Waits for a while, or until a date.',
  icon: 'timer',
  category: 'flow',
  keywords: ['wait', 'sleep', 'pause', 'until', 'timer'],
  config: delayConfig,
  defaults: { for: '5s' },
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] }),
  effects: () => 'pure',
  form: {
    for: { widget: 'duration', placeholder: '30s' },
    until: { widget: 'date-time', placeholder: '2027-01-31T09:00:00Z', advanced: true },
    zone: {
      widget: 'text',
      placeholder: 'Europe/Berlin',
      advanced: true,
      visibleWhen: (config) => config['until'] !== undefined,
    },
  },
  summary: (config) =>
    config['until'] !== undefined
      ? `until ${shown(config['until'], '?')}`
      : shown(config['for'], 'No time yet'),
  outputSchema: () => ({
    type: 'object',
    properties: {
      until: { type: 'string', format: 'date-time' },
      waited: { type: 'number', description: 'Milliseconds.' },
    },
    required: ['until', 'waited'],
  }),
  lazy: [],
  verbatim: [],
  check,
  docs,
});

function check(config: JsonObject): ConfigProblem[] {
  const { until, zone } = config;
  const problems: ConfigProblem[] = [];
  const report = (code: string, message: string, path: readonly string[]) =>
    problems.push({ code, severity: 'error', message, path });
  if ((config['for'] === undefined) === (until === undefined)) {
    const message = 'Say either how long to wait (`for`) or until when (`until`), not both';
    report('DELAY_TIME', message, []);
  }
  if (isFixed(until) && parseDateTime(until) === undefined) {
    const message = `"${until}" is no date and time; write it as 2027-01-31T09:00:00Z`;
    report('DATE_INVALID', message, ['until']);
  }
  if (isFixed(zone) && !isTimeZone(zone)) {
    const message = `"${zone}" is no time zone; write its name, such as Europe/Berlin`;
    report('DATE_INVALID', message, ['zone']);
  }
  return problems;
}

function isFixed(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && !hasBinding(value);
}
