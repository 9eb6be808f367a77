import { z } from 'zod';
import type { ResolvedValue } from '../../expressions/types';
import { defineStep } from '../define-step';
import { checkCode } from './check-code';
import { docs } from './docs';

export const codeConfig = z.object({
  language: z.enum(['javascript', 'typescript']).default('javascript').meta({ title: 'Language' }),
  code: z.string({ error: 'is required: the body of a function; return gives the output' }).meta({
    title: 'Code',
    description: 'The body of an async function; what it returns is the output.',
  }),
  args: z
    .record(
      z.string(),
      z.custom<ResolvedValue>((value) => value !== undefined),
    )
    .optional()
    .meta({
      title: 'Arguments',
      description: 'Values for the code, as `args`. The only way for a secret to reach it.',
    }),
  modules: z.enum(['none', 'node']).default('none').meta({
    title: 'Modules',
    description:
      'none: the same everywhere, and replayed exactly; node: also Node.js and packages beside the workflow.',
  }),
  memory: z
    .int({ error: 'must be a whole number from 16 to 4096' })
    .min(16, { error: 'must be a whole number from 16 to 4096' })
    .max(4096, { error: 'must be a whole number from 16 to 4096' })
    .default(256)
    .meta({ title: 'Memory (MB)', description: 'The code is stopped when it takes more.' }),
  effects: z.enum(['pure', 'idempotent', 'unsafe']).default('unsafe').meta({
    title: 'If it runs twice',
    description:
      'pure: it only computes; idempotent: it may be repeated; unsafe: never repeat without asking.',
  }),
});
export type CodeConfig = z.infer<typeof codeConfig>;

export const code = defineStep({
  kind: 'code',
  version: 1,
  title: 'Code',
  description: 'Runs JavaScript or TypeScript in a process of its own.',
  icon: 'code-xml',
  category: 'code',
  keywords: ['javascript', 'typescript', 'script', 'function', 'program', 'js', 'ts'],
  config: codeConfig,
  defaults: { language: 'javascript', code: 'return input;\n' },
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] }),
  confines: true,
  effects: (config) => {
    // Code can do anything; only whoever writes it knows whether it may be repeated.
    const said = config['effects'];
    return said === 'pure' || said === 'idempotent' ? said : 'unsafe';
  },
  form: {
    code: { widget: 'code', language: 'language' },
    language: { widget: 'select' },
    args: { widget: 'key-value' },
    effects: { widget: 'select', advanced: true },
    modules: { widget: 'select', advanced: true },
    memory: { widget: 'number', advanced: true },
  },
  summary: (config) => {
    const source = typeof config['code'] === 'string' ? config['code'].trimEnd() : '';
    const language = config['language'] === 'typescript' ? 'TypeScript' : 'JavaScript';
    const lines = source === '' ? 0 : source.split('\n').length;
    return lines === 0
      ? `${language}, empty`
      : `${language}, ${lines} line${lines === 1 ? '' : 's'}`;
  },
  outputSchema: () => undefined,
  types: { code: 'code' },
  lazy: [],
  verbatim: ['code'],
  timeout: 30_000,
  check: checkCode,
  docs,
});
