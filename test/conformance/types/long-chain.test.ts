import { describe, expect, it } from 'vitest';
import { completeExpression } from '@shared/expressions/assist/complete';
import { hoverExpression } from '@shared/expressions/assist/hover';
import { findStepDefinition } from '@shared/steps/index';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { typesOfWorkflow } from '@shared/workflow/typing/workflow-types';
import { validateWorkflow } from '@shared/workflow/validate/validate-workflow';
import { allStepDefinitions } from '@shared/steps/index';

// Types go through a chain of 200 steps without getting lost on the way; how long that takes is
// measured by `npm run bench -- types`.

const steps = 200;

function chain(last: string): string {
  const lines = Array.from({ length: steps }, (_, at) => {
    const before = at === 0 ? 'input.orders' : `steps.s${at - 1}.rows`;
    return `  s${at}: { kind: transform, with: { value: { rows: "{{ ${before}.filter(row => row.total > ${at}) }}" } } }`;
  });
  const edges = Array.from(
    { length: steps },
    (_, at) => `  - ${at === 0 ? 'start' : `s${at - 1}`} -> s${at}`,
  );
  return [
    'stepwell: 1',
    'name: Long',
    'input: { type: object, required: [orders], properties: { orders: { type: array, items: { type: object, required: [id, total], properties: { id: { type: string }, total: { type: number } } } } } }',
    'steps:',
    '  start: { kind: manual-start }',
    ...lines,
    `  last: { kind: log, with: { message: "${last}" } }`,
    'edges:',
    ...edges,
    `  - s${steps - 1} -> last`,
    '',
  ].join('\n');
}

function contextOf(text: string) {
  const { workflow } = parseWorkflow(text);
  if (workflow === null) throw new Error('The chain cannot be read.');
  const types = typesOfWorkflow(workflow, { find: findStepDefinition });
  return {
    roots: Object.fromEntries([...types.rootsAt('last')].map(([name, type]) => [name, { type }])),
  };
}

describe('a chain of 200 steps', () => {
  it('completes at its end with the fields from its beginning, and their types', () => {
    const text = `{{ steps.s${steps - 1}.rows[0]. }}`;
    const found = completeExpression(text, text.length - 3, contextOf(chain('a')));
    expect(found.slice(0, 2).map(({ label, detail }) => `${label}: ${detail ?? ''}`)).toEqual([
      'id: string',
      'total: number',
    ]);
  });

  it('lists all steps before, and shows their types on hover', () => {
    const context = contextOf(chain('a'));
    const names = completeExpression('{{ steps. }}', 9, context).map(({ label }) => label);
    expect(names.filter((name) => /^s\d+$/.test(name))).toHaveLength(steps);
    const text = `{{ steps.s${steps - 1}.rows }}`;
    expect(hoverExpression(text, text.indexOf('rows'), context)?.markdown).toContain(
      'rows: { id: string, total: number }[]',
    );
  });

  it('has no fault, and a slip at its end is found', () => {
    const kinds = { find: findStepDefinition, all: allStepDefinitions };
    const codes = (last: string): string[] =>
      validateWorkflow(parseWorkflow(chain(last)), kinds).map(({ code }) => code);
    expect(codes(`{{ steps.s${steps - 1}.rows[0].total }}`)).toEqual([]);
    expect(codes(`{{ steps.s${steps - 1}.rows[0].totla }}`)).toEqual(['TYPE_KEY']);
  });
});
