import { describe, expect, it } from 'vitest';
import { foldRun } from '@shared/runs/reducer';
import { breakAt, debugRestored, debugWorkflow } from '../../../test/helpers/debug-workflow';
import {
  fakeKind,
  graphOf,
  kindsOf,
  runWorkflow,
  take,
  workflowOf,
  wordsOf,
} from '../../../test/helpers/run-workflow';
import { retryableError } from '../../engine/step-error';

let payments = 0;
const echo = fakeKind('echo', ({ step, config }) => config['value'] ?? step.id);
const pay = fakeKind(
  'pay',
  ({ config }) => {
    payments += 1;
    return { paid: config['amount'] ?? 1, count: payments };
  },
  { effects: () => 'unsafe' },
);
const bad = fakeKind('bad', ({ config }) => {
  if (config['works'] === true) return 'works';
  throw retryableError({ code: 'BAD', kind: 'operational', message: 'It is bad.' });
});
const decide = fakeKind('decide', () => take(['a'], 'decided'), {
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'a' }, { name: 'b' }] }),
});
const each = fakeKind(
  'each',
  async ({ runBody }) => {
    for (let at = 0; at < 2; at += 1) await runBody(at, { loop: { index: at } });
    return 'done';
  },
  { container: { locals: () => ['loop'] } },
);
const kinds = kindsOf(echo, pay, bad, decide, each);
const chain = workflowOf(
  { a: 'echo', b: { kind: 'echo', config: { value: '{{ steps.a }}' } }, c: 'echo' },
  ['a -> b', 'b -> c'],
);

describe('branches that are ready', () => {
  const mark = fakeKind('mark', ({ step, setVariable }) => {
    setVariable('last', step.id);
    return null;
  });
  const branching = workflowOf({ left: 'mark', right: 'mark', third: 'mark' }, [], {
    vars: { last: '' },
  });
  const markKinds = kindsOf(mark);
  const ended = ({ published }: Pick<ReturnType<typeof runWorkflow>, 'published'>) =>
    published.flatMap((event) => (event.type === 'step.completed' ? [event.step] : []));

  it('go on in the order that a person chooses, and a replay has the same order', async () => {
    for (const order of [
      ['third', 'left', 'right'],
      ['right', 'third', 'left'],
    ]) {
      const breakpoints = ['left', 'right', 'third'].map((id) => breakAt(id));
      const run = debugWorkflow(branching, markKinds, { breakpoints });
      for (const step of order) {
        await run.settled();
        run.session.resume(run.at(`before ${step}`).branch, 'continue');
      }
      expect((await run.session.done).vars).toEqual({ last: order[2] });
      const chosen = run.published.flatMap((event) =>
        event.type === 'run.continued' ? [event.step] : [],
      );
      expect(chosen).toEqual(order);
      expect(ended(run)).toEqual(order);
      const replay = runWorkflow(
        branching,
        markKinds,
        {},
        { effects: { policy: 'replay', recording: run.published } },
      );
      await replay.clock.advance(0);
      expect((await replay.handle.done).vars).toEqual({ last: order[2] });
      expect(ended(replay)).toEqual(order);
    }
  });
});

