import { z } from 'zod';
import { defineStep } from '../define-step';
import { leaveForm, leavePorts, leaveSettings, leaveSummary } from '../lib/leave-settings';
import { docs } from './docs';

export const breakConfig = z.object(
  leaveSettings({
    title: 'Value',
    description: 'The result of this iteration; null when absent.',
  }),
);
export type BreakConfig = z.infer<typeof breakConfig>;

export const breakStep = defineStep({
  kind: 'break',
  version: 1,
  title: 'Break',
  description: 'Ends the loop around it.',
  icon: 'log-out',
  category: 'flow',
  keywords: ['exit', 'leave', 'stop', 'loop', 'found'],
  config: breakConfig,
  defaults: {},
  ports: leavePorts,
  effects: () => 'pure',
  form: leaveForm,
  summary: (config) => leaveSummary(config, 'always'),
  outputSchema: () => undefined,
  types: { output: (config, { typeOf }) => typeOf(config['value'] ?? null) },
  lazy: [],
  verbatim: [],
  leaves: 'break',
  docs,
});
