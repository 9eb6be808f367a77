import { describe, expect, it } from 'vitest';
import { checkConfig } from '@shared/steps/check-config';
import { parallel } from '@shared/steps/parallel/definition';
import { runText } from '../../../test/helpers/run-text';

const end = {
  fast: '{ kind: transform, with: { value: fast } }',
  slow: '{ kind: delay, with: { for: 30ms } }',
  never: '{ kind: delay, with: { for: 1h } }',
  fails: '{ kind: fail, with: { message: No., code: REFUSED } }',
  returns: '{ kind: return, with: { value: early } }',
} as const;
type End = keyof typeof end;

/** A parallel with branches a, b, c… that end as told. */
function parallelOf(settings: string, ends: readonly End[], first = '{ kind: branch }'): string {
  const names = ends.map((_, at) => String.fromCharCode(97 + at));
  const steps = names.flatMap((name, at) => [
    `      ${name}: ${at === 0 ? first : '{ kind: branch }'}`,
    `      ${name}End: ${end[ends[at] ?? 'fast']}`,
  ]);
  const edges = names.map((name) => `      - ${name} -> ${name}End`);
  return `
steps:
  both:
    kind: parallel
    with: ${settings}
    steps:
${steps.join('\n')}
    edges:
${edges.join('\n')}
`;
}

async function outputOf(settings: string, ends: readonly End[]): Promise<unknown> {
  return (await runText(parallelOf(settings, ends))).output;
}

