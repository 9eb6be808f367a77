import { z } from 'zod';
import { onePortEach, type StepDefinition } from '@shared/steps/define-step';
import { allStepDefinitions } from '@shared/steps/index';
import type { StepKinds } from '@shared/workflow/validate/validation';

// The kinds that ship and, of every trait that the validator knows, one made up: what is said of a
// trait must hold for kinds that are written later, too.

function kind(name: string, traits: Partial<StepDefinition>): StepDefinition {
  return {
    kind: name,
    version: 1,
    title: name,
    description: name,
    icon: 'box',
    category: 'flow',
    keywords: [],
    config: z.record(z.string(), z.unknown()),
    defaults: {},
    ports: () => onePortEach,
    effects: () => 'pure',
    form: {},
    summary: () => '',
    outputSchema: () => undefined,
    lazy: [],
    verbatim: [],
    docs: '',
    ...traits,
  };
}

const entryPorts = () => ({ inputs: [], outputs: [{ name: 'out' }] });

const madeUp: readonly StepDefinition[] = [
  kind('guarded', { container: { locals: () => [] } }),
  kind('on-error', {
    ports: entryPorts,
    entry: { in: ['guarded'], single: true, locals: ['error'], seesMain: true },
  }),
  kind('undo', {
    ports: entryPorts,
    config: z.object({ step: z.string() }),
    verbatim: ['step'],
    entry: { in: ['guarded'], locals: ['error'], seesMain: true, forStep: 'step' },
  }),
  kind('pool', { container: { locals: () => [], entriesOnly: true } }),
  kind('lane', { ports: entryPorts, entry: { in: ['pool'] } }),
  kind('rounds', {
    container: { locals: () => ['round'], absorbs: ['break', 'continue'] },
  }),
  kind('stop-rounds', {
    leaves: 'break',
    ports: () => ({ inputs: [{ name: 'in' }], outputs: [] }),
  }),
  kind('next-round', { leaves: 'continue' }),
  kind('give-back', { leaves: 'return' }),
  kind('ask-other', {
    config: z.object({ workflow: z.string(), input: z.record(z.string(), z.unknown()).optional() }),
    calls: { workflow: 'workflow', input: 'input' },
  }),
];

const all = [...allStepDefinitions, ...madeUp];
const byName = new Map(all.map((definition) => [definition.kind, definition]));

export const kinds: StepKinds = { all, find: (name) => byName.get(name) };
