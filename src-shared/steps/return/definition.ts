import { z } from 'zod';
import { defineStep } from '../define-step';
import { leaveForm, leavePorts, leaveSettings, leaveSummary } from '../lib/leave-settings';
import { docs } from './docs';

export const returnConfig = z.object(
  leaveSettings({
    title: 'Value',
    description: 'The output of the workflow; null when absent.',
  }),
);
export type ReturnConfig = z.infer<typeof returnConfig>;

export const returnStep = defineStep({
  kind: 'return',
  version: 1,
  title: 'Return',
  description: 'Ends the workflow with a value.',
  icon: 'corner-down-left',
  category: 'flow',
  keywords: ['result', 'output', 'end', 'finish', 'stop', 'early'],
  config: returnConfig,
  defaults: {},
  ports: leavePorts,
  effects: () => 'pure',
  form: leaveForm,
  summary: (config) => leaveSummary(config, 'always'),
  outputSchema: () => undefined,
  types: { output: (config, { typeOf }) => typeOf(config['value'] ?? null) },
  lazy: [],
  verbatim: [],
  leaves: 'return',
  docs,
});