describe('parallel', () => {
  it('waits for all branches and gives the output of each', async () => {
    expect(await outputOf('{ join: all }', ['slow', 'fast'])).toEqual({
      branches: { a: { until: expect.any(String), waited: expect.any(Number) }, b: 'fast' },
      winner: null,
      completed: ['b', 'a'],
      errors: [],
    });
  });

  it('begins all branches at once', async () => {
    const { started } = await runText(parallelOf('{ join: first }', ['never', 'never', 'fast']));
    expect(started.slice(0, 4)).toEqual(['both', 'both[0]/a', 'both[1]/b', 'both[2]/c']);
  });

  it('fails with the first error, and cancels the others', async () => {
    const { state } = await runText(parallelOf('{}', ['never', 'fails']));
    expect(state.error).toMatchObject({
      code: 'REFUSED',
      message: 'Branch "b": No.',
      details: { branch: 'b', step: 'bEnd' },
    });
    expect(state.steps.get('both[0]/aEnd')?.status).toBe('cancelled');
    expect(state.scopes.get('both')).toMatchObject({ failed: 1, cancelled: 1 });
  });

  it('lists errors with collect', async () => {
    expect(await outputOf('{ errors: collect }', ['fails', 'slow', 'fast'])).toMatchObject({
      branches: { a: null, c: 'fast' },
      completed: ['c', 'b'],
      errors: [{ branch: 'a', error: { code: 'REFUSED', message: 'No.' } }],
    });
  });

  it('waits for any that completes, and cancels the others', async () => {
    const { output, state } = await runText(
      parallelOf('{ join: any }', ['never', 'fails', 'slow']),
    );
    expect(output).toMatchObject({ winner: 'c', completed: ['c'], branches: { a: null, b: null } });
    expect(state.steps.get('both[0]/aEnd')?.status).toBe('cancelled');
  });

  it('fails when none can complete any more', async () => {
    const { state } = await runText(parallelOf('{ join: any }', ['fails', 'fails']));
    expect(state.error).toMatchObject({
      code: 'PARALLEL_FAILED',
      message: 'No branch could complete. a: No. b: No.',
      details: { needed: 1, errors: [{ branch: 'a' }, { branch: 'b' }] },
    });
    expect(await outputOf('{ join: any, errors: collect }', ['fails', 'fails'])).toMatchObject({
      winner: null,
      completed: [],
      errors: [{ branch: 'a' }, { branch: 'b' }],
    });
  });

  it('waits for so many, and fails as soon as they cannot be reached', async () => {
    expect(
      await outputOf('{ join: count, count: 2 }', ['never', 'slow', 'fast', 'fails']),
    ).toMatchObject({ completed: ['c', 'b'], winner: null, errors: [{ branch: 'd' }] });
    const { state } = await runText(
      parallelOf('{ join: count, count: 2 }', ['never', 'fails', 'fails']),
    );
    expect(state.error?.code).toBe('PARALLEL_FAILED');
    const collected = await outputOf('{ join: count, count: 2, errors: collect }', [
      'fast',
      'fails',
      'slow',
    ]);
    expect(collected).toMatchObject({ completed: ['a', 'c'], errors: [{ branch: 'b' }] });
  });

  it('cannot wait for more branches than there are', async () => {
    const { state } = await runText(parallelOf('{ join: count, count: 3 }', ['fast', 'fast']));
    expect(state.error).toMatchObject({ code: 'PARALLEL_COUNT' });
    expect(state.error?.message).toContain('only 2');
  });

  it('waits for the first to end, however it ends', async () => {
    expect(await outputOf('{ join: first }', ['never', 'fast'])).toMatchObject({ winner: 'b' });
    const failed = await runText(parallelOf('{ join: first }', ['slow', 'fails']));
    expect(failed.state.error?.code).toBe('REFUSED');
    expect(await outputOf('{ join: first, errors: collect }', ['slow', 'fails'])).toMatchObject({
      winner: 'b',
      completed: [],
      errors: [{ branch: 'b' }],
    });
  });

  it('ends with a return in a branch, whatever it waits for', async () => {
    const { state } = await runText(parallelOf('{}', ['never', 'returns']));
    expect(state).toMatchObject({ status: 'completed', output: { value: 'early' } });
    expect(state.steps.get('both[0]/aEnd')?.status).toBe('cancelled');
  });

  it('calls branches by their names, each by its own', async () => {
    const named = (name: string) => `{ kind: branch, with: { name: ${name} } }`;
    const run = await runText(parallelOf('{}', ['fast', 'fast'], named('left')));
    expect(run.output).toMatchObject({ branches: { left: 'fast', b: 'fast' } });
    const same = await runText(parallelOf('{}', ['fast', 'fast'], named('b')));
    expect(same.state.error?.code).toBe('PARALLEL_NAMES');
  });

  it('leaves out disabled branches, and is done at once without any', async () => {
    const disabled = '{ kind: branch, disabled: true }';
    const one = await runText(parallelOf('{}', ['never', 'fast'], disabled));
    expect(one.output).toMatchObject({ branches: { b: 'fast' }, completed: ['b'] });
    const none = await runText('steps: { both: { kind: parallel, steps: {} } }');
    expect(none.output).toEqual({ branches: {}, winner: null, completed: [], errors: [] });
  });

  it('runs no step that follows from no branch', async () => {
    const { state } = await runText(
      parallelOf('{}', ['fast']).replace('    edges:', `      stray: ${end.fast}\n    edges:`),
    );
    expect(state.error).toMatchObject({ code: 'GRAPH_STRAY', details: { step: 'stray' } });
  });

  it('reports how many have ended', async () => {
    const { events } = await runText(parallelOf('{}', ['fast', 'slow']));
    const progress = events.flatMap((event) => (event.type === 'step.progressed' ? event : []));
    expect(progress[0]).toMatchObject({ done: 1, total: 2, message: '1 of 2 branches' });
  });

  it.each([
    [{ join: 'count' }, ['PARALLEL_COUNT']],
    [{ join: 'count', count: 2 }, []],
    [{ join: 'all', count: 2 }, ['PARALLEL_COUNT']],
    [{ join: 'count', count: 0 }, ['SETTING_INVALID']],
    [{ join: 'most' }, ['SETTING_INVALID']],
  ])('checks %j', (config, codes) => {
    expect(checkConfig(parallel, config).map((problem) => problem.code)).toEqual(codes);
  });
});
