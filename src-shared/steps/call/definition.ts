import { z } from 'zod';
import { defineStep } from '../define-step';
import { anyValue, lazyValue } from '../lib/setting-schemas';
import { shown } from '../lib/shown';
import { docs } from './docs';

const needed = { error: 'is required: the path of a workflow file, or the name of a workflow' };

export const callConfig = z.object({
  workflow: z.string(needed).min(1, needed).meta({
    title: 'Workflow',
    description: 'A path relative to this file, or the name or name@version of one in the library.',
  }),
  input: anyValue()
    .optional()
    .meta({ title: 'Input', description: 'The input of the called workflow; null when absent.' }),
  output: lazyValue().optional().meta({
    title: 'Output',
    description: 'What this step gives; the output of the called workflow when absent.',
  }),
});
export type CallConfig = z.infer<typeof callConfig>;

export const call = defineStep({
  kind: 'call',
  version: 1,
  title: 'Call workflow',
  description: 'Runs another workflow and goes on with what it gives.',
  icon: 'workflow',
  category: 'flow',
  keywords: ['sub-workflow', 'subflow', 'function', 'reuse', 'invoke', 'child', 'include'],
  config: callConfig,
  defaults: { workflow: 'other.stepwell.yaml', input: {} },
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] }),
  // The steps of the called workflow declare their own effects.
  effects: () => 'pure',
  form: {
    workflow: { widget: 'text', placeholder: 'prices.stepwell.yaml' },
    input: { widget: 'json', placeholder: '{{ steps.order }}' },
    output: { widget: 'json', placeholder: '{{ result.total }}', advanced: true },
  },
  summary: (config) => shown(config['workflow'], 'No workflow yet'),
  outputSchema: () => undefined,
  types: {
    output: (config, { typeOf, called }) =>
      config['output'] === undefined ? called() : typeOf(config['output'], { result: called() }),
    locals: (_config, { called }) => ({ result: called() }),
  },
  lazy: [{ key: 'output', locals: ['result'] }],
  verbatim: [],
  calls: { workflow: 'workflow', input: 'input', output: 'output' },
  docs,
});
