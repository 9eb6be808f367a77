import { findStepDefinition } from '@shared/steps';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { typesOfWorkflow } from '@shared/workflow/typing/workflow-types';
import { describe, expect, it } from 'vitest';
import { flowSources } from './flow-sources';
import { typeLines } from './type-lines';

const text = `stepwell: 1
name: Flow
input: { type: object, required: [orders], properties: { orders: { type: array, items: { type: object, properties: { id: { type: string } } } } } }
vars: { rate: 2 }
steps:
  start: { kind: manual-start }
  first: { kind: transform, title: First, with: { value: { a: 1 } } }
  second: { kind: transform, with: { value: "{{ steps.first.a }}" } }
  each:
    kind: loop
    with: { items: "{{ input.orders }}", item: order }
    steps:
      inside: { kind: log, with: { message: a } }
  after: { kind: log, with: { message: a } }
edges: [start -> first, first -> second, second -> each, each -> after]
`;
const { workflow } = parseWorkflow(text);
if (workflow === null) throw new Error('The workflow of the test cannot be read.');
const known = workflow;
const types = typesOfWorkflow(known, { find: findStepDefinition });

function sourcesOf(step: string, values: Record<string, unknown> = {}) {
  return flowSources({ workflow: known, step, types: types.rootsAt(step), values });
}

describe('flowSources', () => {
  it('lists what comes before, the nearest first, and nothing that comes after', () => {
    expect(sourcesOf('second').map(({ expression, title }) => `${expression}: ${title}`)).toEqual([
      'steps.first: First',
      'steps.start: start',
      'input: Input of the run',
      'vars: Variables',
    ]);
  });

  it('knows the round of a loop, and what came before the loop', () => {
    const names = sourcesOf('inside').map(({ expression }) => expression);
    expect(names.slice(0, 3)).toEqual(['steps.second', 'steps.first', 'steps.start']);
    expect(names).toContain('order');
    expect(names).not.toContain('steps.after');
  });

  it('has the values that are at hand, an output that is null too', () => {
    const values = { steps: { first: null }, input: { orders: [] } };
    const found = sourcesOf('second', values);
    expect(found.find(({ expression }) => expression === 'steps.first')?.value).toBeNull();
    expect(found.find(({ expression }) => expression === 'steps.start')?.value).toBeUndefined();
    expect(found.find(({ expression }) => expression === 'input')?.value).toEqual({ orders: [] });
  });
});

describe('typeLines', () => {
  it('writes an object over several lines', () => {
    expect(typeLines(types.input)).toBe('{\n  orders: { id?: string }[]\n}');
    expect(typeLines(types.outputOf('second'))).toBe('number');
  });
});
