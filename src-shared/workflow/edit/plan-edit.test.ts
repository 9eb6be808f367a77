import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../lib/json';
import { parseWorkflow } from '../parse-workflow';
import { findEntry, type SourceNode, toJson } from '../source/node';
import { applyTextChanges } from '../text-change';
import { planEdit } from './plan-edit';
import type { WorkflowEdit } from './workflow-edit';

const base = `# A file with opinions
stepwell: 1
name: Orders   # shown in the library

steps:
  # where it begins
  start: { kind: manual-start }

  fetch:
    kind: http-request
    with:
      method: GET          # never POST
      url: "https://example.com"
      headers: {accept: 'text/plain', "x-a": 1}

  check: { kind: condition, with: { if: "{{ steps.fetch.ok }}" } }

edges:
  - start -> fetch
  - fetch -> check # then look
layout:
  start: { x: 0, y: 0 }
  fetch: { x: 240, y: 0 }
`;

function edited(text: string, edit: WorkflowEdit): string {
  const planned = planEdit(parseWorkflow(text), edit);
  if (!planned.ok) throw new Error(planned.error.message);
  return applyTextChanges(text, planned.value);
}

/** The edit replaces exactly `from` by `to` in the base text. */
function expectSplice(edit: WorkflowEdit, from: string, to: string): void {
  expect(base.split(from)).toHaveLength(2);
  expect(edited(base, edit)).toBe(base.replace(from, () => to));
}

