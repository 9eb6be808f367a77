import { z } from 'zod';
import { defineStep } from '../define-step';
import { leaveForm, leavePorts, leaveSettings, leaveSummary } from '../lib/leave-settings';
import { docs } from './docs';

export const continueConfig = z.object(
  leaveSettings({
    title: 'Value',
    description: 'The result of this iteration; null when absent.',
  }),
);
export type ContinueConfig = z.infer<typeof continueConfig>;

export const continueStep = defineStep({
  kind: 'continue',
  version: 1,
  title: 'Continue',
  description: 'Ends this iteration of the loop and goes on with the next.',
  icon: 'skip-forward',
  category: 'flow',
  keywords: ['next', 'skip', 'loop', 'iteration'],
  config: continueConfig,
  defaults: {},
  ports: leavePorts,
  effects: () => 'pure',
  form: leaveForm,
  summary: (config) => leaveSummary(config, 'always'),
  outputSchema: () => undefined,
  types: { output: (config, { typeOf }) => typeOf(config['value'] ?? null) },
  lazy: [],
  verbatim: [],
  leaves: 'continue',
  docs,
});
