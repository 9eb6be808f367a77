import { describe, expect, it } from 'vitest';
import { restoreWorkflow } from '../../test/helpers/restore-run';
import {
  fakeKind,
  graphOf,
  kindsOf,
  runWorkflow,
  workflowOf,
  type StepText,
  type TestRun,
} from '../../test/helpers/run-workflow';
import { z } from 'zod';
import type { SemanticsProfile } from '@shared/workflow/model';

const say = fakeKind('say', ({ config }) => config['value'] ?? null);
const slow = fakeKind('slow', ({ clock }) => {
  return new Promise((resolve) => clock.schedule(100, () => resolve(null)));
});
const each = fakeKind(
  'each',
  async ({ runBody }) => {
    await Promise.all([runBody(0, {}), runBody(1, {})]);
    return null;
  },
  { container: { locals: () => [] } },
);
const value = fakeKind('value', ({ config }) => config['value'] ?? null, {
  config: z.object({ value: z.unknown() }),
});
const decide = fakeKind('decide', ({ config }) => config['when'] ?? null, {
  config: z.object({ when: z.boolean() }),
});
const kinds = kindsOf(say, slow, each, value, decide);

const input = { n: 5, list: [1, 2], nothing: null, text: 'a', yes: true };

function outputs(run: TestRun): Record<string, unknown> {
  const of = run.events('step.completed').map(({ step, output }) => [step, output]);
  return Object.fromEntries(
    of.map(([step, output]) => [step, (output as { value: unknown }).value]),
  );
}

function guarded(skipWhen: string): TestRun {
  const steps = {
    a: { kind: 'say', config: { value: 1 }, skipWhen },
    b: 'say',
    c: { kind: 'say', join: 'settled' },
  } satisfies Record<string, StepText | string>;
  return runWorkflow(workflowOf(steps, ['a -> b', 'a -> c']), kinds, {}, { input });
}

describe('skipWhen', () => {
  it('skips by decision: the edges are dead', () => {
    const run = guarded('{{ input.n === 5 }}');
    expect(run.steps()).toEqual(['skipped a', 'skipped b', 'started c', 'completed c']);
    expect(run.events('step.skipped').map(({ reason }) => reason)).toEqual(['guard', 'not-taken']);
    expect(run.handle.state().steps.get('a')).toMatchObject({
      status: 'skipped',
      skipReason: 'guard',
      taken: [],
    });
  });

  it.each(['{{ input.n === 6 }}', '{{ input.nothing }}'])('lets it run when %s', (guard) => {
    expect(outputs(guarded(guard))).toMatchObject({ a: 1 });
  });

  it('fails the step when it is neither true nor false, by the error policy of the step', () => {
    const run = guarded('{{ input.n }}');
    expect(run.handle.state().error).toMatchObject({ code: 'SKIP_WHEN' });
    expect(guarded('{{ input.missing }}').handle.state().error?.code).toBe('EXPR_UNDEFINED');
  });

  it('sees what has finished, goes before a pin, and is asked once, not for every attempt', async () => {
    const retry = {
      attempts: 2,
      backoff: 'fixed',
      delay: 1,
      factor: 1,
      cap: 1,
      jitter: 0,
    } as const;
    let attempts = 0;
    const flaky = fakeKind('flaky', ({ setVariable }) => {
      attempts += 1;
      setVariable('stop', true);
      if (attempts === 1) throw new Error('again');
      return null;
    });
    const workflow = workflowOf(
      {
        a: { kind: 'flaky', skipWhen: '{{ vars.stop }}', retry },
        pinned: { kind: 'say', skipWhen: '{{ steps.a === null }}' },
      },
      ['a -> pinned'],
      { vars: { stop: false }, pins: new Map([['pinned', 1]]) },
    );
    const run = runWorkflow(workflow, kindsOf(flaky, say));
    await run.clock.advance(10);
    expect(attempts).toBe(2);
    expect(run.steps().at(-1)).toBe('skipped pinned');
  });
});

function withProfile(
  profile: Partial<SemanticsProfile>,
  steps: Record<string, StepText | string>,
  edges: readonly string[] = [],
) {
  const workflow = workflowOf(steps, edges, { profile: { dialect: 'test', ...profile } });
  return runWorkflow(workflow, kinds, {}, { input });
}

