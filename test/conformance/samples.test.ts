import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { validateWorkflow } from '@shared/workflow/validate/validate-workflow';
import { allStepDefinitions, findStepDefinition } from '@shared/steps/index';

const folder = 'resources/samples';
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.stepwell.yaml'),
);

describe.each(files)('sample %s', (file) => {
  const text = readFileSync(join(folder, file), 'utf8');

  it('has no problems', () => {
    const problems = validateWorkflow(parseWorkflow(text), {
      find: findStepDefinition,
      all: allStepDefinitions,
    });
    expect(
      problems.map((problem) => `${problem.line}: ${problem.code} ${problem.message}`),
    ).toEqual([]);
  });
});
