import { z } from 'zod';
import { defineStep } from '../define-step';
import { anyValue } from '../lib/setting-schemas';
import { shown } from '../lib/shown';
import { docs } from './docs';

export const logConfig = z.object({
  level: z.enum(['debug', 'info', 'warn', 'error']).default('info').meta({ title: 'Level' }),
  message: anyValue().meta({
    title: 'Message',
    description: 'What to write; a value that is not text is shown as JSON.',
  }),
  data: anyValue()
    .optional()
    .meta({ title: 'Data', description: 'A value to keep with the line.' }),
});
export type LogConfig = z.infer<typeof logConfig>;

export const log = defineStep({
  kind: 'log',
  version: 1,
  title: 'Log',
  description: "Writes a line into the run's log.",
  icon: 'scroll-text',
  category: 'flow',
  keywords: ['print', 'message', 'trace', 'debug', 'console'],
  config: logConfig,
  defaults: { level: 'info', message: '' },
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] }),
  effects: () => 'pure',
  form: {
    message: { widget: 'multiline', placeholder: 'Read {{ steps.load.rows }} rows' },
    level: { widget: 'select' },
    data: { widget: 'json', advanced: true },
  },
  summary: (config) => shown(config['message'], 'No message yet'),
  outputSchema: () => ({
    type: 'object',
    properties: { level: { type: 'string' }, message: { type: 'string' }, data: {} },
    required: ['level', 'message', 'data'],
  }),
  lazy: [],
  verbatim: [],
  docs,
});
