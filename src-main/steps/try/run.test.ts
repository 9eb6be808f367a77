import { describe, expect, it } from 'vitest';
import { runText } from '../../../test/helpers/run-text';

/** A try whose main part is `a`, `b`, `c` in a row; `c` ends it as told. */
function trying(last: string, parts = '', edges: readonly string[] = []): string {
  return `
steps:
  guarded:
    kind: try
    steps:
      a: { kind: transform, with: { value: 1 } }
      b: { kind: transform, with: { value: 2 } }
      c: ${last}
${parts.replace(/^/gm, '      ')}
    edges:
      - a -> b
      - b -> c
${edges.map((edge) => `      - ${edge}`).join('\n')}
`;
}

const fails = '{ kind: fail, with: { message: No stock., code: STOCK_EMPTY, data: { left: 0 } } }';
const works = '{ kind: transform, with: { value: 3 } }';
const handler = `
onStock: { kind: catch, with: { errors: [STOCK_*] } }
handled: { kind: transform, with: { value: { code: "{{ error.code }}", step: "{{ error.step }}", left: "{{ error.details.data.left }}", b: "{{ steps.b }}" } } }
`;
const last = `
always: { kind: finally }
note: { kind: transform, with: { value: "{{ error?.code ?? 'none' }}" } }
`;
const undo = `
undoA: { kind: compensate, with: { step: a } }
backA: { kind: transform, with: { value: "{{ [steps.a, steps.undoA, error.code] }}" } }
undoB: { kind: compensate, with: { step: b } }
backB: { kind: transform, with: { value: "{{ steps.b }}" } }
undoC: { kind: compensate, with: { step: c } }
`;
const undoEdges = ['undoA -> backA', 'undoB -> backB'];

