import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { allStepDefinitions, findStepDefinition } from '@shared/steps/index';
import {
  createWorkflowChecker,
  type WorkflowChecker,
} from '@shared/types/typescript/check-workflow-types';
import { validateWithTypeScript } from '@shared/types/typescript/validate-with-typescript';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import type { Problem } from '@shared/workflow/problem';
import { loadTypeScript } from '../../../src-main/typescript/load-typescript';
import { calledBy } from '../../../src-main/services/called-workflows';
import { generatedFaults } from './generated-faults';
import { sampleFaults } from './sample-faults';

const kinds = { find: findStepDefinition, all: allStepDefinitions };
let checker: WorkflowChecker;

beforeAll(async () => {
  checker = createWorkflowChecker(await loadTypeScript());
}, 60_000);

async function problemsOf(path: string, text: string): Promise<readonly Problem[]> {
  const { options: others } = await calledBy(path, text, kinds);
  return validateWithTypeScript(parseWorkflow(text), kinds, others, checker);
}

const inWords = ({ line, code, step, message }: Problem): string =>
  `${line}: ${code} ${step ?? ''} ${message}`;

/** Faults of types, whoever finds them; a slip in the name of a step is one, too. */
const typeCodes =
  /^(?:TYPE_(?!OPTIONAL)|CODE_TYPE|REFERENCE_(?:KEY|STEP)|VAR_UNDECLARED|SETTING_INVALID|SAMPLE_INVALID)/;

const shipped = readdirSync('resources/samples', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.stepwell.yaml'))
  .map((file) => resolve('resources/samples', file));

describe('workflows that ship', () => {
  it('are many, the templates among them', () => {
    expect(shipped.length).toBeGreaterThan(15);
  });

  it.each(shipped)('have no fault: %s', async (path) => {
    const problems = await problemsOf(path, readFileSync(path, 'utf8'));
    expect(problems.map(inWords)).toEqual([]);
  });
});

describe('planted type faults', () => {
  it('are a hundred and more, half of them in workflows that ship', () => {
    expect(sampleFaults.length + generatedFaults.length).toBeGreaterThanOrEqual(100);
    expect(sampleFaults.length).toBeGreaterThanOrEqual(50);
  });

  it.each(sampleFaults.map((fault) => [`${fault.put} (${fault.file})`, fault] as const))(
    'are found before a run: %s',
    async (_name, { file, find, put }) => {
      const path = resolve('resources/samples', file);
      const text = readFileSync(path, 'utf8');
      const at = text.indexOf(find);
      expect(at, `${find} stands in ${file}`).toBeGreaterThan(0);
      const planted = text.slice(0, at) + put + text.slice(at + find.length);
      await expectFound(path, planted, at, put.length);
    },
  );

  it.each(generatedFaults.map((fault) => [fault.name, fault] as const))(
    'are found in a generated workflow: %s',
    async (_name, { right, text, at, length }) => {
      const path = resolve('resources/samples/generated.stepwell.yaml');
      const before = await problemsOf(path, right);
      expect(before.filter(({ code }) => typeCodes.test(code)).map(inWords)).toEqual([]);
      await expectFound(path, text, at, length);
    },
  );
});

/** Found with a code of types, where it stands: not somewhere else that it makes wrong, too. */
async function expectFound(path: string, text: string, at: number, length: number): Promise<void> {
  const problems = await problemsOf(path, text);
  const found = problems.filter(
    ({ code, range }) => typeCodes.test(code) && range.from <= at + length && at <= range.to,
  );
  expect(found.length, problems.map(inWords).join('\n') || 'no problem at all').toBeGreaterThan(0);
}