describe('what a person does at a stop', () => {
  it('skips a step with an output', async () => {
    const run = debugWorkflow(chain, kinds, { breakpoints: [breakAt('b')] });
    await run.session.skip(run.at('before b').id, { given: true });
    expect(await run.session.done).toMatchObject({ status: 'completed' });
    expect(run.handle.state().steps.get('b')).toMatchObject({
      status: 'completed',
      output: { value: { given: true } },
      by: 'debugger',
    });
    expect(run.steps()).not.toContain('started b');
  });

  it('skips a decision along the port that it is told, and no other', async () => {
    const workflow = workflowOf({ d: 'decide', x: 'echo', y: 'echo' }, ['d.a -> x', 'd.b -> y']);
    const run = debugWorkflow(workflow, kinds, { breakpoints: [breakAt('d')] });
    const { id } = run.at('before d');
    await expect(run.session.skip(id, null, ['c'])).rejects.toThrow('it has no port "c"');
    await run.session.skip(id, null, ['b']);
    expect(run.steps()).toEqual(expect.arrayContaining(['skipped x', 'started y', 'completed y']));
  });

  it('changes the input that a step starts with, and says so', async () => {
    const run = debugWorkflow(chain, kinds, { breakpoints: [breakAt('b')] });
    const { id, input } = run.at('before b');
    expect(input).toEqual({ value: { value: 'a' } });
    await run.session.edit(id, { type: 'input', value: { value: 'changed' } });
    expect(run.at('before b').input).toEqual({ value: { value: 'changed' } });
    run.session.resume(1, 'continue');
    const [, started] = run.events('step.started');
    expect(started).toMatchObject({ input: { value: { value: 'changed' } }, edited: true });
    expect(run.handle.state().steps.get('b')?.output).toEqual({ value: 'changed' });
  });

  it('stands before a step whose settings cannot be resolved, and says why', async () => {
    const workflow = workflowOf(
      { a: 'echo', b: { kind: 'echo', config: { value: '{{ vars.list.first }}' } } },
      ['a -> b'],
      { vars: { list: null } },
    );
    const run = debugWorkflow(workflow, kinds, { breakpoints: [breakAt('b')] });
    const { id, error, input } = run.at('before b');
    expect([error?.code, input]).toEqual([expect.stringContaining('EXPR'), undefined]);
    await run.session.edit(id, { type: 'variable', name: 'list', value: { first: 1 } });
    run.session.resume(1, 'continue');
    expect((await run.session.done).output).toEqual({ value: 1 });
    // It can be given what it starts with, or fail as it would have.
    const other = debugWorkflow(workflow, kinds, { breakpoints: [breakAt('b')] });
    const given = { type: 'input', value: { value: 'given' } } as const;
    await other.session.edit(other.at('before b').id, given);
    other.session.resume(1, 'continue');
    expect((await other.session.done).output).toEqual({ value: 'given' });
    const third = debugWorkflow(workflow, kinds, { breakpoints: [breakAt('b')] });
    third.session.resume(1, 'continue');
    expect((await third.session.done).status).toBe('failed');
    expect(third.told.filter(({ type }) => type === 'stopped')).toHaveLength(1);
  });

  it('changes an output before anything follows from it', async () => {
    const run = debugWorkflow(chain, kinds, {
      breakpoints: [breakAt({ type: 'wire', edge: 'a -> b' })],
    });
    const { id } = run.at('wire a.out -> b.in');
    await run.session.edit(id, { type: 'output', value: 'other' });
    run.session.resume(1, 'continue');
    await run.session.done;
    expect(run.handle.state().steps.get('b')?.output).toEqual({ value: 'other' });
    expect(run.handle.state().steps.get('a')?.output).toEqual({ value: 'other' });
  });

  it('changes a variable, which the next settings see', async () => {
    const workflow = workflowOf(
      { a: 'echo', b: { kind: 'echo', config: { value: '{{ vars.n }}' } } },
      ['a -> b'],
      { vars: { n: 1 } },
    );
    const run = debugWorkflow(workflow, kinds, { stopOnEntry: true });
    await run.session.edit(run.at('before a').id, { type: 'variable', name: 'n', value: 5 });
    run.session.resume(1, 'continue');
    expect((await run.session.done).output).toEqual({ value: 5 });
    expect(run.events('variable.set')[0]).toMatchObject({ by: 'debugger', name: 'n' });
  });

  it('restarts a step with other settings, for the rest of the run', async () => {
    const body = graphOf({ x: 'echo' }, []);
    const run = debugWorkflow(workflowOf({ loop: { kind: 'each', body } }, []), kinds, {
      breakpoints: [breakAt('x', { iteration: 0 })],
    });
    expect(await run.settled()).toEqual(['before loop[0]/x']);
    await run.session.restart(run.at('before loop[0]/x').id, { value: 'new' });
    expect(run.at('before loop[0]/x')).toMatchObject({
      reason: 'restart',
      input: { value: { value: 'new' } },
    });
    run.session.resume(1, 'continue');
    await run.session.done;
    const { steps } = run.handle.state();
    expect([steps.get('loop[0]/x')?.output, steps.get('loop[1]/x')?.output]).toEqual([
      { value: 'new' },
      { value: 'new' },
    ]);
    expect([...run.session.overrides()]).toEqual([['x', { value: 'new' }]]);
  });

  it('stops at a failure before anything is made of it, and does the step again', async () => {
    const workflow = workflowOf({ a: 'bad', b: 'echo' }, ['a -> b']);
    const run = debugWorkflow(workflow, kinds, { errorStops: { all: false, uncaught: true } });
    expect(run.where()).toEqual(['error a']);
    expect(run.at('error a')).toMatchObject({ reason: 'exception', error: { code: 'BAD' } });
    await run.session.restart(run.at('error a').id, { works: true });
    expect(run.where()).toEqual(['before a']);
    run.session.resume(1, 'continue');
    expect((await run.session.done).status).toBe('completed');
    expect(run.events('step.started').map(({ attempt }) => attempt)).toEqual([1, 2, 1]);
  });

  it('counts what an attempt has cost that is done again', async () => {
    const workflow = workflowOf({ a: { kind: 'bad', cost: 0.5 } }, []);
    const run = debugWorkflow(workflow, kinds, { errorStops: { all: false, uncaught: true } });
    await run.session.restart(run.at('error a').id, { works: true });
    expect(run.handle.state().steps.get('a')?.cost?.amounts).toEqual({ USD: 500_000_000 });
    run.session.resume(1, 'continue');
    const { cost } = await run.session.done;
    expect(cost).toEqual({ amounts: { USD: 1_000_000_000 }, unknown: 0 });
  });

  it('jumps back: what lies between is open again and done again', async () => {
    const run = debugWorkflow(chain, kinds, { breakpoints: [breakAt('c')] });
    await run.session.jump(run.at('before c').id, 'a');
    expect(run.where()).toEqual(['before a']);
    expect(run.at('before a').reason).toBe('goto');
    expect(run.handle.state().steps.get('b')?.status).toBe('pending');
    run.session.setBreakpoints([]);
    run.session.resume(1, 'continue');
    expect((await run.session.done).status).toBe('completed');
    const started = run.events('step.started').map(({ step, attempt }) => `${step} ${attempt}`);
    expect(started).toEqual(['a 1', 'b 1', 'a 2', 'b 2', 'c 1']);
  });

  it('jumps forward: what lies between is skipped', async () => {
    const run = debugWorkflow(chain, kinds, { stopOnEntry: true });
    await run.session.jump(run.at('before a').id, 'c');
    expect(run.where()).toEqual(['before c']);
    run.session.resume(1, 'continue');
    expect((await run.session.done).status).toBe('completed');
    const { steps } = run.handle.state();
    expect([steps.get('a')?.skipReason, steps.get('b')?.skipReason]).toEqual(['jump', 'not-taken']);
    expect(run.events('step.started').map(({ step }) => step)).toEqual(['c']);
  });

  it('does not jump into another graph, nor to what is not there', async () => {
    const workflow = workflowOf(
      { a: 'echo', loop: { kind: 'each', body: graphOf({ x: 'echo' }, []) } },
      ['a -> loop'],
    );
    const run = debugWorkflow(workflow, kinds, { stopOnEntry: true });
    const { id } = run.at('before a');
    await expect(run.session.jump(id, 'x')).rejects.toMatchObject({ code: 'JUMP_OUTSIDE' });
    await expect(run.session.jump(id, 'nowhere')).rejects.toMatchObject({ code: 'JUMP_OUTSIDE' });
    expect(run.where()).toEqual(['before a']);
  });

  it('uses what an unsafe step had given when it comes there again, and asks when it is asked otherwise', async () => {
    payments = 0;
    const workflow = workflowOf(
      { a: 'echo', p: { kind: 'pay', config: { amount: '{{ vars.amount }}' } }, c: 'echo' },
      ['a -> p', 'p -> c'],
      { vars: { amount: 3 } },
    );
    const run = debugWorkflow(workflow, kinds, { breakpoints: [breakAt('c')] });
    await run.session.jump(run.at('before c').id, 'a');
    run.session.resume(1, 'continue');
    expect(run.where()).toEqual(['before c']);
    expect(payments).toBe(1);
    expect(run.handle.state().steps.get('p')).toMatchObject({
      by: 'recorded',
      output: { value: { count: 1 } },
    });
    await run.session.jump(run.at('before c').id, 'a');
    await run.session.edit(run.at('before a').id, { type: 'variable', name: 'amount', value: 9 });
    run.session.resume(1, 'continue');
    expect(run.handle.state().steps.get('p')?.status).toBe('interrupted');
    expect(payments).toBe(1);
    await run.handle.decide({ path: [], step: 'p' }, 'retry');
    expect([payments, run.where()]).toEqual([2, ['before c']]);
    await run.session.jump(run.at('before c').id, 'p', 'live');
    run.session.resume(1, 'continue');
    expect(payments).toBe(3);
  });

  it('refuses a stop that is gone, and what is not possible there', async () => {
    const run = debugWorkflow(chain, kinds, { breakpoints: [breakAt('b')] });
    const { id } = run.at('before b');
    const output = { type: 'output', value: 1 } as const;
    await expect(run.session.edit(id, output)).rejects.toMatchObject({ code: 'STOP_CANNOT' });
    await expect(run.session.skip(id, undefined as never)).rejects.toThrow();
    run.session.resume(1, 'continue');
    await expect(run.session.edit(id, output)).rejects.toMatchObject({ code: 'STOP_GONE' });
    await expect(run.session.jump(id, 'a')).rejects.toMatchObject({ code: 'STOP_GONE' });
  });

  it('is cancelled at once while it stands, and holds no slot meanwhile', async () => {
    const run = debugWorkflow(chain, kinds, { breakpoints: [breakAt('b')] });
    await run.session.cancel('enough');
    expect(await run.session.done).toMatchObject({ status: 'cancelled' });
    expect(run.where()).toEqual([]);
    expect(run.handle.state().stops).toBeUndefined();
    expect(run.told.at(-1)).toMatchObject({ type: 'ended' });
  });

  it('goes on alone when the debugger goes away, or stays where it stands', async () => {
    const run = debugWorkflow(chain, kinds, { breakpoints: [breakAt('b'), breakAt('c')] });
    await run.session.detach('continue');
    expect((await run.handle.done).status).toBe('completed');
    const other = debugWorkflow(chain, kinds, { breakpoints: [breakAt('b')] });
    await other.session.detach('stay');
    expect(other.handle.state().status).toBe('paused');
  });
});

