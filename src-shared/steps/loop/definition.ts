import { z } from 'zod';
import type { JsonObject } from '../../lib/json';
import { defineStep, type ConfigProblem } from '../define-step';
import { hasBinding } from '../lib/infer-schema';
import { identifier, lazyValue, listOfItems } from '../lib/setting-schemas';
import { shown } from '../lib/shown';
import { docs } from './docs';
import { loopOutputSchema } from './output-schema';
import { loopTypes } from './types';

/** More iterations than this in one loop are refused: each is recorded. */
export const maximumIterations = 100_000;

const modes = ['items', 'count', 'while', 'until'] as const;

const wholeNumber = (from: number, to: number) => {
  const error = `must be a whole number from ${from} to ${to}`;
  return z.int({ error }).min(from, { error }).max(to, { error });
};

/** Any value: that it is a number a loop can count to is checked with an error of its own. */
const times = z
  .custom<unknown>((value) => value !== undefined, { error: 'is required' })
  .meta({ type: 'integer', minimum: 0, maximum: maximumIterations });

export const loopConfig = z.object({
  mode: z.enum(modes).default('items').meta({
    title: 'Repeat',
    description:
      'items: for each item of a list; count: a number of times; while and until: as long as a condition says.',
  }),
  items: listOfItems()
    .optional()
    .meta({ title: 'Items', description: 'The steps inside run for each.' }),
  times: times
    .optional()
    .meta({ title: 'Times', description: 'How often the steps inside run, for the mode count.' }),
  condition: lazyValue().optional().meta({
    title: 'Condition',
    description: 'while: checked before each iteration; until: checked after it.',
  }),
  maximum: wholeNumber(1, maximumIterations).default(1_000).meta({
    title: 'At most',
    description: 'A loop with a condition that goes on after so many iterations fails.',
  }),
  item: identifier()
    .default('item')
    .meta({ title: 'Item name', description: 'What an item is called inside.' }),
  index: identifier()
    .default('index')
    .meta({ title: 'Index name', description: 'What its place is called, counting from 0.' }),
  filter: lazyValue().optional().meta({
    title: 'Filter',
    description: 'Only items for which this is true are worked on; the others give no result.',
  }),
  concurrency: wholeNumber(1, 100)
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
  description: 'Runs the steps inside it again and again: for each item, so many times, or while.',
  icon: 'repeat',
  category: 'flow',
  keywords: ['for each', 'foreach', 'while', 'until', 'iterate', 'map', 'batch', 'container'],
  config: loopConfig,
  defaults: { items: [], item: 'item', concurrency: 1, errors: 'fail-fast' },
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] }),
  // The steps inside declare their own effects.
  effects: () => 'pure',
  form: {
    mode: { widget: 'select' },
    items: {
      widget: 'expression',
      placeholder: '{{ steps.load.content }}',
      visibleWhen: (config) => modeOf(config) === 'items',
    },
    times: {
      widget: 'number',
      placeholder: '10',
      visibleWhen: (config) => modeOf(config) === 'count',
    },
    condition: {
      widget: 'expression',
      placeholder: '{{ loop.previous?.next !== null }}',
      visibleWhen: hasCondition,
    },
    maximum: { widget: 'number', visibleWhen: hasCondition },
    item: {
      widget: 'text',
      placeholder: 'order',
      visibleWhen: (config) => modeOf(config) === 'items',
    },
    filter: {
      widget: 'expression',
      placeholder: '{{ item.total > 0 }}',
      visibleWhen: (config) => modeOf(config) === 'items',
    },
    concurrency: { widget: 'number', visibleWhen: (config) => !hasCondition(config) },
    errors: { widget: 'select' },
    index: { widget: 'text', advanced: true },
  },
  summary,
  outputSchema: (config) => loopOutputSchema(modeOf(config) === 'items'),
  types: loopTypes,
  lazy: [
    { key: 'condition', locals: [], seesBody: true, truth: 'condition' },
    { key: 'filter', locals: [], seesBody: true, truth: 'filter' },
  ],
  verbatim: [],
  container: {
    locals: localNames,
    aliases: (config) => {
      const { item, index } = namesIn(config);
      return modeOf(config) === 'items'
        ? { [item]: 'item', [index]: 'index' }
        : { [index]: 'index' };
    },
    absorbs: ['break', 'continue'],
    handles: ({ errors }) => errors === 'collect',
  },
  check,
  docs,
});

function summary(config: JsonObject): string {
  switch (modeOf(config)) {
    case 'items':
      return `${shown(config['item'], 'item', 30)} of ${shown(config['items'], 'nothing yet', 40)}`;
    case 'count':
      return `${shown(config['times'], '?', 40)} times`;
    case 'while':
    case 'until':
      return `${modeOf(config)} ${shown(config['condition'], 'no condition yet', 60)}`;
  }
}

function check(config: JsonObject): ConfigProblem[] {
  return [...nameProblems(config), ...modeProblems(config)];
}

function nameProblems(config: JsonObject): ConfigProblem[] {
  const { item, index } = namesIn(config);
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

function modeProblems(config: JsonObject): ConfigProblem[] {
  const { times: count, concurrency } = config;
  const mode = modeOf(config);
  const problems: ConfigProblem[] = [];
  const report = (code: string, message: string, key: string) =>
    problems.push({ code, severity: 'error', message, path: [key] });
  if (mode === 'items' && config['items'] === undefined) {
    const message = 'items is required: bind it to a list, such as {{ steps.load.content }}';
    report('SETTING_MISSING', message, 'items');
  }
  if (mode === 'count') {
    if (count === undefined) report('SETTING_MISSING', 'times is required', 'times');
    else if (!hasBinding(count) && !isIterationCount(count)) {
      report('LOOP_COUNT', `times must be a whole number from 0 to ${maximumIterations}`, 'times');
    }
  }
  if (!hasCondition(config)) return problems;
  if (config['condition'] === undefined) {
    const message = `condition is required: the loop goes on ${mode} it is true`;
    report('SETTING_MISSING', message, 'condition');
  }
  if (typeof concurrency === 'number' && concurrency > 1) {
    const message = `A loop that goes on ${mode} something is true does one iteration after the other`;
    report('LOOP_CONCURRENCY', message, 'concurrency');
  }
  return problems;
}

/** Whether a loop can do that many iterations. */
export function isIterationCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= maximumIterations;
}

function modeOf(config: JsonObject): (typeof modes)[number] {
  const { mode } = config;
  return modes.find((known) => known === mode) ?? 'items';
}

function hasCondition(config: JsonObject): boolean {
  return modeOf(config) === 'while' || modeOf(config) === 'until';
}

/** `loop`, the item's name where there are items, and the index's name. */
function localNames(config: JsonObject): string[] {
  const { item, index } = namesIn(config);
  return modeOf(config) === 'items' ? ['loop', item, index] : ['loop', index];
}

function namesIn(config: JsonObject): { item: string; index: string } {
  return { item: nameIn(config, 'item', 'item'), index: nameIn(config, 'index', 'index') };
}

function nameIn(config: JsonObject, key: string, fallback: string): string {
  const name = config[key];
  return typeof name === 'string' && name !== '' ? name : fallback;
}
