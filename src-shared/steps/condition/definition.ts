import { z } from 'zod';
import { defineStep } from '../define-step';
import { typeName } from '../../lib/type-name';
import { shown } from '../lib/shown';
import { docs } from './docs';

export const conditionConfig = z.object({
  when: z
    .boolean({
      error: (issue) =>
        issue.input === undefined
          ? 'is required: write a comparison such as {{ input.total > 100 }}'
          : `must be true or false, but is ${typeName(issue.input)}; write a comparison such as {{ input.total > 100 }}, or {{ !!value }}`,
    })
    .meta({ title: 'When', description: 'A binding that is true or false.' }),
});
export type ConditionConfig = z.infer<typeof conditionConfig>;

export const condition = defineStep({
  kind: 'condition',
  version: 1,
  title: 'Condition',
  description: 'Goes one way when something is true and another way when it is not.',
  icon: 'split',
  category: 'logic',
  keywords: ['if', 'else', 'branch', 'decision', 'true', 'false', 'when'],
  config: conditionConfig,
  defaults: { when: true },
  ports: () => ({
    inputs: [{ name: 'in' }],
    outputs: [
      { name: 'true', label: 'True' },
      { name: 'false', label: 'False' },
    ],
  }),
  effects: () => 'pure',
  form: {
    when: { widget: 'expression', placeholder: '{{ input.total > 100 }}' },
  },
  summary: (config) => shown(config['when'], 'No condition yet'),
  outputSchema: () => ({
    type: 'object',
    properties: { result: { type: 'boolean' } },
    required: ['result'],
  }),
  expectsAllOutputs: true,
  lazy: [],
  verbatim: [],
  docs,
});
