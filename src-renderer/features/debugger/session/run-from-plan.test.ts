import { RunLog } from '@shared/debug/run-log';
import type { NewRunEvent, RunEvent } from '@shared/runs/events';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { describe, expect, it } from 'vitest';
import { planRunFrom } from './run-from-plan';

function workflow(fetch: string, tell: string, more = '') {
  return parseWorkflow(`stepwell: 1
name: Orders
steps:
  start: { kind: manual-start }
  fetch: { kind: transform, with: { value: ${fetch} } }
  each:
    kind: loop
    with: { items: [1, 2] }
    steps:
      price: { kind: transform, with: { value: ${tell} } }
  tell: { kind: log, with: { message: ${tell} } }
${more}edges: [start -> fetch, fetch -> each, each -> tell]
`).workflow;
}

function ran(step: string): NewRunEvent[] {
  return [
    { type: 'step.queued', step, path: [] },
    { type: 'step.started', step, path: [], attempt: 1, key: 'k', input: { value: {} } },
    {
      type: 'step.completed',
      step,
      path: [],
      attempt: 1,
      output: { value: 1 },
      taken: ['out'],
      duration: 1,
    },
  ];
}

const log = RunLog.of(
  (
    [
      {
        type: 'run.created',
        workflow: { id: null, hash: 'h', name: 'Orders' },
        input: { value: null },
        startedBy: 'studio',
      },
      { type: 'run.started', vars: {} },
      ...ran('start'),
      ...ran('fetch'),
      ...ran('tell'),
      { type: 'step.skipped', step: 'never', path: [], reason: 'not-taken' },
    ] as NewRunEvent[]
  ).map((event, at) => ({ ...event, run: 'run_aaaaaaaaaaaa', seq: at + 1, time: at }) as RunEvent),
);

describe('planRunFrom', () => {
  const before = workflow('1', 'one');

  it('goes on from before the step, with the settings that were changed since', () => {
    const plan = planRunFrom(log, 'tell', [], before, workflow('1', 'two'));
    expect(plan?.at).toBe(8);
    expect(plan?.edits).toEqual([
      { type: 'config', step: 'price', path: [], config: { value: 'two' } },
      { type: 'config', step: 'tell', path: [], config: { message: 'two' } },
    ]);
    expect(plan?.unknown).toEqual([]);
  });

  it('leaves what had ended before as it was', () => {
    const plan = planRunFrom(log, 'tell', [], before, workflow('2', 'one'));
    expect(plan?.edits).toEqual([]);
    const earlier = planRunFrom(log, 'fetch', [], before, workflow('2', 'one'));
    expect(earlier?.edits).toHaveLength(1);
  });

  it('tells the steps that the new run cannot know', () => {
    const more = '  added: { kind: transform, with: { value: 1 } }\n';
    expect(planRunFrom(log, 'tell', [], before, workflow('1', 'one', more))?.unknown).toEqual([
      'added',
    ]);
  });

  it('has nothing to go on from where the step did not start', () => {
    expect(planRunFrom(log, 'never', [], before, before)).toBeNull();
    expect(planRunFrom(log, 'price', [], before, before)).toBeNull();
  });
});
