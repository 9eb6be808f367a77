import { z } from 'zod';
import type { JsonObject } from '../../lib/json';
import { defineStep, type ConfigProblem } from '../define-step';
import { identifier, listOfItems } from '../lib/setting-schemas';
import { shown } from '../lib/shown';
import { docs } from './docs';

/** More items than this in one loop are refused: each is recorded. */
export const maximumIterations = 100_000;

export const loopConfig = z.object({
  items: listOfItems().meta({ title: 'Items', description: 'The steps inside run for each.' }),
  item: identifier()
    .default('item')
    .meta({ title: 'Item name', description: 'What an item is called inside.' }),
  index: identifier()
    .default('index')
    .meta({ title: 'Index name', description: 'What its place is called, counting from 0.' }),
  concurrency: z
    .int({ error: 'must be a whole number from 1 to 100' })
    .min(1, { error: 'must be a whole number from 1 to 100' })
    .max(100, { error: 'must be a whole number from 1 to 100' })
    .default(1)
    .meta({ title: 'At once', description: 'How many items may be worked on at the same time.' }),
  errors: z.enum(['fail-fast', 'collect']).default('fail-fast').meta({
    title: 'On an error',
    description: 'fail-fast: the loop fails at the first; collect: go on and list the errors.',
  }),
});
export type LoopConfig = z.infer<typeof loopConfig>;

export const loop = defineStep({
  kind: 'loop',
  version: 1,
  title: 'Loop',
  description: 'Runs the steps inside it once for each item of a list.',
  icon: 'repeat',
  category: 'flow',
  keywords: ['for each', 'foreach', 'iterate', 'map', 'batch', 'repeat', 'container'],
  config: loopConfig,
  defaults: { items: [], item: 'item', concurrency: 1, errors: 'fail-fast' },
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] }),
  // The steps inside declare their own effects.
  effects: () => 'pure',
  form: {
    items: { widget: 'expression', placeholder: '{{ steps.load.content }}' },
    item: { widget: 'text', placeholder: 'order' },
    concurrency: { widget: 'number' },
    errors: { widget: 'select' },
    index: { widget: 'text', advanced: true },
  },
  summary: (config) =>
    `${shown(config['item'], 'item', 30)} of ${shown(config['items'], 'nothing yet', 40)}`,
  outputSchema: () => ({
    type: 'object',
    properties: {
      results: { type: 'array', description: 'The output of each iteration; null if it failed.' },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            index: { type: 'integer' },
            item: {},
            error: {
              type: 'object',
              properties: { code: { type: 'string' }, message: { type: 'string' } },
              required: ['code', 'message'],
            },
          },
          required: ['index', 'item', 'error'],
        },
      },
      count: { type: 'integer' },
    },
    required: ['results', 'errors', 'count'],
  }),
  lazy: [],
  verbatim: [],
  container: { locals: localNames },
  check,
  docs,
});

function check(config: JsonObject): ConfigProblem[] {
  const [, item = '', index = ''] = localNames(config);
  const problems: ConfigProblem[] = [];
  for (const [key, name] of [
    ['item', item],
    ['index', index],
  ] as const) {
    const clash = name === 'loop' || (key === 'index' && name === item);
    if (!clash) continue;
    const message = `"${name}" already means something inside this loop; choose another name`;
    problems.push({ code: 'LOOP_NAME', severity: 'error', message, path: [key] });
  }
  return problems;
}

/** `loop`, the item's name and the index's name. */
function localNames(config: JsonObject): string[] {
  return ['loop', nameIn(config, 'item', 'item'), nameIn(config, 'index', 'index')];
}

function nameIn(config: JsonObject, key: string, fallback: string): string {
  const name = config[key];
  return typeof name === 'string' && name !== '' ? name : fallback;
}
