import { describe, expect, it } from 'vitest';
import { fakeKind, kindsOf, runWorkflow, workflowOf } from '../../test/helpers/run-workflow';
import { defaultSettings } from '@shared/workflow/model';
import type { WaitAnswer, WaitRequest } from './types';

const day = 86_400_000;
const topic = { type: 'event', topic: 'paid' } as const;

function asking(request: Partial<WaitRequest> = {}, effects: 'pure' | 'idempotent' = 'pure') {
  return fakeKind(
    'ask',
    async ({ waitFor, clock }) => {
      const until = request.until ?? null;
      const answer = await waitFor({
        for: topic,
        reason: 'waits for a payment',
        ...request,
        until: until === null ? null : clock.now() + until,
      });
      return inWords(answer);
    },
    { effects: () => effects },
  );
}

const inWords = (answer: WaitAnswer) =>
  answer.type === 'signal' ? { heard: answer.value } : { heard: null };
const now = fakeKind('now', () => 'done');
const at = (step: string) => ({ path: [], step });

describe('a wait for something from outside', () => {
  it('ends with the signal, which is recorded with it', async () => {
    const run = runWorkflow(workflowOf({ a: 'ask', b: 'now' }, ['a -> b']), kindsOf(asking(), now));
    await run.clock.advance(0);
    expect(run.events('step.waiting')).toMatchObject([
      { until: null, for: topic, reason: 'waits for a payment' },
    ]);
    expect(run.handle.state()).toMatchObject({ status: 'waiting' });
    expect(run.handle.state().steps.get('a')?.waitsFor).toEqual(topic);
    expect(await run.handle.signal(at('a'), { sum: 5 })).toBe('accepted');
    expect(run.events('step.resumed')).toMatchObject([{ signal: { value: { sum: 5 } } }]);
    const state = await run.handle.done;
    expect(state.steps.get('a')?.output).toEqual({ value: { heard: { sum: 5 } } });
    expect(state.steps.get('a')).not.toHaveProperty('waitsFor');
  });

  it('costs nothing: no slot and no timer', async () => {
    const settings = { ...defaultSettings, concurrency: 1 };
    const workflow = workflowOf({ a: 'ask', b: 'now' }, [], { settings });
    const run = runWorkflow(workflow, kindsOf(asking(), now));
    await run.clock.advance(day);
    expect(run.clock.pending).toBe(0);
    expect(run.steps()).toContain('completed b');
    await run.handle.signal(at('a'), null);
    expect((await run.handle.done).status).toBe('completed');
  });

  it('refuses what it does not wait for, and a signal for a step that waits for a time', async () => {
    const accepts = (value: unknown) => value === 'yes';
    const delay = fakeKind('delay', async ({ waitUntil, clock }) => {
      await waitUntil(clock.now() + day, 'a day');
      return null;
    });
    const workflow = workflowOf({ a: 'ask', b: 'delay' }, []);
    const run = runWorkflow(workflow, kindsOf(asking({ accepts }), delay));
    await run.clock.advance(0);
    expect(await run.handle.signal(at('a'), 'no')).toBe('refused');
    expect(await run.handle.signal(at('b'), 'yes')).toBe('refused');
    expect(await run.handle.signal(at('c'), 'yes')).toBe('not-waiting');
    expect(await run.handle.signal({ path: [{ step: 'b', iteration: 0 }], step: 'a' }, 'yes')).toBe(
      'not-waiting',
    );
    expect(run.events('step.resumed')).toEqual([]);
    expect(await run.handle.signal(at('a'), 'yes')).toBe('accepted');
    expect(await run.handle.signal(at('a'), 'yes')).toBe('not-waiting');
    await run.clock.advance(day);
    expect((await run.handle.done).status).toBe('completed');
    expect(await run.handle.signal(at('a'), 'yes')).toBe('not-waiting');
  });

  it('takes a signal once, however many come at the same moment', async () => {
    const run = runWorkflow(workflowOf({ a: 'ask' }, []), kindsOf(asking({}, 'idempotent')));
    await run.clock.advance(0);
    const deliveries = [1, 2, 3].map((value) => run.handle.signal(at('a'), value));
    expect(await Promise.all(deliveries)).toEqual(['accepted', 'not-waiting', 'not-waiting']);
    expect((await run.handle.done).output).toEqual({ value: { heard: 1 } });
  });

  it('ends without a signal at its time, though the clock was set back', async () => {
    const run = runWorkflow(workflowOf({ a: 'ask' }, []), kindsOf(asking({ until: 5_000 })));
    await run.clock.advance(1_000);
    run.clock.wallOffset -= day;
    await run.clock.advance(3_999);
    expect(run.events('step.resumed')).toEqual([]);
    await run.clock.advance(1);
    expect((await run.handle.done).output).toEqual({ value: { heard: null } });
    expect(run.events('step.resumed')[0]).not.toHaveProperty('signal');
  });

  it.each([
    ['ten years ahead', 3_650 * day],
    ['an hour ahead, in summer', 3_600_000],
  ])('ends once when the clock jumps %s', async (_name, jump) => {
    const run = runWorkflow(workflowOf({ a: 'ask' }, []), kindsOf(asking({ until: 600_000 })));
    await run.clock.advance(1_000);
    run.clock.wallOffset += jump;
    await run.clock.advance(60_000);
    expect(run.events('step.resumed')).toHaveLength(1);
    await run.clock.advance(day);
    expect(run.events('step.resumed')).toHaveLength(1);
    const [completed] = run.events('step.completed');
    expect(completed?.duration).toBe(0);
  });

  it('refuses a signal that is no JSON', async () => {
    const run = runWorkflow(workflowOf({ a: 'ask' }, []), kindsOf(asking()));
    await run.clock.advance(0);
    await expect(run.handle.signal(at('a'), Number.NaN)).rejects.toMatchObject({
      code: 'RESULT_NOT_JSON',
    });
    await run.handle.cancel('enough');
    expect(await run.handle.signal(at('a'), 1)).toBe('not-waiting');
  });

  it('tells whoever sent a signal when the step ends before it has got a slot', async () => {
    const slow = fakeKind('slow', async ({ clock }) => {
      await new Promise<void>((resolve) => clock.schedule(50, resolve));
      return null;
    });
    const settings = { ...defaultSettings, concurrency: 1 };
    const workflow = workflowOf({ a: 'ask', b: 'slow' }, [], { settings });
    const run = runWorkflow(workflow, kindsOf(asking(), slow));
    await run.clock.advance(1);
    const delivery = run.handle.signal(at('a'), 1);
    await run.handle.cancel('enough');
    expect(await delivery).toBe('not-waiting');
  });
});
