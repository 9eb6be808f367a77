import { z } from 'zod';
import { neverType } from '../../types/type';
import { defineStep } from '../define-step';
import { anyValue } from '../lib/setting-schemas';
import { shown } from '../lib/shown';
import { docs } from './docs';

export const failConfig = z.object({
  message: anyValue().meta({ title: 'Message', description: 'What went wrong, for people.' }),
  code: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{0,63}$/, {
      error: 'must be upper-case letters, digits and _, such as ORDER_INVALID',
    })
    .default('WORKFLOW_FAILED')
    .meta({ title: 'Code', description: 'For machines; upper case.' }),
  data: anyValue()
    .optional()
    .meta({ title: 'Data', description: 'A value to keep with the error.' }),
});
export type FailConfig = z.infer<typeof failConfig>;

export const fail = defineStep({
  kind: 'fail',
  version: 1,
  title: 'Fail',
  description: 'Ends the branch with an error of your own.',
  icon: 'octagon-x',
  category: 'flow',
  keywords: ['error', 'throw', 'stop', 'abort', 'raise', 'end'],
  config: failConfig,
  defaults: { message: 'Something is wrong with the input', code: 'WORKFLOW_FAILED' },
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [] }),
  effects: () => 'pure',
  form: {
    message: { widget: 'multiline', placeholder: 'Order {{ input.id }} has no lines' },
    code: { widget: 'text', placeholder: 'ORDER_EMPTY' },
    data: { widget: 'json', advanced: true },
  },
  summary: (config) => shown(config['message'], 'No message yet'),
  outputSchema: () => undefined,
  // It never gives anything: the run goes on elsewhere, or not at all.
  types: { output: () => neverType },
  lazy: [],
  verbatim: [],
  docs,
});