describe('interpolation: text', () => {
  const bindings = {
    number: '{{ input.n }}',
    list: '{{ input.list }}',
    nothing: '{{ input.nothing }}',
    deep: { x: ['{{ input.yes }}'] },
  };

  it('gives text for every binding of a setting that may be text', () => {
    const steps = { a: { kind: 'value', config: { value: bindings } } };
    expect(outputs(withProfile({ interpolation: 'text' }, steps))).toEqual({
      a: { number: '5', list: '[1,2]', nothing: '', deep: { x: ['true'] } },
    });
    expect(outputs(withProfile({ interpolation: 'typed' }, steps))).toEqual({
      a: { number: 5, list: [1, 2], nothing: null, deep: { x: [true] } },
    });
  });

  it('keeps the type where a setting can be no text', () => {
    const steps = { a: { kind: 'decide', config: { when: '{{ input.n > 1 }}' } } };
    expect(outputs(withProfile({ interpolation: 'text' }, steps))).toEqual({ a: true });
  });

  it('holds for variables and for the result, but not for guards', () => {
    const workflow = workflowOf({ a: { kind: 'say', skipWhen: '{{ input.yes }}' } }, [], {
      profile: { dialect: 'test', interpolation: 'text' },
      vars: { n: '{{ input.n }}' },
      result: ['{{ vars.n }}', '{{ input.list }}'],
    });
    const run = runWorkflow(workflow, kinds, {}, { input });
    expect(run.handle.state().output).toEqual({ value: ['5', '[1,2]'] });
    expect(run.steps()).toEqual(['skipped a']);
  });
});

describe('scheduling: sequential', () => {
  it('runs one step after the other, the first in the file first', async () => {
    const steps = { a: 'slow', d: 'say', c: 'slow', b: 'slow' };
    const run = withProfile({ scheduling: 'sequential' }, steps, ['a -> b', 'a -> d']);
    await run.clock.advance(1_000);
    expect(run.steps()).toEqual(
      ['a', 'd', 'c', 'b'].flatMap((id) => [`started ${id}`, `completed ${id}`]),
    );
  });

  it('takes a container as one step until all of it is done', async () => {
    const body = graphOf({ y: 'slow', x: 'slow' }, []);
    const run = withProfile(
      { scheduling: 'sequential' },
      { loop: { kind: 'each', body }, after: 'say' },
    );
    await run.clock.advance(1_000);
    expect(run.handle.state().status).toBe('completed');
    const steps = run.steps();
    expect(steps.indexOf('started after')).toBe(steps.indexOf('completed loop') + 1);
    for (const at of [0, 1]) {
      const second = steps.indexOf(`started loop[${at}]/x`);
      expect(second).toBeGreaterThan(steps.indexOf(`completed loop[${at}]/y`));
    }
  });

  it('starts nothing more when a step has failed', async () => {
    const bad = fakeKind('bad', () => {
      throw new Error('no');
    });
    const workflow = workflowOf({ a: 'bad', b: 'say' }, [], {
      profile: { dialect: 'test', scheduling: 'sequential' },
    });
    const run = runWorkflow(workflow, kindsOf(bad, say));
    await run.clock.advance(10);
    expect(run.steps()).toEqual(['started a', 'failed a']);
    expect(run.handle.state().status).toBe('failed');
  });

  it('goes on one after the other after a crash', async () => {
    const steps = { a: 'slow', b: 'slow', c: 'slow', d: 'slow' };
    const workflow = workflowOf(steps, ['a -> d'], {
      profile: { dialect: 'test', scheduling: 'sequential' },
    });
    const first = runWorkflow(workflow, kinds);
    await first.clock.advance(150);
    const events = [...first.journal.events];
    expect(first.steps()).toEqual(['started a', 'completed a', 'started b']);
    const second = restoreWorkflow(workflow, kinds, events);
    await second.clock.advance(1_000);
    expect(second.handle.state().status).toBe('completed');
    expect(second.steps()).toEqual([
      'started b',
      'completed b',
      'started c',
      'completed c',
      'started d',
      'completed d',
    ]);
  });
});
