import { z } from 'zod';
import type { JsonValue } from '../../lib/json';
import { defineStep } from '../define-step';
import { matchesError } from '../lib/error-patterns';
import { docs } from './docs';
import { handledType } from './types';

export const tryConfig = z.object({});
export type TryConfig = z.infer<typeof tryConfig>;

export const tryStep = defineStep({
  kind: 'try',
  version: 1,
  title: 'Try',
  description: 'Runs the steps inside it, handles their errors, undoes them and tidies up.',
  icon: 'shield',
  category: 'flow',
  keywords: ['catch', 'finally', 'error', 'exception', 'handle', 'compensate', 'saga', 'container'],
  config: tryConfig,
  defaults: {},
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] }),
  // The steps inside declare their own effects.
  effects: () => 'pure',
  form: {},
  summary: () => 'Catches errors of the steps inside',
  outputSchema: () => undefined,
  types: { output: (_config, { parts }) => handledType(parts()) },
  lazy: [],
  verbatim: [],
  container: {
    locals: () => [],
    handles: (_config, steps, { code }, section) =>
      section === null &&
      steps.some(
        ({ kind, config }) => kind === 'catch' && matchesError(texts(config['errors']), code),
      ),
  },
  docs,
});

function texts(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