describe('a run whose process ends while it stands', () => {
  const places: readonly (readonly [string, Parameters<typeof debugWorkflow>[2]])[] = [
    ['before b', { breakpoints: [breakAt('b')] }],
    ['wire a.out -> b.in', { breakpoints: [breakAt({ type: 'wire', edge: 'a -> b' })] }],
    ['after a', { breakpoints: [breakAt({ type: 'data', path: 'steps.a' })] }],
  ];

  it.each(places)(
    'stands %s again, with the same input, and goes on from there',
    async (where, options) => {
      const run = debugWorkflow(chain, kinds, options);
      expect(run.where()).toEqual([where]);
      const again = debugRestored(chain, kinds, run.published);
      expect(again.where()).toEqual([where]);
      expect(again.handle.state()).toMatchObject({ status: 'paused' });
      const { input, output, branch, reason } = run.at(where);
      expect(again.at(where)).toMatchObject({
        branch,
        reason,
        ...(input && { input }),
        ...(output && { output }),
      });
      again.session.resume(branch, 'continue');
      expect((await again.session.done).status).toBe('completed');
      expect(foldRun(again.log()).steps.get('b')?.output).toEqual({ value: 'a' });
      expect(wordsOf(again.log()).filter((word) => word === 'started a')).toHaveLength(1);
    },
  );

  it('stands at a failure again without doing the step again', async () => {
    const workflow = workflowOf({ a: { kind: 'bad', onError: 'continue' }, b: 'echo' }, ['a -> b']);
    const run = debugWorkflow(workflow, kinds, { errorStops: { all: true, uncaught: false } });
    const again = debugRestored(workflow, kinds, run.published);
    expect(again.where()).toEqual(['error a']);
    expect(again.at('error a').error).toMatchObject({ code: 'BAD' });
    again.session.resume(1, 'continue');
    expect((await again.session.done).status).toBe('completed');
    expect(again.steps()).not.toContain('started a');
  });

  it('keeps what was changed: input, settings, the next step', async () => {
    const run = debugWorkflow(chain, kinds, { breakpoints: [breakAt('b')] });
    await run.session.edit(run.at('before b').id, { type: 'input', value: { value: 'kept' } });
    const again = debugRestored(chain, kinds, run.published);
    expect(again.at('before b').input).toEqual({ value: { value: 'kept' } });
    await again.session.restart(again.at('before b').id, { value: 'set' });
    const third = debugRestored(chain, kinds, again.log());
    expect(third.at('before b')).toMatchObject({
      reason: 'restart',
      input: { value: { value: 'set' } },
    });
    await third.session.jump(third.at('before b').id, 'a');
    const fourth = debugRestored(chain, kinds, third.log());
    expect(fourth.at('before a')).toMatchObject({ reason: 'goto' });
    fourth.session.resume(1, 'continue');
    expect((await fourth.session.done).status).toBe('completed');
    expect(foldRun(fourth.log()).steps.get('b')?.output).toEqual({ value: 'set' });
  });
});
