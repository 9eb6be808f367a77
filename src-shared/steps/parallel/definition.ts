import { z } from 'zod';
import type { JsonObject } from '../../lib/json';
import { defineStep, type ConfigProblem } from '../define-step';
import { shown } from '../lib/shown';
import { docs } from './docs';
import { parallelOutput } from './types';

const joins = ['all', 'any', 'count', 'first'] as const;
const wholeNumber = { error: 'must be a whole number of at least 1' };

export const parallelConfig = z.object({
  join: z.enum(joins).default('all').meta({
    title: 'Wait for',
    description:
      'all: every branch; any: one that completes; count: so many that complete; first: the first to end.',
  }),
  count: z.int(wholeNumber).min(1, wholeNumber).optional().meta({
    title: 'How many',
    description: 'Branches that have to complete, for the join count.',
  }),
  errors: z.enum(['fail-fast', 'collect']).default('fail-fast').meta({
    title: 'On an error',
    description:
      'fail-fast: fails as soon as the join cannot be reached; collect: completes anyhow and lists the errors.',
  }),
});
export type ParallelConfig = z.infer<typeof parallelConfig>;

export const parallel = defineStep({
  kind: 'parallel',
  version: 1,
  title: 'Parallel',
  description: 'Runs branches at the same time and waits for all, one or some of them.',
  icon: 'git-fork',
  category: 'flow',
  keywords: ['branches', 'concurrent', 'race', 'any', 'all', 'quorum', 'join', 'container'],
  config: parallelConfig,
  defaults: { join: 'all', errors: 'fail-fast' },
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] }),
  // The steps inside declare their own effects.
  effects: () => 'pure',
  form: {
    join: { widget: 'select' },
    count: { widget: 'number', visibleWhen: (config) => config['join'] === 'count' },
    errors: { widget: 'select' },
  },
  summary: ({ join = 'all', count }) => {
    if (join === 'count') return `Waits for ${shown(count, '?', 30)} branches`;
    const waits = { any: 'Waits for one that completes', first: 'Waits for the first to end' };
    return waits[String(join) as keyof typeof waits] ?? 'Waits for all branches';
  },
  outputSchema: () => ({
    type: 'object',
    properties: {
      branches: { type: 'object', description: 'Output by branch; null if it did not complete.' },
      winner: {
        type: ['string', 'null'],
        description: 'With any and first: the branch that ended the wait.',
      },
      completed: {
        type: 'array',
        items: { type: 'string' },
        description: 'Branches that completed, in that order.',
      },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            branch: { type: 'string' },
            error: {
              type: 'object',
              properties: { code: { type: 'string' }, message: { type: 'string' } },
              required: ['code', 'message'],
            },
          },
          required: ['branch', 'error'],
        },
      },
    },
    required: ['branches', 'winner', 'completed', 'errors'],
  }),
  types: { output: parallelOutput },
  lazy: [],
  verbatim: [],
  container: {
    locals: () => [],
    entriesOnly: true,
    handles: ({ errors }) => errors === 'collect',
  },
  check,
  docs,
});

function check({ join, count }: JsonObject): ConfigProblem[] {
  if ((join === 'count') === (count !== undefined)) return [];
  const message =
    join === 'count'
      ? 'Say in `count` how many branches have to complete'
      : 'count is only used with the join count';
  const severity = join === 'count' ? 'error' : 'warning';
  return [{ code: 'PARALLEL_COUNT', severity, message, path: ['count'] }];
}
