import { z } from 'zod';
import { defineStep } from '../define-step';
import { lazyValue, listOfItems } from '../lib/setting-schemas';
import { shown } from '../lib/shown';
import { docs } from './docs';
import { listItemTypes, listTypeOf } from '../lib/list-types';

export const filterConfig = z.object({
  items: listOfItems().meta({ title: 'Items', description: 'The list to filter.' }),
  where: lazyValue().meta({
    title: 'Where',
    description: 'True for items to keep. `item` and `index` are at hand.',
  }),
});
export type FilterConfig = z.infer<typeof filterConfig>;

export const filter = defineStep({
  kind: 'filter',
  version: 1,
  title: 'Filter',
  description: 'Keeps the items of a list that fit.',
  icon: 'funnel',
  category: 'data',
  keywords: ['where', 'select', 'list', 'keep', 'remove', 'rows'],
  config: filterConfig,
  defaults: { items: [], where: '{{ item !== null }}' },
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] }),
  effects: () => 'pure',
  form: {
    items: { widget: 'expression', placeholder: '{{ steps.load.content }}' },
    where: { widget: 'expression', placeholder: '{{ item.price > 10 }}' },
  },
  summary: (config) => shown(config['where'], 'Keeps everything'),
  outputSchema: () => ({ type: 'array' }),
  types: {
    output: (config, { typeOf }) => listTypeOf(typeOf(config['items'])),
    locals: (config, { typeOf }) => listItemTypes(typeOf(config['items'])),
  },
  lazy: [{ key: 'where', locals: ['item', 'index'], truth: 'where' }],
  verbatim: [],
  docs,
});
