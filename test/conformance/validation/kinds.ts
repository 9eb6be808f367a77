import { z } from 'zod';
import type { StepDefinition } from '@shared/steps/define-step';
import { allStepDefinitions } from '@shared/steps/index';
import type { StepKinds } from '@shared/workflow/validate/validation';
import { fakeDefinition } from '../../helpers/fake-definition';

// The kinds that ship and, of every trait that the validator knows, one made up: what is said of a
// trait must hold for kinds that are written later, too.

const entryPorts = () => ({ inputs: [], outputs: [{ name: 'out' }] });

const madeUp: readonly StepDefinition[] = [
  fakeDefinition('guarded', { container: { locals: () => [] } }),
  fakeDefinition('on-error', {
    ports: entryPorts,
    entry: { in: ['guarded'], single: true, locals: ['error'], seesMain: true },
  }),
  fakeDefinition('undo', {
    ports: entryPorts,
    config: z.object({ step: z.string() }),
    verbatim: ['step'],
    entry: { in: ['guarded'], locals: ['error'], seesMain: true, forStep: 'step' },
  }),
  fakeDefinition('pool', { container: { locals: () => [], entriesOnly: true } }),
  fakeDefinition('lane', { ports: entryPorts, entry: { in: ['pool'] } }),
  fakeDefinition('rounds', {
    container: { locals: () => ['round'], absorbs: ['break', 'continue'] },
  }),
  fakeDefinition('stop-rounds', {
    leaves: 'break',
    ports: () => ({ inputs: [{ name: 'in' }], outputs: [] }),
  }),
  fakeDefinition('next-round', { leaves: 'continue' }),
  fakeDefinition('give-back', { leaves: 'return' }),
  fakeDefinition('ask-other', {
    config: z.object({ workflow: z.string(), input: z.record(z.string(), z.unknown()).optional() }),
    calls: { workflow: 'workflow', input: 'input' },
  }),
];

const all = [...allStepDefinitions, ...madeUp];
const byName = new Map(all.map((definition) => [definition.kind, definition]));

export const kinds: StepKinds = { all, find: (name) => byName.get(name) };
