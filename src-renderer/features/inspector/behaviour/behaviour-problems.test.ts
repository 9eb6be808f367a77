import { allStepDefinitions, findStepDefinition } from '@shared/steps';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { validateWorkflow } from '@shared/workflow/validate/validate-workflow';
import { describe, expect, it } from 'vitest';
import { behaviourProblems } from './behaviour-problems';

const kinds = { find: findStepDefinition, all: allStepDefinitions };

function pathsOf(step: string): string[] {
  const parsed = parseWorkflow(
    `stepwell: 1\nname: Test\nsteps:\n  start: { kind: manual-start }\n  tell:\n    kind: log\n${step}edges:\n  - start -> tell\n`,
  );
  const problems = validateWorkflow(parsed, kinds);
  return behaviourProblems(parsed, 'tell', problems).map(({ path }) => path.join('.'));
}

describe('behaviourProblems', () => {
  it('finds the field of the form by the place in the text', () => {
    const step =
      '    timeout: tomorrow\n    retry: { attempts: 0, delay: soon }\n    join: some\n    with: { message: a }\n';
    expect(pathsOf(step)).toEqual(['timeout', 'retry.attempts', 'retry.delay', 'join']);
  });

  it('takes a bare number for the attempts', () => {
    expect(pathsOf('    retry: 0\n    with: { message: a }\n')).toEqual(['retry.attempts']);
    expect(pathsOf('    retry: often\n    with: { message: a }\n')).toEqual(['retry']);
  });

  it('leaves settings, and what the form does not show, alone', () => {
    expect(pathsOf('    with: { mesage: a }\n    colour: red\n')).toEqual([]);
  });
});
