import { z } from 'zod';
import { defineStep } from '../define-step';
import { docs } from './docs';

export const finallyConfig = z.object({});
export type FinallyConfig = z.infer<typeof finallyConfig>;

export const finallyStep = defineStep({
  kind: 'finally',
  version: 1,
  title: 'Finally',
  description: 'Begins the part of a try that runs last, whatever happened.',
  icon: 'flag',
  category: 'flow',
  keywords: ['always', 'cleanup', 'tidy', 'ensure', 'defer', 'try'],
  config: finallyConfig,
  defaults: {},
  ports: () => ({ inputs: [], outputs: [{ name: 'out' }] }),
  effects: () => 'pure',
  form: {},
  summary: () => 'Whatever happened',
  outputSchema: () => undefined,
  lazy: [],
  verbatim: [],
  entry: { in: ['try'], single: true, locals: ['error'], seesMain: true },
  docs,
});
