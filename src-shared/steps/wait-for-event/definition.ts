import { z } from 'zod';
import { defineStep } from '../define-step';
import { duration, lazyValue } from '../lib/setting-schemas';
import { shown } from '../lib/shown';
import { topicName } from '../lib/topic';
import { docs } from './docs';

export const waitForEventConfig = z.object({
  topic: topicName().meta({ title: 'Topic', description: 'What to wait for, such as order.paid.' }),
  match: lazyValue().optional().meta({
    title: 'Match',
    description: 'True for the event that is meant; any event of the topic without it.',
  }),
  timeout: duration()
    .optional()
    .meta({ title: 'Wait at most', description: 'How long; forever when empty.' }),
  onTimeout: z.enum(['fail', 'continue']).default('fail').meta({
    title: 'When nothing came',
    description: 'fail: the step fails. continue: it goes on with timedOut: true.',
  }),
  since: z.enum(['now', 'run-start']).default('now').meta({
    title: 'Events since',
    description: 'now: from the moment it waits. run-start: also those from earlier in the run.',
  }),
});
export type WaitForEventConfig = z.infer<typeof waitForEventConfig>;

const nothingOr = (type: string, timesOut: boolean) => (timesOut ? [type, 'null'] : type);

export const waitForEvent = defineStep({
  kind: 'wait-for-event',
  version: 1,
  title: 'Wait for event',
  description: 'Waits until something happens, at no cost.',
  icon: 'bell-ring',
  category: 'flow',
  keywords: ['subscribe', 'receive', 'signal', 'topic', 'message', 'listen', 'callback'],
  config: waitForEventConfig,
  defaults: { topic: 'order.paid' },
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] }),
  effects: () => 'pure',
  form: {
    topic: { widget: 'text', placeholder: 'order.paid' },
    match: { widget: 'expression', placeholder: '{{ event.data.id == input.id }}' },
    timeout: { widget: 'duration', placeholder: '1d' },
    onTimeout: { widget: 'select', visibleWhen: (config) => config['timeout'] !== undefined },
    since: { widget: 'select', advanced: true },
  },
  summary: (config) => {
    const topic = shown(config['topic'], 'No topic yet');
    return config['timeout'] === undefined
      ? topic
      : `${topic}, at most ${shown(config['timeout'], '?')}`;
  },
  outputSchema: (config) => {
    const timesOut = config['timeout'] !== undefined && config['onTimeout'] === 'continue';
    return {
      type: 'object',
      properties: {
        id: { type: nothingOr('string', timesOut) },
        topic: { type: 'string' },
        data: {},
        time: { type: nothingOr('string', timesOut), format: 'date-time' },
        timedOut: { type: 'boolean' },
      },
      required: ['id', 'topic', 'data', 'time', 'timedOut'],
    };
  },
  lazy: [{ key: 'match', locals: ['event'], truth: 'match' }],
  verbatim: [],
  docs,
});
