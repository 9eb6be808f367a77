import { describe, expect, it } from 'vitest';
import {
  fakeKind,
  graphOf,
  kindsOf,
  leave,
  runWorkflow,
  workflowOf,
  type StepText,
} from '../../test/helpers/run-workflow';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { Leave } from '@shared/runs/events';
import type { Graph } from '@shared/workflow/model';
import { finalError } from './step-error';

const refused = { code: 'REFUSED', kind: 'operational', message: 'No.' } as const;
const container = { container: { locals: () => [] } };
const entry = fakeKind('entry', () => null, { entry: { in: ['guard', 'parts'], seesMain: true } });
const echo = fakeKind('echo', ({ step }) => step.id);
const bad = fakeKind('bad', () => {
  throw finalError(refused);
});
const never = fakeKind('never', () => new Promise(() => undefined));
const roots = fakeKind('roots', ({ roots: { steps = null, error = null } }) => ({ steps, error }));

/** Runs its main part, and when that fails its first section with the error. */
const guard = fakeKind(
  'guard',
  async ({ runBody, sections }) => {
    const main = await runBody(0, {});
    const [handler] = sections;
    if (main.status !== 'failed' || handler === undefined) return main.output;
    const error = { code: main.error?.code ?? '', failedStep: main.failedStep ?? '' };
    const handled = await runBody(1, { error }, { section: handler.step, sees: 0 });
    return handled.output;
  },
  container,
);
/** Runs its main part and each section, and tells how all of them ended. */
const parts = fakeKind(
  'parts',
  async ({ runBody, sections }) => {
    const bodies = [undefined, ...sections.map((section) => section.step)].map((section, at) =>
      runBody(at, {}, section === undefined ? {} : { section }),
    );
    const outcomes = await Promise.all(bodies);
    return outcomes.map(({ status, output }) => [status, output]);
  },
  container,
);
const kinds = kindsOf(guard, parts, entry, echo, bad, never, roots);

function guarded(kind: string, body: Graph): StepText {
  return { kind, body };
}

async function outputOf(steps: Record<string, StepText | string>): Promise<unknown> {
  const run = runWorkflow(workflowOf(steps, []), kinds);
  await run.handle.done;
  const { output, error } = run.handle.state();
  return error ?? output;
}

describe('sections', () => {
  it('run apart from the main part, each with an iteration of its own', async () => {
    const body = graphOf({ a: 'echo', one: 'entry', b: 'echo', two: 'entry', c: 'echo' }, [
      'one -> b',
      'two -> c',
    ]);
    const run = runWorkflow(workflowOf({ parts: guarded('parts', body) }, []), kinds);
    await run.handle.done;
    expect(run.handle.state().output).toEqual({
      value: [
        ['completed', 'a'],
        ['completed', 'b'],
        ['completed', 'c'],
      ],
    });
    expect(
      run.events('scope.started').map(({ iteration, section }) => [iteration, section]),
    ).toEqual([
      [0, undefined],
      [1, 'one'],
      [2, 'two'],
    ]);
    expect(run.steps()).toContain('completed parts[1]/b');
    expect(run.steps()).not.toContain('completed parts[0]/b');
  });

  it('see the finished steps of the body they are told to see, and what the body is given', async () => {
    const body = graphOf({ first: 'echo', broken: 'bad', handler: 'entry', look: 'roots' }, [
      'first -> broken',
      'handler -> look',
    ]);
    expect(await outputOf({ guard: guarded('guard', body) })).toEqual({
      value: {
        steps: { first: 'first', handler: null },
        error: { code: 'REFUSED', failedStep: 'broken' },
      },
    });
  });

  it('have the error of their own path before the one they are given', async () => {
    const inner: JsonObject = { code: 'INNER' };
    const worse = fakeKind('worse', () => {
      throw finalError({ ...refused, code: 'INNER' });
    });
    const body = graphOf(
      {
        broken: 'bad',
        handler: 'entry',
        again: { kind: 'worse', onError: 'port' },
        look: 'roots',
      },
      ['handler -> again', 'again.error -> look'],
    );
    const run = runWorkflow(
      workflowOf({ guard: guarded('guard', body) }, []),
      kindsOf(guard, entry, bad, roots, worse),
    );
    await run.handle.done;
    expect(run.handle.state().output).toMatchObject({ value: { error: inner } });
  });

  it('do not run when their entry is disabled', async () => {
    const body = graphOf({ broken: 'bad', handler: { kind: 'entry', disabled: true }, b: 'echo' }, [
      'handler -> b',
    ]);
    expect(await outputOf({ guard: guarded('guard', body) })).toEqual({ value: null });
  });

  it('share no step with another part', async () => {
    const body = graphOf({ a: 'echo', one: 'entry', both: 'echo' }, ['a -> both', 'one -> both']);
    expect(await outputOf({ parts: guarded('parts', body) })).toMatchObject({
      code: 'GRAPH_SECTION',
      details: { container: 'parts', step: 'both' },
    });
  });

  it('begin only in containers that know their entry', async () => {
    expect(await outputOf({ lost: 'entry' })).toMatchObject({
      code: 'ENTRY_OUTSIDE',
      details: { step: 'lost' },
    });
  });
});

