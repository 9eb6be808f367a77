import { describe, expect, it } from 'vitest';
import {
  fakeKind,
  graphOf,
  kindsOf,
  runWorkflow,
  workflowOf,
  type StepText,
} from '../../test/helpers/run-workflow';
import { stepRunKey } from '@shared/runs/scope-path';
import { defaultSettings, type Graph, type RetryPolicy } from '@shared/workflow/model';
import { finalError } from './step-error';

const refused = { code: 'REFUSED', kind: 'operational', message: 'No.' } as const;
const container = { container: { locals: () => ['item'] } };

/** Runs its body `count` times, `atOnce` or one after the other; fails as soon as one fails. */
const each = fakeKind(
  'each',
  async ({ config, runBody }) => {
    const count = Number(config.count);
    const outputs = [];
    if (config.atOnce) {
      const bodies = Array.from({ length: count }, (_, at) => runBody(at, localsOf(at)));
      for (const body of bodies) outputs.push((await body).output);
      return outputs;
    }
    for (let at = 0; at < count; at += 1) {
      const outcome = await runBody(at, localsOf(at));
      if (outcome.status === 'failed' && outcome.error) throw finalError(outcome.error);
      outputs.push(outcome.output);
    }
    return outputs;
  },
  container,
);
const localsOf = (at: number) => ({ item: at * 10, loop: { index: at, item: at * 10 } });
const item = fakeKind('item', ({ roots }) => [roots.item ?? null, roots.loop ?? null]);
const echo = fakeKind('echo', ({ step }) => step.id);
const never = fakeKind('never', () => new Promise(() => undefined));
const slow = fakeKind(
  'slow',
  ({ clock }) => new Promise((resolve) => clock.schedule(10, () => resolve(1))),
);
const badAt = fakeKind('badAt', ({ roots, config }) => {
  if (roots.item === config.item) throw finalError(refused);
  return null;
});
const kinds = kindsOf(each, item, echo, never, slow, badAt);

function loop(count: number, body: Graph, rest: Partial<StepText> = {}): StepText {
  return { kind: 'each', body, ...rest, config: { count, ...rest.config } };
}

