import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../../lib/json';
import { defineStep } from '../define-step';
import { lazyValue, listOfItems } from '../lib/setting-schemas';
import { shown } from '../lib/shown';
import { docs } from './docs';
import { listItemTypes, listTypeOf } from '../lib/list-types';

export const sortKey = z.object({
  key: lazyValue().meta({
    title: 'Key',
    description: 'What to sort by. `item` and `index` are at hand.',
  }),
  direction: z.enum(['ascending', 'descending']).default('ascending').meta({ title: 'Direction' }),
  compare: z.enum(['natural', 'numeric', 'text']).default('natural').meta({
    title: 'Compare as',
    description: 'natural: numbers by size, texts as people do (a2 before a10); numeric; text.',
  }),
});

export const sortConfig = z.object({
  items: listOfItems().meta({ title: 'Items', description: 'The list to sort.' }),
  by: z
    .array(sortKey)
    .min(1, { error: 'needs at least one key' })
    .meta({ title: 'By', description: 'The first key decides; the next ones break ties.' }),
});
export type SortConfig = z.infer<typeof sortConfig>;

export const sort = defineStep({
  kind: 'sort',
  version: 1,
  title: 'Sort',
  description: 'Puts the items of a list in order.',
  icon: 'arrow-down-up',
  category: 'data',
  keywords: ['order', 'by', 'rank', 'list', 'rows'],
  config: sortConfig,
  defaults: { items: [], by: [{ key: '{{ item }}', direction: 'ascending', compare: 'natural' }] },
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] }),
  effects: () => 'pure',
  form: {
    items: { widget: 'expression', placeholder: '{{ steps.load.content }}' },
    by: { widget: 'list' },
  },
  summary: (config) => {
    const keys = sortKeys(config).map((key) => {
      const arrow = key['direction'] === 'descending' ? ' ↓' : ' ↑';
      return `${shown(key['key'], '?', 30)}${arrow}`;
    });
    return keys.length > 0 ? keys.join(', ') : 'No key yet';
  },
  outputSchema: () => ({ type: 'array' }),
  types: {
    output: (config, { typeOf }) => listTypeOf(typeOf(config['items'])),
    locals: (config, { typeOf }) => listItemTypes(typeOf(config['items'])),
  },
  lazy: [{ key: 'by', locals: ['item', 'index'] }],
  verbatim: [],
  docs,
});

function sortKeys(config: JsonObject): JsonObject[] {
  const by = config['by'];
  return Array.isArray(by) ? by.filter(isJsonObject) : [];
}