describe('try', () => {
  it('gives what its main part gives, and begins no handler', async () => {
    const run = await runText(trying(works, handler + undo, ['onStock -> handled', ...undoEdges]));
    expect(run.output).toBe(3);
    expect(run.started).toEqual(['guarded', 'guarded[0]/a', 'guarded[0]/b', 'guarded[0]/c']);
  });

  it('gives what the catch gives that is for the error', async () => {
    const other = '\nother: { kind: catch, with: { errors: [HTTP_*] } }';
    const every = '\nevery: { kind: catch }\nlate: { kind: transform, with: { value: late } }';
    const run = await runText(
      trying(fails, other + handler + every, ['onStock -> handled', 'every -> late']),
    );
    expect(run.output).toEqual({ code: 'STOCK_EMPTY', step: 'c', left: 0, b: 2 });
    expect(run.started).not.toContain('guarded[1]/other');
    expect(run.state.steps.get('guarded[2]/onStock')?.output).toMatchObject({
      value: { code: 'STOCK_EMPTY', message: 'No stock.', kind: 'user' },
    });
  });

  it('fails with an error that no catch is for', async () => {
    const parts = 'other: { kind: catch, with: { errors: [HTTP_404] } }';
    const { state } = await runText(trying(fails, parts));
    expect(state).toMatchObject({
      status: 'failed',
      failedStep: 'guarded',
      error: { code: 'STOCK_EMPTY', details: { step: 'c', data: { left: 0 } } },
    });
  });

  it('fails with the error of a catch that fails', async () => {
    const parts = `
onStock: { kind: catch }
worse: { kind: fail, with: { message: Worse., code: WORSE } }
`;
    const { state } = await runText(trying(fails, parts, ['onStock -> worse']));
    expect(state.error).toMatchObject({ code: 'WORSE', details: { step: 'worse' } });
  });

  it('undoes what had completed, the last first, before a catch', async () => {
    const run = await runText(trying(fails, handler + undo, ['onStock -> handled', ...undoEdges]));
    expect(run.started.slice(4)).toEqual([
      'guarded[3]/undoB',
      'guarded[3]/backB',
      'guarded[2]/undoA',
      'guarded[2]/backA',
      'guarded[1]/onStock',
      'guarded[1]/handled',
    ]);
    expect(run.state.steps.get('guarded[2]/backA')?.output).toEqual({
      value: [1, 1, 'STOCK_EMPTY'],
    });
  });

  it('goes on undoing when something cannot be undone, and says so', async () => {
    const broken = undo.replace(/backB: .*/, 'backB: { kind: fail, with: { message: Stuck. } }');
    const { state, started } = await runText(trying(fails, broken, undoEdges));
    expect(started).toContain('guarded[1]/backA');
    expect(state.error).toMatchObject({
      code: 'STOCK_EMPTY',
      message: 'No stock. What was done by "b" could not be undone.',
      details: { compensation: [{ step: 'b', compensate: 'undoB', error: { message: 'Stuck.' } }] },
    });
  });

  it('undoes nothing that failed without consequence', async () => {
    const text = `
steps:
  guarded:
    kind: try
    steps:
      a: { kind: fail, onError: continue, with: { message: Never mind. } }
      b: { kind: fail, with: { message: No. } }
      undoA: { kind: compensate, with: { step: a } }
      all: { kind: catch }
    edges: [ a -> b ]
`;
    const run = await runText(text.replace('a -> b', 'a.error -> b').replace('continue', 'port'));
    expect(run.started).not.toContain('guarded[1]/undoA');
    const others = await runText(text.replace('edges: [ a -> b ]', ''));
    expect(others.started).not.toContain('guarded[1]/undoA');
  });

  it.each([
    ['a success', works, '', 'none'],
    ['a failure', fails, '', 'STOCK_EMPTY'],
    ['a failure that was caught', fails, 'all: { kind: catch }\n', 'STOCK_EMPTY'],
    ['a return', '{ kind: return, with: { value: early } }', '', 'none'],
  ])('runs its last part after %s', async (_, end, parts, seen) => {
    const { state } = await runText(trying(end, parts + last, ['always -> note']));
    const path = parts === '' ? 'guarded[1]' : 'guarded[2]';
    expect(state.steps.get(`${path}/note`)?.output).toEqual({ value: seen });
    if (end.includes('return')) expect(state.output).toEqual({ value: 'early' });
    expect(state.status).toBe(end === fails && parts === '' ? 'failed' : 'completed');
  });

  it('runs its last part after a catch that fails', async () => {
    const parts = `
all: { kind: catch }
worse: { kind: fail, with: { message: Worse., code: WORSE } }
${last}`;
    const run = await runText(trying(fails, parts, ['all -> worse', 'always -> note']));
    expect(run.state.error?.code).toBe('WORSE');
    expect(run.started.at(-1)).toBe('guarded[2]/note');
  });

  it.each([works, fails])('fails with what its last part fails with, after %s', async (end) => {
    const parts = `
all: { kind: catch }
always: { kind: finally }
worse: { kind: fail, with: { message: Worse., code: WORSE } }
`;
    const { state } = await runText(trying(end, parts, ['always -> worse']));
    expect(state.error?.code).toBe('WORSE');
  });

  it('lets a return of any part travel, after the last part', async () => {
    for (const [main, part] of [
      [fails, 'all: { kind: catch }'],
      [fails, 'all: { kind: compensate, with: { step: a } }'],
    ] as const) {
      const parts = `
${part}
stop: { kind: return, with: { value: early } }
never: { kind: catch }
${last}`;
      const run = await runText(trying(main, parts, ['all -> stop', 'always -> note']));
      expect(run.output).toBe('early');
      expect(run.started.at(-1)).toBe('guarded[3]/note');
      expect(run.started).not.toContain('guarded[2]/never');
    }
    const replaced = trying(
      '{ kind: return, with: { value: early } }',
      'always: { kind: finally }\nstop: { kind: return, with: { value: later } }',
      ['always -> stop'],
    );
    expect((await runText(replaced)).output).toBe('later');
  });

  it('lets break and continue through to the loop around it', async () => {
    const run = await runText(`
steps:
  each:
    kind: loop
    with: { items: [1, 2, 3, 4] }
    steps:
      guarded:
        kind: try
        steps:
          skip: { kind: continue, with: { when: "{{ item === 2 }}", value: skipped } }
          stop: { kind: break, with: { when: "{{ item === 3 }}", value: stopped } }
          value: { kind: transform, with: { value: "{{ [item, loop.index] }}" } }
          always: { kind: finally }
          count: { kind: set-variable, with: { name: n, value: "{{ vars.n + 1 }}" } }
        edges:
          - skip -> stop
          - stop -> value
          - always -> count
vars: { n: 0 }
result: "{{ [steps.each.results, vars.n] }}"
`);
    expect(run.output).toEqual([[[1, 0], 'skipped', 'stopped'], 3]);
  });

  it('sees the error of the inner try in the inner one, and of its own in its own', async () => {
    const run = await runText(`
steps:
  outer:
    kind: try
    steps:
      broken: { kind: fail, with: { message: Outer., code: OUTER } }
      onOuter: { kind: catch }
      inner:
        kind: try
        steps:
          before: { kind: transform, with: { value: "{{ error.code }}" } }
          worse: { kind: fail, with: { message: Inner., code: INNER } }
          onInner: { kind: catch }
          both: { kind: transform, with: { value: "{{ [error.code, steps.before] }}" } }
        edges:
          - before -> worse
          - onInner -> both
      after: { kind: transform, with: { value: "{{ [error.code, steps.inner] }}" } }
    edges:
      - onOuter -> inner
      - inner -> after
`);
    expect(run.output).toEqual(['OUTER', ['INNER', 'OUTER']]);
  });
});
