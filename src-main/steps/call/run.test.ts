import { describe, expect, it } from 'vitest';
import { fakeHash } from '../../../test/helpers/run-workflow';
import { runText, workflowIn, type TextRunOptions } from '../../../test/helpers/run-text';

const asked: unknown[] = [];

/** Runs a text that may call the others by their paths. */
function running(
  text: string,
  others: Readonly<Record<string, string>>,
  options: TextRunOptions = {},
) {
  asked.length = 0;
  const workflows = new Map(
    Object.entries(others).map(([path, other]) => [path, workflowIn(other)] as const),
  );
  return runText(text, {
    folder: '/work',
    ...options,
    host: {
      workflows: {
        load: async (reference, folder, pinned) => {
          asked.push([reference, folder, pinned]);
          const workflow = workflows.get(reference);
          if (workflow === undefined) throw new Error(`no file ${reference}`);
          const ref = { id: null, hash: fakeHash, name: workflow.name };
          return { workflow, ref, folder: '/work/lib' };
        },
      },
    },
  });
}

const double = `
input: { type: object, required: [n], properties: { n: { type: number } } }
steps:
  twice: { kind: transform, with: { value: "{{ input.n * 2 }}" } }
`;

describe('call', () => {
  it('gives what the called workflow gives', async () => {
    const text = 'steps: { a: { kind: call, with: { workflow: double.yaml, input: { n: 4 } } } }';
    const run = await running(text, { 'double.yaml': double });
    expect(run.output).toBe(8);
    expect(run.started).toEqual(['a', 'a[0]/twice']);
    expect(asked).toEqual([['double.yaml', '/work', null]]);
  });

  it('makes of the result what its output says, item by item of a loop', async () => {
    const text = `
steps:
  each:
    kind: loop
    with: { items: [1, 2, 3], concurrency: 3 }
    steps:
      a:
        kind: call
        with:
          workflow: double.yaml
          input: { n: "{{ item }}" }
          output: { from: "{{ item }}", to: "{{ result }}" }
result: "{{ steps.each.results }}"
`;
    expect((await running(text, { 'double.yaml': double })).output).toEqual([
      { from: 1, to: 2 },
      { from: 2, to: 4 },
      { from: 3, to: 6 },
    ]);
  });

  it('lets the errors of single items through', async () => {
    const text = `
steps:
  each:
    kind: loop
    with: { items: [1, x, 3], errors: collect }
    steps:
      a: { kind: call, with: { workflow: double.yaml, input: { n: "{{ item }}" } } }
`;
    const run = await running(text, { 'double.yaml': double });
    expect(run.output).toMatchObject({
      results: [2, null, 6],
      errors: [{ index: 1, item: 'x', error: { code: 'INPUT_INVALID' } }],
    });
  });

  it('refuses an input that does not fit, before anything begins', async () => {
    const text = 'steps: { a: { kind: call, with: { workflow: double.yaml } } }';
    const { state } = await running(text, { 'double.yaml': double });
    expect(state.error).toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('the workflow "Test"'),
    });
    expect(state.scopes.size).toBe(0);
  });

  it('fails with the error of the step that failed, and says where', async () => {
    const broken = 'steps: { b: { kind: fail, with: { message: No., code: BROKEN } } }';
    const text = 'steps: { a: { kind: call, with: { workflow: b.yaml } } }';
    const { state } = await running(text, { 'b.yaml': broken });
    expect(state.error).toMatchObject({
      code: 'BROKEN',
      message: 'The workflow "Test" failed at step "b": No.',
      details: { workflow: 'Test', step: 'b' },
    });
  });

  it('runs its last parts when the called workflow returns, and only that one ends', async () => {
    const returning = `
vars: { tidy: 0 }
steps:
  guarded:
    kind: try
    steps:
      stop: { kind: return, with: { value: early } }
      always: { kind: finally }
      tidied: { kind: set-variable, with: { name: tidy, value: 1 } }
    edges: [ always -> tidied ]
  never: { kind: fail, with: { message: went on } }
edges: [ guarded -> never ]
`;
    const text = `
steps:
  a: { kind: call, with: { workflow: r.yaml } }
  b: { kind: transform, with: { value: "{{ steps.a }}, and on" } }
edges: [ a -> b ]
`;
    const run = await running(text, { 'r.yaml': returning });
    expect(run.output).toBe('early, and on');
    expect(run.state.frames.get('a[0]')?.vars).toEqual({ tidy: 1 });
  });

  it('may call itself, as long as it comes to an end', async () => {
    const countdown = `
steps:
  done: { kind: return, with: { when: "{{ input === 0 }}", value: [] } }
  again: { kind: call, with: { workflow: c.yaml, input: "{{ input - 1 }}", output: "{{ [input, ...result] }}" } }
edges: [ done -> again ]
`;
    const text = (from: number) =>
      `steps: { a: { kind: call, with: { workflow: c.yaml, input: ${from} } } }`;
    expect((await running(text(3), { 'c.yaml': countdown })).output).toEqual([3, 2, 1]);
    const { state } = await running(text(100), { 'c.yaml': countdown });
    expect(state.error?.code).toBe('CALL_DEPTH');
  });

  it('passes no secret on', async () => {
    const text = `
secrets: [token]
steps:
  a: { kind: call, with: { workflow: double.yaml, input: { n: 1, deep: ["{{ secrets.token }}"] } } }
`;
    const { state } = await running(text, { 'double.yaml': double });
    expect(state.error?.code).toBe('CALL_SECRET');
    expect(asked).toEqual([]);
  });

  it('says so where nothing can be called', async () => {
    const { state } = await runText('steps: { a: { kind: call, with: { workflow: x } } }');
    expect(state.error?.code).toBe('WORKFLOW_NOT_FOUND');
  });

  it('warns when the called workflow gives something else than it says', async () => {
    const text = 'steps: { a: { kind: call, with: { workflow: double.yaml, input: { n: 4 } } } }';
    const other = (type: string) => `output: { type: ${type} }${double}`;
    const warnings = async (called: string) => {
      const run = await running(text, { 'double.yaml': called });
      expect(run.output).toBe(8);
      return run.events.flatMap((event) =>
        event.type === 'step.logged' && event.level === 'warn' ? [event.message] : [],
      );
    };
    expect(await warnings(other('number'))).toEqual([]);
    const [warning] = await warnings(other('string'));
    expect(warning).toMatch(
      /^OUTPUT_INVALID: What the workflow ".*" gave does not fit its `output:`/,
    );
  });
});
