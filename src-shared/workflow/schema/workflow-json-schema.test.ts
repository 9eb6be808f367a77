import { Ajv2020 } from 'ajv/dist/2020';
import { describe, expect, it } from 'vitest';
import { allStepDefinitions } from '../../steps/index';
import { newWorkflowText } from '../new-workflow';
import { parseWorkflow } from '../parse-workflow';
import { toJson } from '../source/node';
import { workflowJsonSchema } from './workflow-json-schema';

const schema = workflowJsonSchema(allStepDefinitions);
const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);

function errorsOf(text: string): string[] {
  const { root } = parseWorkflow(text).source;
  if (root === null) throw new Error('The text is no workflow');
  validate(toJson(root));
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.keyword}`);
}

describe('workflowJsonSchema', () => {
  it('is the file that ships; vitest -u writes it anew', async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
      '../../../resources/schema/workflow-1.schema.json',
    );
  });

  it('takes a new workflow, and every kind with its defaults', () => {
    expect(errorsOf(newWorkflowText('New'))).toEqual([]);
    for (const { kind, defaults } of allStepDefinitions) {
      const step = { kind, with: defaults };
      const text = JSON.stringify({ stepwell: 1, name: 'T', steps: { a: step } });
      expect(errorsOf(text), kind).toEqual([]);
    }
  });

  it('takes a binding where another type is wanted', () => {
    const text = (limit: string) =>
      `{ stepwell: 1, name: T, steps: { a: { kind: http-request, with: { url: "https://x", maxRedirects: ${limit} } } } }`;
    expect(errorsOf(text('"{{ input.n }}"'))).toEqual([]);
    expect(errorsOf(text('"many"'))).not.toEqual([]);
    expect(errorsOf(text('5'))).toEqual([]);
  });

  it('refuses what the studio would report', () => {
    const wrong = `{ stepwell: 1, name: T, stepz: {}, steps: { 1a: { kind: htp }, b: { kind: log, with: { message: x }, retry: 0, join: most } }, edges: [a b] }`;
    const errors = errorsOf(wrong);
    for (const place of [
      '/steps',
      '/steps/1a/kind',
      '/steps/b/retry',
      '/steps/b/join',
      '/edges/0',
    ]) {
      expect(
        errors.some((error) => error.startsWith(place)),
        place,
      ).toBe(true);
    }
  });
});
