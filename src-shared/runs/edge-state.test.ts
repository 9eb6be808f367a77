import { describe, expect, it } from 'vitest';
import type { ContentHash, RunId } from '../lib/ids';
import type { Edge, Graph, Step } from '../workflow/model';
import { edgeState } from './edge-state';
import type { NewRunEvent, RunEvent } from './events';
import { foldRun } from './reducer';
import { runProgress } from './summary';

const started: NewRunEvent[] = [
  {
    type: 'run.created',
    workflow: { id: null, hash: 'a'.repeat(64) as ContentHash, name: 'Orders' },
    input: { value: null },
    startedBy: 'test',
  },
  { type: 'run.started', vars: {} },
];

function begin(step: string): NewRunEvent {
  return { type: 'step.started', step, path: [], attempt: 1, key: step, input: { value: {} } };
}

function end(step: string, taken: string[]): NewRunEvent {
  const output = { value: null };
  return { type: 'step.completed', step, path: [], attempt: 1, output, taken, duration: 0 };
}

function stateAfter(...events: readonly NewRunEvent[]) {
  const run = 'run_0000000001' as RunId;
  return foldRun(
    [...started, ...events].map(
      (event, at) => ({ ...event, run, seq: at + 1, time: at }) as RunEvent,
    ),
  );
}

function edge(from: string, fromPort: string, to: string): Edge {
  return { id: `${from}.${fromPort} -> ${to}.in`, from, fromPort, to, toPort: 'in' };
}

describe('edgeState', () => {
  const yes = edge('check', 'true', 'a');
  const no = edge('check', 'false', 'b');

  it('is pending until the step it comes from has ended', () => {
    expect(edgeState(stateAfter(), [], yes)).toBe('pending');
    expect(edgeState(stateAfter(begin('check')), [], yes)).toBe('pending');
  });

  it('is taken from the ports that were taken and dead from the others', () => {
    const state = stateAfter(begin('check'), end('check', ['true']));
    expect([edgeState(state, [], yes), edgeState(state, [], no)]).toEqual(['taken', 'dead']);
  });

  it('is active while the step it leads to is at work', () => {
    const working = stateAfter(begin('check'), end('check', ['true']), begin('a'));
    expect(edgeState(working, [], yes)).toBe('active');
    const done = stateAfter(begin('check'), end('check', ['true']), begin('a'), end('a', ['out']));
    expect(edgeState(done, [], yes)).toBe('taken');
  });

  it('is dead behind a cancelled step', () => {
    const cancelled: NewRunEvent = { type: 'step.cancelled', step: 'check', path: [], attempt: 1 };
    expect(edgeState(stateAfter(begin('check'), cancelled), [], yes)).toBe('dead');
  });
});

describe('runProgress', () => {
  const steps = ['a', 'b', 'c', 'remark'].map((id): [string, Step] => [
    id,
    {
      id,
      kind: id === 'remark' ? 'note' : 'echo',
      config: {},
      join: 'any',
      onError: 'fail',
      disabled: false,
    },
  ]);
  const graph: Graph = { steps: new Map(steps), edges: [] };
  const takesPart = (kind: string): boolean => kind !== 'note';

  it('says which step of how many is being worked on', () => {
    const state = stateAfter(begin('a'), end('a', ['out']), begin('b'));
    expect(runProgress(state, graph, takesPart)).toEqual({
      total: 3,
      ended: 1,
      completed: 1,
      failed: 0,
      skipped: 0,
      current: ['b'],
      position: 2,
    });
  });

  it('ends at the total, skipped steps included', () => {
    const skipped: NewRunEvent = {
      type: 'step.skipped',
      step: 'c',
      path: [],
      reason: 'not-taken',
      taken: [],
    };
    const state = stateAfter(begin('a'), end('a', ['out']), begin('b'), end('b', ['out']), skipped);
    expect(runProgress(state, graph, takesPart)).toMatchObject({
      total: 3,
      ended: 3,
      skipped: 1,
      position: 3,
    });
  });
});
