import { z } from 'zod';
import { defineStep } from '../define-step';
import { docs } from './docs';

export const manualStartConfig = z.object({});
export type ManualStartConfig = z.infer<typeof manualStartConfig>;

export const manualStart = defineStep({
  kind: 'manual-start',
  version: 1,
  title: 'Start',
  description: "Starts the workflow by hand, with a form made from the workflow's input.",
  icon: 'play',
  category: 'trigger',
  keywords: ['begin', 'trigger', 'input', 'form', 'run'],
  config: manualStartConfig,
  defaults: {},
  ports: () => ({ inputs: [], outputs: [{ name: 'out' }] }),
  effects: () => 'pure',
  form: {},
  summary: () => 'When you run it',
  // The output is the run's input, whose schema is the workflow's own.
  outputSchema: () => undefined,
  lazy: [],
  verbatim: [],
  trigger: true,
  docs,
});
