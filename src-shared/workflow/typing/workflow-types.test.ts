import { describe, expect, it } from 'vitest';
import { findStepDefinition } from '../../steps/index';
import { labelOf } from '../../types/label';
import { typeOfExample } from '../../types/of-value';
import { parseWorkflow } from '../parse-workflow';
import type { TypeEvidence } from './evidence';
import { typesOfWorkflow } from './workflow-types';

function read(text: string) {
  const { workflow } = parseWorkflow(`stepwell: 1\nname: Test\n${text}`);
  if (workflow === null) throw new Error('The text of the test cannot be read');
  return workflow;
}

function typesOf(text: string, evidence: TypeEvidence = {}) {
  const types = typesOfWorkflow(read(text), { find: findStepDefinition, evidence });
  return {
    output: (id: string) => labelOf(types.outputOf(id), { most: 200 }),
    root: (id: string | null, name: string) =>
      labelOf(types.rootsAt(id).get(name) ?? { kind: 'never' }, { most: 200 }),
    result: () => labelOf(types.result(), { most: 200 }),
    types,
  };
}

const loop = `
input: { type: object, required: [orders], properties: { orders: { type: array, items: { type: object, required: [id, total], properties: { id: { type: string }, total: { type: number } } } } } }
vars: { seen: 0, names: [], last: null }
steps:
  start: { kind: manual-start }
  each:
    kind: loop
    with: { items: "{{ input.orders }}", item: order }
    steps:
      big: { kind: condition, with: { when: "{{ order.total > 100 }}" } }
      yes: { kind: transform, with: { value: { id: "{{ order.id }}", size: big, bonus: "{{ order.total * 0.1 }}" } } }
      no: { kind: transform, with: { value: { id: "{{ order.id }}", size: small } } }
      count: { kind: set-variable, with: { name: seen, value: "{{ vars.seen + 1 }}" } }
    edges: [count -> big, big.true -> yes, big.false -> no]
  rows: { kind: aggregate, with: { items: "{{ steps.each.results }}", groupBy: { size: "{{ item.size }}" }, compute: [{ name: n, operation: count }, { name: first, operation: first, of: "{{ item.id }}" }] } }
edges: [start -> each, each -> rows]
`;

describe('typesOfWorkflow', () => {
  it('follows what flows through a loop', () => {
    const { output, root } = typesOf(loop);
    expect(root('yes', 'order')).toBe('{ id: string, total: number }');
    expect(root('yes', 'loop')).toContain('index: number');
    expect(output('each')).toContain("size: 'big' | 'small'");
    expect(output('rows')).toBe('{ size: string, n: number, first: string }[]');
    expect(root('rows', 'vars')).toBe('{ seen: number, names: any[], last: any }');
    expect(root('rows', 'order')).toBe('never');
  });

  it('takes what code returns, and what a run has shown, where nothing else is known', () => {
    const text = `
steps:
  start: { kind: manual-start }
  fetch: { kind: http-request, with: { url: "https://x.test" } }
  count: { kind: code, with: { code: "return steps.fetch.body.items;" } }
  use: { kind: transform, with: { value: "{{ steps.count.map(c => c.n) }}" } }
edges: [start -> fetch, fetch -> count, count -> use]
`;
    expect(typesOf(text).output('use')).toBe('any[]');
    const evidence: TypeEvidence = {
      outputs: new Map([['fetch', typeOfExample({ status: 'no', body: { items: [{ n: 1 }] } })]]),
      code: new Map([['count', { kind: 'list', item: typeOfExample({ n: 1 }) }]]),
    };
    const { output } = typesOf(text, evidence);
    expect(output('use')).toBe('number[]');
    // The definition is sure that a status is a number, whatever an example says.
    expect(output('fetch')).toContain('status: number');
    expect(output('fetch')).toContain('body: { items: { n: number }[] }');
  });

  it('knows branches, handlers and called workflows', () => {
    const child = read(
      'input: { type: object }\nsteps: { a: { kind: transform, with: { value: { net: 1 } } } }\nresult: { total: "{{ steps.a.net * 2 }}" }',
    );
    const { output, root, result } = typesOf(
      `
steps:
  start: { kind: manual-start }
  both:
    kind: parallel
    steps:
      l: { kind: branch, with: { name: left } }
      a: { kind: transform, with: { value: 1 } }
      r: { kind: branch, with: { name: right } }
      b: { kind: transform, with: { value: x } }
    edges: [l -> a, r -> b]
  guard:
    kind: try
    steps:
      go: { kind: call, with: { workflow: child.yaml } }
      oops: { kind: catch }
      tell: { kind: transform, with: { value: "{{ error.code }}" } }
    edges: [oops -> tell]
  stop: { kind: return, with: { when: "{{ false }}", value: early } }
edges: [start -> both, both -> guard, guard -> stop]
result: "{{ steps.both.branches }}"
`,
      { resolveWorkflow: () => ({ key: 'child', workflow: child }) },
    );
    expect(output('both')).toContain("branches: { left: number, right: 'x' }");
    expect(output('go')).toBe('{ total: number }');
    expect(output('guard')).toBe('string | { total: number }');
    expect(root('tell', 'error')).toContain("kind: 'user' | 'operational' | 'bug'");
    expect(result()).toBe("'early' | { left: number, right: 'x' }");
  });

  it('loosens what a pin or an error may put in its place', () => {
    const { output } = typesOf(`
steps:
  start: { kind: manual-start }
  a: { kind: transform, with: { value: { n: 1 } }, onError: continue }
  b: { kind: transform, with: { value: 1 } }
edges: [start -> a, a -> b]
pins: { b: { pinned: true } }
`);
    expect(output('a')).toBe('{ n?: number }');
    expect(output('b')).toBe('{ pinned?: boolean }');
  });

  it('comes to an end where steps and variables follow from themselves', () => {
    const { output, root } = typesOf(`
vars: { tree: 1 }
steps:
  start: { kind: manual-start }
  a: { kind: set-variable, with: { name: tree, value: { inner: "{{ vars.tree }}" } } }
  b: { kind: transform, with: { value: "{{ steps.b }}" } }
edges: [start -> a, a -> b]
`);
    expect(output('b')).toBe('any');
    expect(root('b', 'vars')).toContain('tree:');
  });

  it('follows a chain of thousands of steps', () => {
    const count = 4_000;
    const steps = Array.from(
      { length: count },
      (_, at) =>
        `  s${at}: { kind: transform, with: { value: "{{ ${at === 0 ? '1' : `steps.s${at - 1} + 1`} }}" } }`,
    );
    const text = `steps:\n  start: { kind: manual-start }\n${steps.join('\n')}\n`;
    expect(typesOf(text).output(`s${count - 1}`)).toBe('number');
  });
});
