import { z } from 'zod';
import type { JsonObject } from '../../lib/json';
import { defineStep } from '../define-step';
import { delimiter, fileFormat, filePath, formatOf, isCsv, shownPath } from '../lib/file-format';
import { docs } from './docs';

export const readEncodings = ['utf-8', 'utf-16le', 'windows-1252'] as const;
export const columnTypes = ['text', 'number', 'integer', 'boolean'] as const;
export type ColumnType = (typeof columnTypes)[number];

export const readFileConfig = z.object({
  path: filePath(),
  format: fileFormat(),
  limit: z
    .int({ error: 'must be a whole number, 1 or more' })
    .min(1, { error: 'must be a whole number, 1 or more' })
    .optional()
    .meta({
      title: 'Rows at most',
      description: 'Of CSV and JSON lines; reading stops there. Of text: lines.',
    }),
  encoding: z.enum(readEncodings).default('utf-8').meta({ title: 'Encoding' }),
  delimiter: delimiter(),
  header: z
    .boolean()
    .default(true)
    .meta({ title: 'First row has names', description: 'Without names each row is a list.' }),
  types: z.enum(['infer', 'text']).default('infer').meta({
    title: 'Values',
    description: 'infer: 12.5 is a number, true is true, nothing is null; text: as written.',
  }),
  columns: z.record(z.string(), z.enum(columnTypes)).optional().meta({
    title: 'Column types',
    description: 'text, number, integer or boolean by column; anything else is an error.',
  }),
});
export type ReadFileConfig = z.infer<typeof readFileConfig>;

const rowsOnly = (config: JsonObject) => formatOf(config['format'], config['path']) !== 'json';

export const readFile = defineStep({
  kind: 'read-file',
  version: 1,
  title: 'Read file',
  description: 'Reads a text, JSON, JSON lines or CSV file.',
  icon: 'file-input',
  category: 'data',
  keywords: ['load', 'open', 'csv', 'json', 'jsonl', 'text', 'import', 'disk', 'table'],
  config: readFileConfig,
  defaults: { path: 'data.csv', format: 'auto' },
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] }),
  effects: () => 'idempotent',
  form: {
    path: { widget: 'file-open', placeholder: 'data/orders.csv' },
    format: { widget: 'select' },
    limit: { widget: 'number', visibleWhen: rowsOnly },
    header: { widget: 'switch', group: 'CSV', visibleWhen: isCsv },
    types: { widget: 'select', group: 'CSV', visibleWhen: isCsv },
    columns: { widget: 'key-value', group: 'CSV', advanced: true, visibleWhen: isCsv },
    delimiter: { widget: 'text', group: 'CSV', advanced: true, visibleWhen: isCsv },
    encoding: { widget: 'select', advanced: true },
  },
  summary: (config) => {
    const limit = typeof config['limit'] === 'number' ? `, first ${config['limit']}` : '';
    return `${shownPath(config)}${limit}`;
  },
  outputSchema: (config) => ({
    type: 'object',
    properties: {
      path: { type: 'string' },
      format: { type: 'string' },
      content: contentSchema(config),
      rows: { type: ['integer', 'null'] },
      truncated: { type: 'boolean' },
    },
    required: ['path', 'format', 'content', 'rows', 'truncated'],
  }),
  lazy: [],
  verbatim: [],
  timeout: 300_000,
  docs,
});

function contentSchema(config: JsonObject): JsonObject {
  const format = formatOf(config['format'], config['path']);
  if (format === 'text') return { type: 'string' };
  if (format === 'json') return {};
  if (format === 'jsonl') return { type: 'array' };
  return config['header'] === false
    ? { type: 'array', items: { type: 'array' } }
    : { type: 'array', items: { type: 'object', additionalProperties: {} } };
}
