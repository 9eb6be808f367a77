import { completeExpression } from '@shared/expressions/assist/complete';
import { findStepDefinition } from '@shared/steps';
import { typesOfWorkflow } from '@shared/workflow/typing/workflow-types';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { describe, expect, it } from 'vitest';
import { completionContext } from './completion-context';
import { sampleScope } from './sample-scope';
import { workflowExpressionHost } from './workflow-expression-host';

const { workflow } = parseWorkflow(`stepwell: 1
name: Orders
input: { type: object, properties: { id: { type: string } } }
vars: { count: 0 }
secrets: [token]
samples: [{ name: Small, input: { id: a1 } }]
steps:
  start: { kind: manual-start }
  fetch: { kind: http-request, title: Fetch it, with: { method: GET, url: "https://a.example" } }
  after: { kind: log, with: { message: done } }
  each:
    kind: loop
    with: { items: "{{ [{ name: 'x' }] }}", item: order }
    steps:
      inner: { kind: log, with: { message: "" } }
edges: [start -> fetch, fetch -> each, each -> after]
pins: { fetch: { status: 200 } }
`);

function hostOf(step: string, locals: readonly string[] = []) {
  if (!workflow) throw new Error('The workflow of this test cannot be read.');
  const sample = sampleScope({ workflow, run: null, outputOf: () => undefined }, step, locals);
  const types = typesOfWorkflow(workflow, { find: findStepDefinition });
  const context = completionContext(types, step, locals, sample);
  const labels = (text: string): string[] =>
    completeExpression(text, text.indexOf('}}') - 1, context).map((item) => item.label);
  return { host: workflowExpressionHost(() => ({ sample, context })), labels };
}

describe('what an expression sees', () => {
  it('offers the steps before it, nested ones included, and no others', () => {
    // The nearest step first: it is wanted most.
    expect(hostOf('inner').labels('{{ steps. }}').slice(0, 2)).toEqual(['fetch', 'start']);
    expect(hostOf('fetch').labels('{{ steps. }}')).not.toContain('after');
  });

  it("offers what a step's kind says of its output, and the keys of the input", () => {
    expect(hostOf('after').labels('{{ steps.fetch. }}')).toContain('body');
    expect(hostOf('after').labels('{{ input. }}')).toContain('id');
    expect(hostOf('after').labels('{{ secrets. }}')[0]).toBe('token');
  });

  it('offers the names of the loop around, and of items', () => {
    expect(hostOf('inner').labels('{{ }}')).toContain('order');
    expect(hostOf('inner').labels('{{ order. }}')).toContain('name');
    expect(hostOf('after', ['item']).labels('{{ }}')).toContain('item');
  });

  it('tries what stands in a loop on the round that is looked at', () => {
    if (!workflow) return;
    const localsOf = () => ({ loop: { item: { name: 'third' }, index: 2 } });
    const sources = { workflow, run: null, outputOf: () => undefined, localsOf };
    const sample = sampleScope(sources, 'inner', []);
    expect(sample?.scope.roots).toMatchObject({ order: { name: 'third' }, index: 2 });
    expect(
      sampleScope({ ...sources, localsOf: () => undefined }, 'inner', [])?.scope.roots,
    ).toMatchObject({
      order: { name: 'x' },
      index: 0,
    });
  });

  it('tries a filter of a loop on its first item, under the names of the loop', () => {
    const { host, labels } = hostOf('each', ['loop', 'order', 'index']);
    expect(labels('{{ }}')).toContain('order');
    expect(host.preview('{{ [order.name, loop.item.name, index] }}')).toMatchObject({
      type: 'value',
      value: ['x', 'x', 0],
    });
  });

  it('previews with samples and pins, and says what has not run', () => {
    const { host } = hostOf('after');
    expect(host.preview('{{ input.id }}-{{ steps.fetch.status }}')).toEqual({
      type: 'value',
      value: 'a1-200',
      source: 'sample "Small"',
    });
    expect(host.preview('{{ steps.each.count }}')).toMatchObject({
      type: 'error',
      message: 'each has not run yet',
    });
    expect(host.preview('{{ item.name }}')).toEqual({ type: 'none' });
    expect(host.preview('{{ input. }}')).toEqual({ type: 'none' });
    expect(host.diagnose('{{ input. }}')).toHaveLength(1);
  });
});
