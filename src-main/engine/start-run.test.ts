import { describe, expect, it } from 'vitest';
import {
  edgeOf,
  fakeKind,
  kindsOf,
  runWorkflow,
  take,
  workflowOf,
  type StepText,
} from '../../test/helpers/run-workflow';
import { edgeState } from '@shared/runs/edge-state';
import { defaultSettings, type JoinPolicy } from '@shared/workflow/model';

const echo = fakeKind('echo', ({ step }) => step.id);
const check = fakeKind('check', ({ config }) => take([String(config.answer)], true), {
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'true' }, { name: 'false' }] }),
});
const trigger = fakeKind('trigger', ({ roots }) => roots.input ?? null, { trigger: true });
const note = fakeKind('note', () => null, { annotation: true });
const kinds = kindsOf(echo, check, trigger, note);

const answerTrue: StepText = { kind: 'check', config: { answer: 'true' } };

describe('startRun', () => {
  it('runs a chain at once when the journal and the steps answer at once', () => {
    const run = runWorkflow(workflowOf({ a: 'echo', b: 'echo' }, ['a -> b']), kinds);
    expect(run.published.map((event) => event.type)).toEqual([
      'run.created',
      'run.started',
      'step.started',
      'step.completed',
      'step.started',
      'step.completed',
      'run.completed',
    ]);
    expect(run.published.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(run.handle.state()).toMatchObject({ status: 'completed', output: { value: 'b' } });
  });

  it('runs under the id that it is given', () => {
    const id = 'run_abcdefghij' as never;
    const run = runWorkflow(workflowOf({ a: 'echo' }, []), kinds, {}, { run: id });
    expect(run.handle.id).toBe(id);
    expect(run.published.every((event) => event.run === id)).toBe(true);
  });

  it('completes an empty workflow with null', () => {
    const run = runWorkflow(workflowOf({}, []), kinds);
    expect(run.handle.state()).toMatchObject({ status: 'completed', output: { value: null } });
  });

  it('gives the input to triggers and starts nowhere else when there is one', () => {
    const workflow = workflowOf({ start: 'trigger', a: 'echo', loose: 'echo' }, ['start -> a']);
    const run = runWorkflow(workflow, kinds, {}, { input: { order: 7 } });
    expect(run.handle.state().steps.get('start')?.output).toEqual({ value: { order: 7 } });
    expect(run.handle.state().steps.get('loose')?.status).toBe('skipped');
  });

  it('leaves annotations out', () => {
    const run = runWorkflow(workflowOf({ a: 'echo', remark: 'note' }, ['remark -> a']), kinds);
    expect(run.steps()).toEqual(['started a', 'completed a']);
  });

  it('takes the output of the end step that completed, or an object of several', () => {
    const one = workflowOf({ check: answerTrue, a: 'echo', b: 'echo' }, [
      'check.true -> a',
      'check.false -> b',
    ]);
    expect(runWorkflow(one, kinds).handle.state().output).toEqual({ value: 'a' });
    const two = workflowOf({ a: 'echo', b: 'echo' }, []);
    expect(runWorkflow(two, kinds).handle.state().output).toEqual({ value: { a: 'a', b: 'b' } });
  });

  it('runs independent steps together and joins them', async () => {
    const slow = fakeKind('slow', ({ clock, config, step }) => {
      return new Promise((resolve) => clock.schedule(Number(config.ms), () => resolve(step.id)));
    });
    const workflow = workflowOf(
      {
        a: { kind: 'slow', config: { ms: 20 } },
        b: { kind: 'slow', config: { ms: 10 } },
        c: 'echo',
      },
      ['a -> c', 'b -> c'],
    );
    const run = runWorkflow(workflow, kindsOf(slow, echo));
    await run.clock.advance(20);
    expect(run.steps()).toEqual([
      'started a',
      'started b',
      'completed b',
      'completed a',
      'started c',
      'completed c',
    ]);
  });

  it('runs a chain of thousands of steps and a dead path of thousands', () => {
    const ids = Array.from({ length: 5_000 }, (_, at) => `s${at}`);
    const edges = ids.slice(1).map((id, at) => `s${at} -> ${id}`);
    const chain = workflowOf(Object.fromEntries(ids.map((id) => [id, 'echo'])), edges);
    expect(runWorkflow(chain, kinds).handle.state().counts.completed).toBe(5_000);
    const steps = { check: answerTrue, ...Object.fromEntries(ids.map((id) => [id, 'echo'])) };
    const dead = workflowOf(steps, ['check.false -> s0', ...edges]);
    expect(runWorkflow(dead, kinds).handle.state().counts.skipped).toBe(5_000);
  });

  it('lets others in the process have a turn in a long run of quick steps', async () => {
    const busy = fakeKind('busy', ({ clock }) => {
      (clock as never as { spend(ms: number): void }).spend(1);
      return null;
    });
    const ids = Array.from({ length: 100 }, (_, at) => `s${at}`);
    const run = runWorkflow(
      workflowOf(Object.fromEntries(ids.map((id) => [id, 'busy'])), []),
      kindsOf(busy),
    );
    expect(run.handle.state().counts.completed).toBeLessThan(10);
    await run.clock.advance(200);
    expect(run.handle.state().status).toBe('completed');
  });
});

describe('a workflow that cannot run', () => {
  it('fails before any step when a kind is unknown', () => {
    const run = runWorkflow(workflowOf({ a: 'echo', b: 'telepathy' }, ['a -> b']), kinds);
    expect(run.published.map((event) => event.type)).toEqual(['run.created', 'run.failed']);
    expect(run.handle.state().error).toMatchObject({
      code: 'STEP_UNKNOWN',
      message: 'Step "b" has the kind "telepathy", which this version does not know.',
    });
  });

  it('runs past a disabled step of an unknown kind', () => {
    const workflow = workflowOf({ a: { kind: 'telepathy', disabled: true }, b: 'echo' }, [
      'a -> b',
    ]);
    expect(runWorkflow(workflow, kinds).handle.state().status).toBe('completed');
  });

  it('names the circle in its edges', () => {
    const workflow = workflowOf({ a: 'echo', b: 'echo', c: 'echo' }, [
      'a -> b',
      'b -> c',
      'c -> b',
    ]);
    expect(runWorkflow(workflow, kinds).handle.state().error).toMatchObject({
      code: 'GRAPH_CYCLE',
      message: expect.stringMatching(/b -> c -> b|c -> b -> c/),
    });
  });
});

describe('edges and joins', () => {
  function joined(join: JoinPolicy): string | undefined {
    const steps = { check: answerTrue, yes: 'echo', no: 'echo', end: { kind: 'echo', join } };
    const edges = ['check.true -> yes', 'check.false -> no', 'yes -> end', 'no -> end'];
    return runWorkflow(workflowOf(steps, edges), kinds).handle.state().steps.get('end')?.status;
  }

  it('any: runs when one edge is taken', () => expect(joined('any')).toBe('completed'));
  it('all: is skipped when one edge is dead', () => expect(joined('all')).toBe('skipped'));
  it('settled: runs in any case', () => expect(joined('settled')).toBe('completed'));

  it('kills everything that hangs only on a dead edge', () => {
    const edges = ['check.false -> a', 'a -> b', 'b -> c', 'check.true -> c'];
    const workflow = workflowOf({ check: answerTrue, a: 'echo', b: 'echo', c: 'echo' }, edges);
    const run = runWorkflow(workflow, kinds);
    expect(run.steps()).toEqual([
      'started check',
      'completed check',
      'skipped a',
      'skipped b',
      'started c',
      'completed c',
    ]);
    expect(edges.map((edge) => edgeState(run.handle.state(), [], edgeOf(edge)))).toEqual([
      'dead',
      'dead',
      'dead',
      'taken',
    ]);
  });

  it('goes past a disabled step, whose output is null', () => {
    const workflow = workflowOf({ a: { disabled: true }, b: 'echo' }, ['a -> b']);
    const run = runWorkflow(workflow, kinds);
    expect(run.events('step.skipped')[0]).toMatchObject({ reason: 'disabled', taken: ['out'] });
    expect(run.handle.state().steps.get('b')?.status).toBe('completed');
    expect(run.handle.state().steps.get('a')?.output).toEqual({ value: null });
  });

  it('does not run a disabled step that hangs on a dead edge, nor what follows', () => {
    const workflow = workflowOf({ check: answerTrue, a: { disabled: true }, b: 'echo' }, [
      'check.false -> a',
      'a -> b',
    ]);
    expect(runWorkflow(workflow, kinds).steps().slice(2)).toEqual(['skipped a', 'skipped b']);
  });

  it('uses a pin instead of running the step, and says so', () => {
    const workflow = workflowOf({ a: 'trigger', b: 'echo' }, ['a -> b'], {
      pins: new Map([['a', { pinned: true }]]),
    });
    const run = runWorkflow(workflow, kinds, {}, { input: 'real' });
    expect(run.steps()).toEqual(['completed a', 'started b', 'completed b']);
    expect(run.handle.state().steps.get('a')).toMatchObject({
      pinned: true,
      attempt: 0,
      output: { value: { pinned: true } },
    });
  });

  it('still decides where to go in a pinned step with several ways', () => {
    const workflow = workflowOf({ check: answerTrue, a: 'echo', b: 'echo' }, [
      'check.true -> a',
      'check.false -> b',
    ]);
    const pinned = { ...workflow, pins: new Map([['check', true]]) };
    expect(runWorkflow(pinned, kinds).handle.state().steps.get('b')?.status).toBe('skipped');
  });
});

describe('concurrency', () => {
  const settings = { ...defaultSettings, concurrency: 2 };
  const slow = fakeKind(
    'slow',
    ({ clock }) => new Promise((resolve) => clock.schedule(10, () => resolve(null))),
  );
  const slowKinds = kindsOf(slow, echo);

  it('starts as many as it allows, queues the others and starts them in order', async () => {
    const steps = { a: 'slow', b: 'slow', c: 'slow', d: 'slow' };
    const run = runWorkflow(workflowOf(steps, [], { settings }), slowKinds);
    expect(run.steps()).toEqual(['started a', 'started b', 'queued c', 'queued d']);
    await run.clock.advance(10);
    expect(run.steps().slice(4)).toEqual(['completed a', 'started c', 'completed b', 'started d']);
  });

  it('gives the slot of a waiting step to others', async () => {
    const nap = fakeKind('nap', async ({ clock, waitUntil }) => {
      await waitUntil(clock.now() + 100, 'a nap');
      return null;
    });
    const workflow = workflowOf({ a: 'nap', b: 'nap', c: 'slow' }, [], { settings });
    const run = runWorkflow(workflow, kindsOf(nap, slow));
    await run.clock.advance(0);
    expect(run.handle.state().steps.get('c')?.status).toBe('running');
    await run.clock.advance(10);
    expect(run.handle.state().status).toBe('waiting');
    await run.clock.advance(90);
    expect(run.handle.state().status).toBe('completed');
    expect(run.clock.pending).toBe(0);
  });
});