describe('planEdit', () => {
  it('puts a list into a list whose dashes stand below their key', () => {
    const text =
      'stepwell: 1\nname: x\nsteps:\n  a:\n    kind: log\n    with:\n      list:\n      - 1\n      - 2\n';
    const after = edited(text, { type: 'set-config', id: 'a', path: ['list', 0], value: [3, [4]] });
    expect(parseWorkflow(after).workflow?.steps.get('a')?.config).toEqual({ list: [[3, [4]], 2] });
  });

  it('sets and removes the policies of a step, each on one line in its place', () => {
    const set = (field: 'rateLimit' | 'circuitBreaker', value?: JsonObject): WorkflowEdit => ({
      type: 'set-step-field',
      id: 'fetch',
      field,
      value,
    });
    const after = 'headers: {accept: \'text/plain\', "x-a": 1}\n';
    const limit = set('rateLimit', { limit: 5, per: '1s' });
    expectSplice(limit, after, `${after}    rateLimit: { limit: 5, per: 1s }\n`);
    const both = edited(edited(base, set('circuitBreaker', { failures: 3, reset: '30s' })), limit);
    expect(both).toContain(
      '    rateLimit: { limit: 5, per: 1s }\n    circuitBreaker: { failures: 3, reset: 30s }\n',
    );
    expect(edited(edited(both, set('rateLimit')), set('circuitBreaker'))).toBe(base);
  });

  it('sets what happens after a crash, and when a step is skipped', () => {
    const guarded = edited(base, {
      type: 'set-step-field',
      id: 'check',
      field: 'skipWhen',
      value: '{{ steps.fetch.status === 304 }}',
    });
    const step = parseWorkflow(guarded).workflow?.steps.get('check');
    expect(step?.skipWhen).toBe('{{ steps.fetch.status === 304 }}');
    const renamed = edited(guarded, { type: 'rename-step', id: 'fetch', to: 'load' });
    expect(renamed).toContain('steps.load.status === 304');
    const asked = edited(base, {
      type: 'set-step-field',
      id: 'fetch',
      field: 'onInterrupt',
      value: 'retry',
    });
    expect(parseWorkflow(asked).workflow?.steps.get('fetch')?.onInterrupt).toBe('retry');
  });

  it('changes only the number when a box moves', () => {
    expectSplice(
      { type: 'move-steps', boxes: [{ id: 'fetch', box: { x: 256, y: 0 } }] },
      'x: 240',
      'x: 256',
    );
  });

  it('places a step that had no place', () => {
    expectSplice(
      { type: 'move-steps', boxes: [{ id: 'check', box: { x: 8, y: 16 } }] },
      'x: 240, y: 0 }\n',
      'x: 240, y: 0 }\n  check: { x: 8, y: 16 }\n',
    );
  });

  it('adds a step with its edge and place, apart by a blank line as its neighbours are', () => {
    const text = edited(base, {
      type: 'add-steps',
      steps: [
        {
          id: 'run',
          kind: 'code',
          with: { code: 'const a = 1;\nreturn a;\n' },
          box: { x: 480, y: 0 },
        },
      ],
      edges: [{ from: 'check', fromPort: 'true', to: 'run' }],
    });
    expect(text).toBe(
      base
        .replace(
          'steps.fetch.ok }}" } }\n',
          'steps.fetch.ok }}" } }\n\n  run:\n    kind: code\n    with:\n      code: |\n        const a = 1;\n        return a;\n',
        )
        .replace('# then look\n', '# then look\n  - check.true -> run\n')
        .replace('x: 240, y: 0 }\n', 'x: 240, y: 0 }\n  run: { x: 480, y: 0 }\n'),
    );
  });

  it('removes a step with its comment, edges and place', () => {
    const text = edited(base, { type: 'remove-steps', ids: ['start'] });
    expect(text).toBe(
      base
        .replace('  # where it begins\n  start: { kind: manual-start }\n\n', '')
        .replace('  - start -> fetch\n', '')
        .replace('  start: { x: 0, y: 0 }\n', ''),
    );
  });

  it('drops the lists that become empty when all steps go', () => {
    const text = edited(base, { type: 'remove-steps', ids: ['start', 'fetch', 'check'] });
    expect(text).toContain('steps: {}\n');
    expect(text).not.toContain('edges');
    expect(text).not.toContain('layout');
  });

  it('sets a setting without touching its comment', () => {
    expectSplice(
      { type: 'set-config', id: 'fetch', path: ['method'], value: 'POST' },
      'method: GET ',
      'method: POST ',
    );
  });

  it('keeps the quotes of a text', () => {
    expectSplice(
      { type: 'set-config', id: 'fetch', path: ['url'], value: 'https://example.org' },
      '"https://example.com"',
      '"https://example.org"',
    );
  });

  it('edits inside a map on one line', () => {
    expectSplice(
      { type: 'set-config', id: 'fetch', path: ['headers', 'x-b'], value: true },
      '"x-a": 1}',
      '"x-a": 1, x-b: true}',
    );
    expectSplice({ type: 'set-config', id: 'fetch', path: ['headers', 'x-a'] }, `, "x-a": 1}`, '}');
    expectSplice(
      { type: 'set-config', id: 'fetch', path: ['headers', 'accept'] },
      `{accept: 'text/plain', "x-a"`,
      `{"x-a"`,
    );
  });

  it('connects and disconnects', () => {
    expectSplice(
      { type: 'connect', edges: [{ from: 'check', fromPort: 'false', to: 'fetch' }] },
      '# then look\n',
      '# then look\n  - check.false -> fetch\n',
    );
    expectSplice(
      { type: 'disconnect', edges: ['fetch.out -> check.in'] },
      '  - fetch -> check # then look\n',
      '',
    );
  });

  it('puts a step on an edge', () => {
    const text = edited(base, {
      type: 'insert-on-edge',
      edge: 'fetch.out -> check.in',
      step: { id: 'wait', kind: 'delay' },
    });
    expect(text).toContain('  - fetch -> wait # then look\n  - wait -> check\n');
  });

  it('writes a new block in its usual place', () => {
    expectSplice(
      { type: 'set-pin', id: 'fetch', value: { ok: true } },
      '# then look\n',
      '# then look\npins:\n  fetch:\n    ok: true\n',
    );
  });

  it.each([
    ['alone', 'a'],
    ['with what follows', 'b'],
    ['with what comes before', 'c'],
  ])('removes a step beside a text that keeps its blank lines, %s', (_how, id) => {
    const text = `steps:
  a:
    kind: log

  b:
    kind: log
    with:
      message: |+
        kept


  c:
    kind: log

  d:
    kind: log
edges: []
`;
    const parsed = parseWorkflow(text);
    const planned = planEdit(parsed, { type: 'remove-steps', ids: [id] });
    if (!planned.ok) throw new Error(planned.error.message);
    const after = parseWorkflow(applyTextChanges(text, planned.value));
    const steps = toJson(findEntry(after.source.root ?? undefined, 'steps')?.value as SourceNode);
    const left = steps as Record<string, { with?: { message: string } }>;
    expect(Object.keys(left)).toEqual(['a', 'b', 'c', 'd'].filter((other) => other !== id));
    if (id !== 'b') expect(left['b']?.with?.message).toBe('kept\n\n\n');
  });

  it('refuses to edit a text that cannot be read', () => {
    const planned = planEdit(parseWorkflow('steps: {a: [}\n'), {
      type: 'remove-steps',
      ids: ['a'],
    });
    expect(planned.ok ? null : planned.error.code).toBe('EDIT_BROKEN_TEXT');
  });
});