const leaver = fakeKind('leaver', ({ config }) =>
  leave(config.leaves as Leave, config.value as JsonValue),
);
/** Goes on with whatever ended its body early. */
const passOn = fakeKind(
  'passOn',
  async ({ runBody }) => {
    const { leaves, output } = await runBody(0, {});
    return leaves === undefined ? output : leave(leaves, output);
  },
  container,
);
const leaving = kindsOf(leaver, passOn, parts, entry, echo, bad, never);

function leaves(kind: Leave, value: JsonValue = null): StepText {
  return { kind: 'leaver', config: { leaves: kind, value } };
}

describe('a step that leaves', () => {
  it('ends the workflow with its value, and what else is under way with it', async () => {
    const workflow = workflowOf(
      { slow: 'never', first: 'echo', stop: leaves('return', { found: 7 }), after: 'echo' },
      ['first -> stop', 'stop -> after'],
      { result: 'not this' },
    );
    const run = runWorkflow(workflow, leaving);
    await run.handle.done;
    expect(run.handle.state()).toMatchObject({
      status: 'completed',
      output: { value: { found: 7 } },
    });
    expect(run.steps().slice(-2)).toEqual(['completed stop', 'cancelled slow']);
    expect(run.events('step.completed').at(-1)).toMatchObject({ leaves: 'return', taken: [] });
  });

  it('ends the body it is in and tells its container', async () => {
    const body = graphOf({ slow: 'never', stop: leaves('break', 3) }, []);
    const run = runWorkflow(workflowOf({ parts: guarded('parts', body) }, []), leaving);
    await run.handle.done;
    expect(run.handle.state().output).toEqual({ value: [['left', 3]] });
    expect(run.steps()).toContain('cancelled parts[0]/slow');
    expect(run.events('scope.completed')[0]?.outcome).toBe('left');
    expect(run.handle.state().scopes.get('parts')).toMatchObject({ started: 1, left: 1 });
  });

  it('travels outwards through containers that pass it on', async () => {
    const inner = guarded('passOn', graphOf({ stop: leaves('return', 'early') }, []));
    const outer = guarded('passOn', graphOf({ inner }, []));
    const run = runWorkflow(workflowOf({ outer, after: 'echo' }, ['outer -> after']), leaving);
    await run.handle.done;
    expect(run.handle.state().output).toEqual({ value: 'early' });
    expect(run.handle.state().steps.get('after')).toBeUndefined();
  });

  it.each(['break', 'continue'] as const)('fails the run when no loop takes a %s', async (kind) => {
    const run = runWorkflow(workflowOf({ stop: leaves(kind) }, []), leaving);
    await run.handle.done;
    expect(run.handle.state()).toMatchObject({
      status: 'failed',
      failedStep: 'stop',
      error: { code: 'LEAVE_OUTSIDE' },
    });
  });

  it('does not undo a failure that came before it', async () => {
    const slow = fakeKind('slow', async ({ clock }) => {
      await new Promise<void>((resolve) => clock.schedule(5, resolve));
      return leave('return', 'fine');
    });
    const run = runWorkflow(workflowOf({ slow: 'slow', bad: 'bad' }, []), kindsOf(slow, bad));
    await run.clock.advance(10);
    expect(run.handle.state()).toMatchObject({ status: 'failed', error: refused });
  });
});
