import { z } from 'zod';
import { defineStep } from '../define-step';
import { inferSchema } from '../lib/infer-schema';
import { anyValue, identifier } from '../lib/setting-schemas';
import { shown } from '../lib/shown';
import { docs } from './docs';

export const setVariableConfig = z.object({
  name: identifier().meta({
    title: 'Name',
    description: 'The variable, read elsewhere as {{ vars.name }}.',
  }),
  value: anyValue().meta({ title: 'Value' }),
});
export type SetVariableConfig = z.infer<typeof setVariableConfig>;

export const setVariable = defineStep({
  kind: 'set-variable',
  version: 1,
  title: 'Set variable',
  description: "Remembers a value in one of the run's variables.",
  icon: 'variable',
  category: 'data',
  keywords: ['assign', 'remember', 'store', 'counter', 'vars'],
  config: setVariableConfig,
  defaults: { name: 'value', value: '' },
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] }),
  effects: () => 'pure',
  form: {
    name: { widget: 'text', placeholder: 'counter' },
    value: { widget: 'expression', placeholder: '{{ vars.counter + 1 }}' },
  },
  summary: (config) => `${shown(config['name'], '?', 30)} = ${shown(config['value'], '""', 40)}`,
  outputSchema: (config) => inferSchema(config['value']),
  variables: (config) => (typeof config['name'] === 'string' ? [config['name']] : []),
  types: { output: (config, { typeOf }) => typeOf(config['value']) },
  lazy: [],
  verbatim: [],
  docs,
});