describe('containers', () => {
  it('run their body once per iteration, each in a scope of its own', async () => {
    const workflow = workflowOf({ each: loop(2, graphOf({ a: 'item' }, [])) }, []);
    const run = runWorkflow(workflow, kinds);
    await run.handle.done;
    expect(run.steps()).toEqual([
      'started each',
      'scope started each[0]',
      'started each[0]/a',
      'completed each[0]/a',
      'scope completed each[0]',
      'scope started each[1]',
      'started each[1]/a',
      'completed each[1]/a',
      'scope completed each[1]',
      'completed each',
    ]);
    expect(run.handle.state().output).toEqual({
      value: [
        [0, { index: 0, item: 0 }],
        [10, { index: 1, item: 10 }],
      ],
    });
    expect(run.handle.state().scopes.get('each')).toMatchObject({ started: 2, completed: 2 });
  });

  it('nest, and inner steps see outer items and outer steps', async () => {
    const seen = fakeKind('seen', ({ roots }) => [roots.item ?? null, roots.steps ?? null]);
    const inner = loop(1, graphOf({ seen: 'seen' }, []));
    const outer = loop(2, graphOf({ before: 'echo', inner }, ['before -> inner']));
    const run = runWorkflow(workflowOf({ outer }, []), kindsOf(each, echo, seen));
    await run.handle.done;
    const path = [
      { step: 'outer', iteration: 1 },
      { step: 'inner', iteration: 0 },
    ];
    const output = run.handle.state().steps.get(stepRunKey(path, 'seen'))?.output;
    expect(output).toEqual({ value: [0, { before: 'before' }] });
  });

  it('need no slot: with a concurrency of 1 their steps still run', async () => {
    const settings = { ...defaultSettings, concurrency: 1 };
    const inner = loop(2, graphOf({ a: 'slow' }, []), { config: { count: 2, atOnce: true } });
    const workflow = workflowOf({ outer: loop(1, graphOf({ inner }, [])), b: 'slow' }, [], {
      settings,
    });
    const run = runWorkflow(workflow, kinds);
    await run.clock.advance(30);
    expect(run.handle.state().status).toBe('completed');
    const times = run
      .events('step.started')
      .filter((event) => event.step !== 'outer' && event.step !== 'inner');
    expect(times.map((event) => event.time - run.clock.wallOffset)).toEqual([0, 10, 20]);
  });

  it('are told when a body fails, and what had started in it finishes first', async () => {
    const body = graphOf(
      { late: 'slow', bad: { kind: 'badAt', config: { item: 10 } }, next: 'echo' },
      ['late -> next'],
    );
    const run = runWorkflow(workflowOf({ each: loop(3, body) }, []), kinds);
    await run.clock.advance(100);
    expect(run.handle.state()).toMatchObject({
      status: 'failed',
      failedStep: 'each',
      error: refused,
    });
    expect(run.handle.state().steps.get('each[1]/late')?.status).toBe('completed');
    expect(run.handle.state().steps.get('each[1]/next')).toBeUndefined();
    expect(run.handle.state().scopes.get('each')).toMatchObject({
      started: 2,
      completed: 1,
      failed: 1,
    });
  });

  it('cancel the bodies they leave open when they end', async () => {
    const hasty = fakeKind(
      'hasty',
      async ({ runBody }) => {
        void runBody(0, {});
        return 'enough';
      },
      container,
    );
    const workflow = workflowOf(
      { hasty: { kind: 'hasty', body: graphOf({ a: 'never' }, []) } },
      [],
    );
    const run = runWorkflow(workflow, kindsOf(hasty, never));
    await run.handle.done;
    expect(run.steps().slice(2)).toEqual([
      'started hasty[0]/a',
      'cancelled hasty[0]/a',
      'scope completed hasty[0]',
      'completed hasty',
    ]);
    expect(run.events('scope.completed')[0]?.outcome).toBe('cancelled');
  });

  it('take what is inside with them when the run is cancelled', async () => {
    const workflow = workflowOf({ each: loop(1, graphOf({ a: 'never' }, [])) }, []);
    const run = runWorkflow(workflow, kinds);
    await run.handle.cancel('enough');
    expect(run.steps().slice(3)).toEqual([
      'cancelled each[0]/a',
      'scope completed each[0]',
      'cancelled each',
    ]);
    expect(run.handle.state().counts).toMatchObject({ cancelled: 2, running: 0, coordinating: 0 });
  });

  it('run their bodies anew when they are retried', async () => {
    const retry: RetryPolicy = {
      attempts: 2,
      backoff: 'fixed',
      delay: 5,
      factor: 1,
      cap: 5,
      jitter: 0,
    };
    const twice = fakeKind(
      'twice',
      async ({ attempt, runBody }) => {
        await runBody(0, {});
        if (attempt === 1) throw new Error('once more');
        return attempt;
      },
      container,
    );
    const body = graphOf({ a: 'echo' }, []);
    const run = runWorkflow(
      workflowOf({ twice: { kind: 'twice', body, retry } }, []),
      kindsOf(twice, echo),
    );
    await run.clock.advance(5);
    expect(run.events('step.completed').map((event) => event.step)).toEqual(['a', 'a', 'twice']);
    expect(run.handle.state().scopes.get('twice')).toMatchObject({ started: 1, completed: 1 });
  });

  it('have no time limit of the workflow, only one of their own', async () => {
    const settings = { ...defaultSettings, timeout: 15 };
    const body = graphOf({ a: 'slow' }, []);
    const free = runWorkflow(workflowOf({ each: loop(3, body) }, [], { settings }), kinds);
    await free.clock.advance(30);
    expect(free.handle.state().status).toBe('completed');
    const bound = runWorkflow(workflowOf({ each: loop(3, body, { timeout: 15 }) }, []), kinds);
    await bound.clock.advance(30);
    expect(bound.handle.state().error?.code).toBe('STEP_TIMEOUT');
    expect(bound.handle.state().steps.get('each[1]/a')?.status).toBe('cancelled');
  });

  it('complete an empty body with null', async () => {
    const run = runWorkflow(workflowOf({ each: loop(1, graphOf({}, [])) }, []), kinds);
    await run.handle.done;
    expect(run.handle.state().output).toEqual({ value: [null] });
  });
});
