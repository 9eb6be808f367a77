import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allStepDefinitions, findStepDefinition } from '@shared/steps/index';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { validateWorkflow } from '@shared/workflow/validate/validate-workflow';
import { calledBy } from './called-workflows';

const kinds = { find: findStepDefinition, all: allStepDefinitions };
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepwell-calls-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, calls: readonly string[], more = ''): Promise<string> {
  const steps = calls.map(
    (workflow, at) => `  c${at}: { kind: call, with: { workflow: ${workflow}, input: {} } }\n`,
  );
  const edges = calls.map((_call, at) => `  - ${at === 0 ? 'start' : `c${at - 1}`} -> c${at}\n`);
  const text = `stepwell: 1\nname: ${name}\n${more}steps:\n  start: { kind: manual-start }\n${steps.join('')}edges:\n${edges.join('')}`;
  await mkdir(join(folder, name, '..'), { recursive: true });
  await writeFile(join(folder, name), text);
  return text;
}

async function problemsOf(name: string, text: string): Promise<string[]> {
  const { options } = await calledBy(join(folder, name), text, kinds);
  const problems = validateWorkflow(parseWorkflow(text), kinds, options);
  return problems.map(({ code, message }) => `${code} ${message}`);
}

describe('calledBy', () => {
  it('finds files beside the workflow, and says nothing of names and bindings', async () => {
    await write('parts/b.yaml', []);
    const text = await write('a.yaml', ['parts/b.yaml', 'a name', "'{{ input.which }}.yaml'"]);
    expect(await problemsOf('a.yaml', text)).toEqual([]);
  });

  it('tells files that are missing, and inputs that are not given', async () => {
    await write('b.yaml', [], 'input: { type: object, required: [id] }\n');
    const text = await write('a.yaml', ['./gone.yaml', './b.yaml']);
    expect(await problemsOf('a.yaml', text)).toEqual([
      'WORKFLOW_MISSING "c0" calls "./gone.yaml", but there is no such workflow',
      'CALL_INPUT "b.yaml" needs "id" in its input, which "c1" does not give',
    ]);
  });

  it('tells circles with their path, each folder for itself', async () => {
    await write('parts/b.yaml', ['../c.yaml']);
    await write('c.yaml', ['./a.yaml']);
    const text = await write('a.yaml', ['parts/b.yaml']);
    expect(await problemsOf('a.yaml', text)).toEqual([
      'INCLUDE_CYCLE Workflows call each other in a circle: a.yaml -> parts/b.yaml -> c.yaml -> a.yaml',
    ]);
    const own = await write('d.yaml', ['./d.yaml']);
    expect(await problemsOf('d.yaml', own)).toEqual([
      'INCLUDE_CYCLE Workflows call each other in a circle: d.yaml -> d.yaml',
    ]);
  });
});
