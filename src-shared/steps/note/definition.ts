import { z } from 'zod';
import { defineStep } from '../define-step';
import { shown } from '../lib/shown';
import { docs } from './docs';

export const noteConfig = z.object({
  text: z
    .string()
    .default('')
    .meta({ title: 'Text', description: 'Markdown, shown on the canvas.' }),
});
export type NoteConfig = z.infer<typeof noteConfig>;

export const note = defineStep({
  kind: 'note',
  version: 1,
  title: 'Note',
  description: 'Text on the canvas, for whoever reads the workflow.',
  icon: 'sticky-note',
  category: 'annotation',
  keywords: ['comment', 'sticky', 'text', 'documentation', 'markdown'],
  config: noteConfig,
  defaults: { text: '' },
  ports: () => ({ inputs: [], outputs: [] }),
  effects: () => 'pure',
  form: { text: { widget: 'multiline', placeholder: 'Why it is done this way…' } },
  summary: (config) => shown(config['text'], 'Empty note'),
  outputSchema: () => undefined,
  lazy: [],
  // A note may talk about {{ bindings }}: they are never resolved.
  verbatim: ['text'],
  annotation: true,
  docs,
});
