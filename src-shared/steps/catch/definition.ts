import { z } from 'zod';
import { defineStep } from '../define-step';
import { errorPatterns } from '../lib/error-patterns';
import { shown } from '../lib/shown';
import { docs } from './docs';

export const catchConfig = z.object({
  errors: errorPatterns().default([]).meta({
    title: 'Errors',
    description: 'Codes this is for, such as HTTP_404 or HTTP_*; none means every error.',
  }),
});
export type CatchConfig = z.infer<typeof catchConfig>;

export const catchStep = defineStep({
  kind: 'catch',
  version: 1,
  title: 'Catch',
  description: 'Begins the part of a try that handles an error.',
  icon: 'shield-alert',
  category: 'flow',
  keywords: ['error', 'exception', 'handler', 'rescue', 'try'],
  config: catchConfig,
  defaults: { errors: [] },
  ports: () => ({ inputs: [], outputs: [{ name: 'out' }] }),
  effects: () => 'pure',
  form: { errors: { widget: 'list' } },
  summary: ({ errors }) =>
    Array.isArray(errors) && errors.length > 0 ? shown(errors.join(', '), '') : 'Every error',
  outputSchema: () => ({
    type: 'object',
    properties: {
      code: { type: 'string' },
      kind: { enum: ['user', 'operational', 'bug'] },
      message: { type: 'string' },
      step: { type: 'string', description: 'The step that failed.' },
      hint: { type: 'string' },
      details: { type: 'object' },
    },
    required: ['code', 'kind', 'message'],
  }),
  lazy: [],
  // It is chosen before it begins, so there is nothing yet that a binding could see.
  verbatim: ['errors'],
  entry: { in: ['try'], locals: ['error'], seesMain: true },
  docs,
});
