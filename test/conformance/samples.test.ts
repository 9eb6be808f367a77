import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { validateWorkflow } from '@shared/workflow/validate/validate-workflow';
import { allStepDefinitions, findStepDefinition } from '@shared/steps/index';

const folder = 'resources/samples';
const samples = readdirSync(folder);

describe.each(samples)('sample %s', (id) => {
  const text = readFileSync(join(folder, id, `${id}.stepwell.yaml`), 'utf8');

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
