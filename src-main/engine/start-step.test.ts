import { describe, expect, it } from 'vitest';
import type { RunId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';
import { foldRun } from '@shared/runs/reducer';
import {
  fakeHash,
  fakeKind,
  kindsOf,
  testPorts,
  workflowOf,
} from '../../test/helpers/run-workflow';
import { MemoryJournal } from './memory-journal';
import { restoreRun } from './restore-run';
import { startStep } from './start-step';
import type { OneStepRequest } from './types';

const done: string[] = [];
const kinds = kindsOf(
  fakeKind('echo', ({ step, config }) => {
    done.push(step.id);
    return config['value'] ?? step.id;
  }),
  fakeKind('hold', () => new Promise(() => undefined), { effects: () => 'idempotent' }),
);
const workflow = workflowOf(
  {
    a: 'echo',
    b: 'echo',
    target: { kind: 'echo', config: { value: '{{ [steps.a, steps.b, vars.n, item] }}' } },
    after: 'echo',
  },
  ['a -> b', 'b -> target', 'target -> after'],
  { vars: { n: 1 } },
);
const request = {
  run: 'run_one' as RunId,
  workflow,
  workflowRef: { id: null, hash: fakeHash, name: 'Test' },
  input: null,
  startedBy: 'test',
};
const only: OneStepRequest = {
  step: 'target',
  live: ['target'],
  from: 'run_before' as RunId,
  given: [
    { step: 'a', output: 'A', taken: ['out'] },
    { step: 'b', output: { large: true }, taken: ['out'] },
  ],
  vars: { n: 7 },
  locals: { item: 'third', vars: 'hides nothing' },
};

describe('startStep', () => {
  it('runs the step alone, with what a run before gave', async () => {
    done.length = 0;
    const log: RunEvent[] = [];
    const append = (batch: readonly RunEvent[]) => void log.push(...batch);
    const state = await startStep(testPorts(kinds, { journal: { append } }), {
      ...request,
      only,
    }).done;
    expect(done).toEqual(['target']);
    expect(state).toMatchObject({
      status: 'completed',
      output: { value: ['A', { large: true }, 7, 'third'] },
      only: { step: 'target', from: 'run_before' },
    });
    expect(state.steps.get('a')).toMatchObject({ status: 'completed', by: 'recorded' });
    expect(state.steps.has('after')).toBe(false);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_event, at) => at + 1));
    expect(foldRun(log)).toEqual(state);
  });

  it('runs what is before it where nothing stands in for that', async () => {
    done.length = 0;
    const all = { ...only, live: ['target', 'b', 'a'], given: [], vars: null };
    const { from: _from, ...fresh } = all;
    const state = await startStep(testPorts(kinds), { ...request, only: fresh }).done;
    expect(done).toEqual(['a', 'b', 'target']);
    expect(state).toMatchObject({
      status: 'completed',
      output: { value: ['a', 'b', 1, 'third'] },
      only: { step: 'target' },
    });
  });

  it('stays a run of one step when its process ends and it goes on', async () => {
    done.length = 0;
    const slow = workflowOf({ a: 'echo', target: 'hold', after: 'echo' }, [
      'a -> target',
      'target -> after',
    ]);
    const log: RunEvent[] = [];
    const append = (batch: readonly RunEvent[]) => void log.push(...batch);
    const before = { ...request, workflow: slow, only };
    const first = startStep(testPorts(kinds, { journal: { append } }), before);
    expect(first.state().steps.get('target')?.status).toBe('running');

    const quick = kindsOf(
      fakeKind('echo', ({ step }) => {
        done.push(step.id);
        return step.id;
      }),
      fakeKind('hold', () => 'held', { effects: () => 'idempotent' }),
    );
    const ports = testPorts(quick, { journal: new MemoryJournal() });
    const { only: _only, ...rest } = before;
    const state = await restoreRun(ports, { ...rest, events: log, reason: 'recovery' }).done;
    expect(state).toMatchObject({ status: 'completed', output: { value: 'held' } });
    expect(done).toEqual([]);
  });
});
