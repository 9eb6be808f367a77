import { z } from 'zod';
import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json';
import { defineStep, type ConfigProblem } from '../define-step';
import { lazyValue, listOfItems } from '../lib/setting-schemas';
import { docs } from './docs';
import { aggregateTypes } from './types';

export const aggregateOperations = [
  'count',
  'sum',
  'average',
  'min',
  'max',
  'first',
  'last',
  'list',
  'distinct',
] as const;
export type AggregateOperation = (typeof aggregateOperations)[number];

const computation = z.object({
  name: z
    .string()
    .min(1, { error: 'must not be empty' })
    .meta({ title: 'Name', description: 'The field of the result.' }),
  operation: z.enum(aggregateOperations).meta({ title: 'Operation' }),
  of: lazyValue().optional().meta({
    title: 'Of',
    description: 'What is summed, counted, … for each item. `item` and `index` are at hand.',
  }),
});

export const aggregateConfig = z.object({
  items: listOfItems().meta({ title: 'Items', description: 'The list to sum up.' }),
  groupBy: z.record(z.string(), lazyValue()).optional().meta({
    title: 'Group by',
    description: 'Fields that make a group, by name. Without any there is one result for all.',
  }),
  compute: z
    .array(computation)
    .min(1, { error: 'needs at least one field' })
    .meta({ title: 'Compute', description: 'The fields of each result.' }),
});
export type AggregateConfig = z.infer<typeof aggregateConfig>;

export const aggregate = defineStep({
  kind: 'aggregate',
  version: 1,
  title: 'Aggregate',
  description: 'Counts, sums and groups the items of a list.',
  icon: 'sigma',
  category: 'data',
  keywords: ['group', 'sum', 'count', 'average', 'min', 'max', 'reduce', 'pivot', 'statistics'],
  config: aggregateConfig,
  defaults: { items: [], groupBy: {}, compute: [{ name: 'count', operation: 'count' }] },
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] }),
  effects: () => 'pure',
  form: {
    items: { widget: 'expression', placeholder: '{{ steps.load.content }}' },
    groupBy: { widget: 'key-value', placeholder: '{{ item.country }}' },
    compute: { widget: 'list' },
  },
  summary: (config) => {
    const names = computations(config).map((field) => String(field['name'] ?? '?'));
    const groups = groupNames(config);
    const by = groups.length > 0 ? ` by ${groups.join(', ')}` : '';
    return `${names.join(', ') || 'Nothing yet'}${by}`;
  },
  outputSchema,
  types: aggregateTypes,
  lazy: [
    { key: 'groupBy', locals: ['item', 'index'] },
    { key: 'compute', locals: ['item', 'index'] },
  ],
  verbatim: [],
  check,
  docs,
});

function computations(config: JsonObject): JsonObject[] {
  const compute = config['compute'];
  return Array.isArray(compute) ? compute.filter(isJsonObject) : [];
}

function groupNames(config: JsonObject): string[] {
  const groupBy = config['groupBy'];
  return isJsonObject(groupBy) ? Object.keys(groupBy) : [];
}

function outputSchema(config: JsonObject): JsonObject {
  const groups = groupNames(config);
  const fields = computations(config).filter((field) => typeof field['name'] === 'string');
  const properties = Object.fromEntries<JsonValue>([
    ...groups.map((name): [string, JsonValue] => [name, {}]),
    ...fields.map((field): [string, JsonValue] => [
      String(field['name']),
      operationSchema(String(field['operation'])),
    ]),
  ]);
  const row: JsonObject = { type: 'object', properties, required: Object.keys(properties) };
  return groups.length > 0 ? { type: 'array', items: row } : row;
}

function operationSchema(operation: string): JsonObject {
  if (operation === 'count' || operation === 'distinct') return { type: 'integer' };
  if (operation === 'sum') return { type: 'number' };
  if (operation === 'average') return { type: ['number', 'null'] };
  if (operation === 'list') return { type: 'array' };
  return {};
}

function check(config: JsonObject): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const seen = new Set<JsonValue>(groupNames(config));
  for (const [index, field] of computations(config).entries()) {
    const name = field['name'] ?? '';
    if (seen.has(name)) {
      problems.push({
        code: 'AGGREGATE_FIELD',
        severity: 'error',
        message: `Two fields are named "${String(name)}"; give each its own name`,
        path: ['compute', index, 'name'],
      });
    }
    seen.add(name);
    if (field['operation'] !== 'count' && field['of'] === undefined) {
      problems.push({
        code: 'AGGREGATE_FIELD',
        severity: 'error',
        message: `Say what "${String(name)}" is computed of, such as {{ item.price }}`,
        path: ['compute', index],
      });
    }
  }
  return problems;
}
