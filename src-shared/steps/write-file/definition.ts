import { z } from 'zod';
import { defineStep } from '../define-step';
import { delimiter, fileFormat, filePath, isCsv, shownPath } from '../lib/file-format';
import { anyValue } from '../lib/setting-schemas';
import { docs } from './docs';

export const writeModes = ['overwrite', 'append', 'fail-if-exists'] as const;

export const writeFileConfig = z.object({
  path: filePath(),
  content: anyValue().meta({
    title: 'Content',
    description: 'Text for text, any value for JSON, a list for JSON lines and CSV.',
  }),
  format: fileFormat(),
  mode: z.enum(writeModes).default('overwrite').meta({
    title: 'If it exists',
    description: 'overwrite: replace it in one go; append: add to its end; fail-if-exists.',
  }),
  createFolders: z.boolean().default(true).meta({ title: 'Create missing folders' }),
  delimiter: delimiter(),
  header: z.boolean().default(true).meta({ title: 'First row has names' }),
  columns: z.array(z.string()).optional().meta({
    title: 'Columns',
    description: 'Which, and in which order; without it every column that any row has.',
  }),
  indent: z
    .int({ error: 'must be a whole number from 0 to 8' })
    .min(0, { error: 'must be a whole number from 0 to 8' })
    .max(8, { error: 'must be a whole number from 0 to 8' })
    .default(2)
    .meta({ title: 'Indent', description: 'Spaces per level of JSON; 0 for one line.' }),
});
export type WriteFileConfig = z.infer<typeof writeFileConfig>;

export const writeFile = defineStep({
  kind: 'write-file',
  version: 1,
  title: 'Write file',
  description: 'Writes a text, JSON, JSON lines or CSV file.',
  icon: 'file-output',
  category: 'data',
  keywords: ['save', 'store', 'csv', 'json', 'jsonl', 'text', 'export', 'disk', 'append', 'report'],
  config: writeFileConfig,
  defaults: { path: 'report.json', content: '', format: 'auto', mode: 'overwrite' },
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] }),
  // Writing the same content again changes nothing; adding it again does.
  effects: (config) => ((config['mode'] ?? 'overwrite') === 'overwrite' ? 'idempotent' : 'unsafe'),
  form: {
    path: { widget: 'file-save', placeholder: 'out/report.csv' },
    content: { widget: 'json', placeholder: '{{ steps.perCountry }}' },
    format: { widget: 'select' },
    mode: { widget: 'select' },
    createFolders: { widget: 'switch', advanced: true },
    header: { widget: 'switch', group: 'CSV', visibleWhen: isCsv },
    columns: { widget: 'list', group: 'CSV', advanced: true, visibleWhen: isCsv },
    delimiter: { widget: 'text', group: 'CSV', advanced: true, visibleWhen: isCsv },
    indent: { widget: 'number', advanced: true },
  },
  summary: (config) =>
    config['mode'] === 'append' ? `add to ${shownPath(config)}` : shownPath(config),
  outputSchema: () => ({
    type: 'object',
    properties: {
      path: { type: 'string' },
      bytes: { type: 'integer' },
      rows: { type: ['integer', 'null'] },
    },
    required: ['path', 'bytes', 'rows'],
  }),
  lazy: [],
  verbatim: [],
  timeout: 300_000,
  docs,
});
