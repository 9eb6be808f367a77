import { z } from 'zod';
import { defineStep } from '../define-step';
import { shown } from '../lib/shown';
import { docs } from './docs';

export const compensateConfig = z.object({
  step: z
    .string({ error: 'is required: the id of the step that this part undoes' })
    .meta({ title: 'Undoes', description: 'Id of a step in the main part of the try.' }),
});
export type CompensateConfig = z.infer<typeof compensateConfig>;

export const compensate = defineStep({
  kind: 'compensate',
  version: 1,
  title: 'Compensate',
  description: 'Begins the part of a try that undoes one of its steps when a later one fails.',
  icon: 'undo-2',
  category: 'flow',
  keywords: ['undo', 'rollback', 'saga', 'revert', 'try'],
  config: compensateConfig,
  defaults: { step: '' },
  ports: () => ({ inputs: [], outputs: [{ name: 'out' }] }),
  effects: () => 'pure',
  form: { step: { widget: 'text', placeholder: 'reserve' } },
  summary: (config) => `Undoes ${shown(config['step'], 'no step yet', 60)}`,
  outputSchema: () => undefined,
  lazy: [],
  // It is chosen before it begins, so there is nothing yet that a binding could see.
  verbatim: ['step'],
  entry: { in: ['try'], locals: ['error'], seesMain: true, forStep: 'step' },
  docs,
});
