import { z } from 'zod';
import { defineStep } from '../define-step';
import { anyValue } from '../lib/setting-schemas';
import { shown } from '../lib/shown';
import { topicName } from '../lib/topic';
import { docs } from './docs';

export const emitEventConfig = z.object({
  topic: topicName().meta({ title: 'Topic', description: 'What happened, such as order.paid.' }),
  data: anyValue()
    .optional()
    .meta({ title: 'Data', description: 'What the event tells, up to 60 kB of JSON.' }),
});
export type EmitEventConfig = z.infer<typeof emitEventConfig>;

export const emitEvent = defineStep({
  kind: 'emit-event',
  version: 1,
  title: 'Emit event',
  description: 'Tells waiting steps of any run that something happened.',
  icon: 'radio-tower',
  category: 'flow',
  keywords: ['publish', 'send', 'signal', 'topic', 'message', 'notify'],
  config: emitEventConfig,
  defaults: { topic: 'order.paid' },
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] }),
  effects: () => 'idempotent',
  form: {
    topic: { widget: 'text', placeholder: 'order.paid' },
    data: { widget: 'json', placeholder: '{ "id": "{{ input.id }}" }' },
  },
  summary: (config) => shown(config['topic'], 'No topic yet'),
  outputSchema: () => ({
    type: 'object',
    properties: { id: { type: 'string' }, topic: { type: 'string' } },
    required: ['id', 'topic'],
  }),
  lazy: [],
  verbatim: [],
  docs,
});
