import { describe, expect, it } from 'vitest';
import { parseWorkflow } from '../parse-workflow';
import { applyTextChanges } from '../text-change';
import { copyFragment } from './fragment';
import { planEdit } from './plan-edit';
import type { WorkflowEdit } from './workflow-edit';

const base = `stepwell: 1
name: Orders
result: "{{ steps.fetch.body }}"
steps:
  start: { kind: manual-start }
  # asks the shop
  fetch:
    kind: http-request
    with: { url: 'https://x.test/{{ steps["fetch"] }}/{{ steps.fetchAll }}' }
  each:
    kind: loop
    with:
      items: "{{ steps.fetch.body.items }}"
    steps:
      parse:
        kind: code
        with:
          code: |
            // fetch
            return steps.fetch.body + mysteps.fetch;
      log: { kind: log, with: { message: "\\u0041 {{steps . fetch?.body}} fetch" } }
    edges:
      - parse -> log
edges:
  - start  ->   fetch
  - fetch.out -> each   # go
pins:
  fetch: { body: { items: [] } }
layout:
  fetch: { x: 8, y: 16 }
  parse: { x: 24, y: 64 }
`;

function edited(text: string, edit: WorkflowEdit): string {
  const planned = planEdit(parseWorkflow(text), edit);
  if (!planned.ok) throw new Error(`${planned.error.code}: ${planned.error.message}`);
  return applyTextChanges(text, planned.value);
}

describe('rename-step', () => {
  it('changes the id wherever it stands, and nothing else', () => {
    expect(edited(base, { type: 'rename-step', id: 'fetch', to: 'orders' })).toBe(
      base
        .replace('steps.fetch.body }}"\nsteps', 'steps.orders.body }}"\nsteps')
        .replace('  fetch:\n    kind', '  orders:\n    kind')
        .replace('steps["fetch"]', 'steps["orders"]')
        .replace('steps.fetch.body.items', 'steps.orders.body.items')
        .replace('return steps.fetch.body', 'return steps.orders.body')
        .replace('steps . fetch?', 'steps . orders?')
        .replace('start  ->   fetch', 'start  ->   orders')
        .replace('fetch.out -> each', 'orders.out -> each')
        .replace('  fetch: { body', '  orders: { body')
        .replace('  fetch: { x', '  orders: { x'),
    );
  });

  it('renames a step inside a container', () => {
    const text = edited(base, { type: 'rename-step', id: 'parse', to: 'read' });
    expect(text).toContain('      read:\n        kind: code');
    expect(text).toContain('- read -> log');
    expect(text).toContain('  read: { x: 24, y: 64 }');
  });

  it('refuses an id that is taken or malformed', () => {
    for (const [to, code] of [
      ['start', 'NODE_DUPLICATE'],
      ['log', 'NODE_DUPLICATE'],
      ['a b', 'ID_INVALID'],
      ['constructor', 'ID_INVALID'],
    ] as const) {
      const planned = planEdit(parseWorkflow(base), { type: 'rename-step', id: 'fetch', to });
      expect(planned.ok ? null : planned.error.code).toBe(code);
    }
  });
});

describe('copy and paste', () => {
  it('pastes what was copied under fresh ids, as it was written', () => {
    const fragment = copyFragment(parseWorkflow(base), ['fetch', 'each']);
    expect(fragment).toContain('  each:\n    kind: loop\n');
    const text = edited(base, { type: 'paste-fragment', text: fragment, at: { x: 400, y: 0 } });
    const { workflow, problems } = parseWorkflow(text);
    expect(problems).toEqual([]);
    expect([...(workflow?.steps.keys() ?? [])]).toEqual([
      'start',
      'fetch',
      'each',
      'fetch2',
      'each2',
    ]);
    expect(workflow?.steps.get('each2')?.config).toEqual({
      items: '{{ steps.fetch2.body.items }}',
    });
    expect([...(workflow?.steps.get('each2')?.body?.steps.keys() ?? [])]).toEqual([
      'parse2',
      'log2',
    ]);
    expect(workflow?.edges.map((edge) => edge.id)).toContain('fetch2.out -> each2.in');
    expect(workflow?.layout.get('fetch2')).toEqual({ x: 400, y: 0 });
    expect(workflow?.layout.get('parse2')).toEqual({ x: 24, y: 64 });
    expect(text).toContain('            return steps.fetch2.body + mysteps.fetch;\n');
  });

  it('pastes into another file, ids and all', () => {
    const fragment = copyFragment(parseWorkflow(base), ['each']);
    const other = 'stepwell: 1\r\nname: Other\r\nsteps:\r\n  a: { kind: note }\r\n';
    const text = edited(other, { type: 'paste-fragment', text: fragment });
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    const before = parseWorkflow(base).workflow?.steps.get('each');
    expect(parseWorkflow(text).workflow?.steps.get('each')).toEqual(before);
  });

  it('refuses a clipboard without steps', () => {
    const planned = planEdit(parseWorkflow(base), { type: 'paste-fragment', text: 'hello' });
    expect(planned.ok ? null : planned.error.code).toBe('PASTE_NO_STEPS');
  });
});

describe('move-to-container', () => {
  it('moves a step in, with its comment left above nothing and its edges gone', () => {
    const text = edited(base, { type: 'move-to-container', ids: ['fetch'], container: 'each' });
    const { workflow } = parseWorkflow(text);
    expect([...(workflow?.steps.get('each')?.body?.steps.keys() ?? [])]).toEqual([
      'parse',
      'log',
      'fetch',
    ]);
    expect(workflow?.edges).toEqual([]);
  });

  it('moves two steps out with the edge between them', () => {
    const text = edited(base, {
      type: 'move-to-container',
      ids: ['parse', 'log'],
      container: null,
    });
    const { workflow } = parseWorkflow(text);
    expect(workflow?.edges.map((edge) => edge.id)).toContain('parse.out -> log.in');
    expect(text).toContain('\n  parse:\n    kind: code\n');
  });

  it('refuses to put a container into itself', () => {
    const planned = planEdit(parseWorkflow(base), {
      type: 'move-to-container',
      ids: ['each'],
      container: 'each',
    });
    expect(planned.ok ? null : planned.error.code).toBe('CONTAINER_SELF');
  });
});

describe('batch', () => {
  it('is one list of changes', () => {
    const text = edited(base, {
      type: 'batch',
      edits: [
        { type: 'rename-step', id: 'fetch', to: 'orders' },
        { type: 'set-step-field', id: 'orders', field: 'timeout', value: '30s' },
        { type: 'remove-steps', ids: ['each'] },
      ],
    });
    const { workflow } = parseWorkflow(text);
    expect(workflow?.steps.get('orders')?.timeout).toBe(30_000);
    expect(workflow?.steps.has('each')).toBe(false);
  });
});
