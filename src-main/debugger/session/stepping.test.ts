import { describe, expect, it } from 'vitest';
import { breakAt, debugWorkflow } from '../../../test/helpers/debug-workflow';
import { fakeKind, graphOf, kindsOf, workflowOf } from '../../../test/helpers/run-workflow';
import type { ContentHash } from '@shared/lib/ids';
import type { LoadedWorkflow } from '../../engine/types';

const echo = fakeKind('echo', ({ step }) => step.id);
const each = fakeKind(
  'each',
  async ({ runBody, config }) => {
    for (let at = 0; at < Number(config['times'] ?? 3); at += 1) {
      await runBody(at, { loop: { index: at } });
    }
    return 'done';
  },
  { container: { locals: () => ['loop'] } },
);
const callee: LoadedWorkflow = {
  workflow: workflowOf({ first: 'echo', second: 'echo' }, ['first -> second'], { name: 'Called' }),
  ref: { id: null, hash: 'b'.repeat(64) as ContentHash, name: 'Called' },
  folder: null,
};
const call = fakeKind(
  'call',
  async ({ callWorkflow }) => {
    return (await callWorkflow(0, { load: () => Promise.resolve(callee), input: null })).output;
  },
  { calls: {} as never },
);
const kinds = kindsOf(echo, each, call);
const chain = workflowOf({ a: 'echo', b: 'echo', c: 'echo' }, ['a -> b', 'b -> c']);
const nested = workflowOf(
  {
    a: 'echo',
    loop: { kind: 'each', body: graphOf({ x: 'echo', y: 'echo' }, ['x -> y']) },
    z: 'echo',
  },
  ['a -> loop', 'loop -> z'],
);

describe('stepping', () => {
  it('stops at the start, goes over steps, and stops at the end of the last one', async () => {
    const run = debugWorkflow(chain, kinds, { stopOnEntry: true });
    expect(run.where()).toEqual(['before a']);
    expect(run.at('before a')).toMatchObject({
      reason: 'entry',
      branch: 1,
      description: 'Paused before a (at the start)',
    });
    run.session.resume(1, 'over');
    expect(run.where()).toEqual(['before b']);
    run.session.resume(1, 'over');
    run.session.resume(1, 'over');
    expect(run.where()).toEqual(['after c']);
    expect(run.at('after c')).toMatchObject({ reason: 'step', output: { value: 'c' } });
    run.session.resume(1, 'over');
    expect(run.where()).toEqual([]);
    expect((await run.session.done).status).toBe('completed');
  });

  it('goes into a body, from iteration to iteration, and out of the loop', async () => {
    const run = debugWorkflow(nested, kinds, { breakpoints: [breakAt('loop')] });
    expect(run.where()).toEqual(['before loop']);
    run.session.resume(1, 'into');
    expect(await run.settled()).toEqual(['before loop[0]/x']);
    run.session.resume(1, 'over');
    expect(await run.settled()).toEqual(['before loop[0]/y']);
    run.session.resume(1, 'over');
    expect(await run.settled()).toEqual(['after loop[0]/y']);
    run.session.resume(1, 'over');
    expect(await run.settled()).toEqual(['before loop[1]/x']);
    run.session.resume(1, 'into');
    run.session.resume(1, 'out');
    expect(await run.settled()).toEqual(['before z']);
  });

  it('goes over a loop in one go', async () => {
    const run = debugWorkflow(nested, kinds, { breakpoints: [breakAt('loop')] });
    run.session.resume(1, 'over');
    expect(await run.settled()).toEqual(['before z']);
  });

  it('goes into the 10,000th iteration as into the first', async () => {
    const body = graphOf({ x: 'echo', y: 'echo' }, ['x -> y']);
    const workflow = workflowOf(
      { loop: { kind: 'each', config: { times: 10_001 }, body }, z: 'echo' },
      ['loop -> z'],
    );
    const at = breakAt('x', { iteration: 9_999 });
    const run = debugWorkflow(workflow, kinds, { breakpoints: [at] }, { historyLimit: 100_000 });
    while (run.where().length === 0) await run.settled();
    expect(run.where()).toEqual(['before loop[9999]/x']);
    run.session.resume(1, 'over');
    expect(await run.settled()).toEqual(['before loop[9999]/y']);
    run.session.resume(1, 'out');
    expect(await run.settled()).toEqual(['before z']);
    expect(run.session.branches().map(({ id }) => id)).toEqual([1]);
  }, 30_000);

  it('goes into a called workflow and out of it', async () => {
    const workflow = workflowOf({ a: 'call', b: 'echo' }, ['a -> b']);
    const run = debugWorkflow(workflow, kinds, { stopOnEntry: true });
    run.session.resume(1, 'into');
    expect(await run.settled()).toEqual(['before a[0]/first']);
    run.session.resume(1, 'over');
    expect(await run.settled()).toEqual(['before a[0]/second']);
    run.session.resume(1, 'out');
    expect(await run.settled()).toEqual(['before b']);
  });

  it('runs to a step, unless a breakpoint comes before', async () => {
    const run = debugWorkflow(nested, kinds, { stopOnEntry: true });
    run.session.runTo(1, 'z');
    expect(await run.settled()).toEqual(['before z']);
    const other = debugWorkflow(nested, kinds, { stopOnEntry: true, breakpoints: [breakAt('y')] });
    other.session.runTo(1, 'z');
    expect(await other.settled()).toEqual(['before loop[0]/y']);
    other.session.setBreakpoints([]);
    other.session.resume(1, 'continue');
    expect((await other.session.done).status).toBe('completed');
  });

  it('stops at the next step when it is asked to pause, also one that waits', async () => {
    const slow = fakeKind(
      'slow',
      ({ clock }) => new Promise((done) => clock.schedule(50, () => done(1))),
    );
    const rest = fakeKind('rest', async ({ waitUntil, clock }) => {
      await waitUntil(clock.now() + 1_000, 'rests');
      return null;
    });
    const workflow = workflowOf({ a: 'slow', b: 'rest', c: 'echo' }, ['a -> b', 'b -> c']);
    const run = debugWorkflow(workflow, kindsOf(slow, rest, echo));
    run.session.pause();
    expect(run.where()).toEqual([]);
    await run.clock.advance(50);
    expect(run.where()).toEqual(['after a']);
    run.session.resume(1, 'continue');
    await run.clock.advance(10);
    run.session.pause();
    expect(run.where()).toEqual(['wait b']);
    expect(run.handle.state().status).toBe('paused');
    await run.clock.advance(5_000);
    expect(run.where()).toEqual(['wait b']);
    run.session.resume(1, 'continue');
    // The long wait was a long slice of work: others get their turn first.
    await run.clock.advance(1);
    expect((await run.session.done).status).toBe('completed');
  });
});
