import { allStepDefinitions, findStepDefinition } from '@shared/steps';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { validateWorkflow } from '@shared/workflow/validate/validate-workflow';
import { expect, it } from 'vitest';
import { workflowProblems } from './workflow-problems';

it('finds the field of the workflow that a problem is about', () => {
  const parsed = parseWorkflow(`stepwell: 1
name: Test
input: { type: object, properties: { day: { type: string } } }
output: { type: strng }
samples:
  - { name: good, input: { day: monday } }
  - { name: bad, input: { day: 5 } }
settings: { concurrency: 3, timeout: soon }
steps:
  start: { kind: manual-start }
  odd: { kind: nothing }
`);
  const problems = validateWorkflow(parsed, {
    find: findStepDefinition,
    all: allStepDefinitions,
  });
  const paths = workflowProblems(parsed, problems).map(({ path }) => path?.slice(0, 2).join('.'));
  expect(paths.sort()).toEqual(['output.type', 'samples.1', 'settings.timeout']);
});
