import { z } from 'zod';
import { defineStep, type ConfigProblem } from '../define-step';
import type { JsonObject } from '../../lib/json';
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
    until: { widget: 'text', placeholder: '2027-01-31T09:00:00Z', advanced: true },
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
  const until = config['until'];
  if ((config['for'] === undefined) === (until === undefined)) {
    const message = 'Say either how long to wait (`for`) or until when (`until`), not both';
    return [{ code: 'DELAY_TIME', severity: 'error', message, path: [] }];
  }
  if (typeof until === 'string' && !hasBinding(until) && Number.isNaN(Date.parse(until))) {
    const message = `"${until}" is no date and time; write it as 2027-01-31T09:00:00Z`;
    return [{ code: 'DATE_INVALID', severity: 'error', message, path: ['until'] }];
  }
  return [];
}
