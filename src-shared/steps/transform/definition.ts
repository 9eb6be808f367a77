import { z } from 'zod';
import { isJsonObject } from '../../lib/json';
import { defineStep } from '../define-step';
import { inferSchema } from '../lib/infer-schema';
import { anyValue } from '../lib/setting-schemas';
import { counted, shown } from '../lib/shown';
import { docs } from './docs';

export const transformConfig = z.object({
  value: anyValue().meta({
    title: 'Value',
    description: 'The output: any value, with bindings where you need them.',
  }),
});
export type TransformConfig = z.infer<typeof transformConfig>;

export const transform = defineStep({
  kind: 'transform',
  version: 1,
  title: 'Transform',
  description: 'Makes a new value out of values at hand.',
  icon: 'braces',
  category: 'data',
  keywords: ['map', 'set', 'edit', 'fields', 'object', 'json', 'shape', 'mapping'],
  config: transformConfig,
  defaults: { value: {} },
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] }),
  effects: () => 'pure',
  form: { value: { widget: 'json' } },
  summary: (config) => {
    const value = config['value'];
    if (!isJsonObject(value)) return shown(value, 'No value yet');
    const keys = Object.keys(value);
    return keys.length <= 4 && keys.length > 0 ? keys.join(', ') : counted(keys.length, 'field');
  },
  outputSchema: (config) => inferSchema(config['value']),
  types: { output: (config, { typeOf }) => typeOf(config['value']) },
  lazy: [],
  verbatim: [],
  docs,
});
