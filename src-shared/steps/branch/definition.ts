import { z } from 'zod';
import { defineStep } from '../define-step';
import { identifier } from '../lib/setting-schemas';
import { shown } from '../lib/shown';
import { docs } from './docs';

export const branchConfig = z.object({
  name: identifier().optional().meta({
    title: 'Name',
    description: 'What the branch is called in the output; the id of this step when absent.',
  }),
});
export type BranchConfig = z.infer<typeof branchConfig>;

export const branch = defineStep({
  kind: 'branch',
  version: 1,
  title: 'Branch',
  description: 'Begins one of the branches of a parallel.',
  icon: 'git-branch',
  category: 'flow',
  keywords: ['parallel', 'fork', 'at once', 'lane', 'race'],
  config: branchConfig,
  defaults: {},
  ports: () => ({ inputs: [], outputs: [{ name: 'out' }] }),
  effects: () => 'pure',
  form: { name: { widget: 'text', placeholder: 'prices' } },
  summary: (config) => shown(config['name'], 'Under its own id'),
  outputSchema: () => undefined,
  lazy: [],
  // It is read before the branch begins, so there is nothing yet that a binding could see.
  verbatim: ['name'],
  entry: { in: ['parallel'] },
  docs,
});
