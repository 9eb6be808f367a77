import { z } from 'zod';
import { onePortEach, type StepDefinition } from '@shared/steps/define-step';

/** The plainest kind there can be, with these traits. */
export function fakeDefinition(kind: string, traits: Partial<StepDefinition> = {}): StepDefinition {
  return {
    kind,
    version: 1,
    title: kind,
    description: kind,
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
