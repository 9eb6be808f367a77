import { describe, expect, it } from 'vitest';
import type { ContentHash, RunId } from '../lib/ids';
import type { NewRunEvent, RunEvent } from './events';
import type { ScopePath } from './scope-path';
import { applyRunEvent, applyRunEvents, foldRun } from './reducer';
import type { RunState } from './state';

const run = 'run_0000000001' as RunId;
const workflow = { id: null, hash: 'a'.repeat(64) as ContentHash, name: 'Orders' };

const created: NewRunEvent = {
  type: 'run.created',
  workflow,
  input: { value: 1 },
  startedBy: 'test',
};
const started: NewRunEvent = { type: 'run.started', vars: { count: 0 } };

function log(...events: readonly NewRunEvent[]): RunEvent[] {
  return events.map((event, at) => ({ ...event, run, seq: at + 1, time: 1_000 + at }) as RunEvent);
}

function stepStarted(step: string, path: ScopePath = [], attempt = 1): NewRunEvent {
  return {
    type: 'step.started',
    step,
    path,
    attempt,
    key: `${step}${attempt}`,
    input: { value: {} },
  };
}

function stepCompleted(step: string, path: ScopePath = []): NewRunEvent {
  return {
    type: 'step.completed',
    step,
    path,
    attempt: 1,
    output: { value: step },
    taken: ['out'],
    duration: 5,
  };
}

describe('foldRun', () => {
  it('folds a run from its first event to its last', () => {
    const state = foldRun(
      log(created, started, stepStarted('a'), stepCompleted('a'), {
        type: 'run.completed',
        output: { value: 'a' },
      }),
    );
    expect({ ...state, steps: [...state.steps], scopes: [...state.scopes] }).toEqual({
      run,
      workflow,
      status: 'completed',
      input: { value: 1 },
      output: { value: 'a' },
      createdAt: 1_000,
      startedAt: 1_001,
      endedAt: 1_004,
      vars: { count: 0 },
      steps: [
        [
          'a',
          {
            step: 'a',
            path: [],
            status: 'completed',
            attempt: 1,
            key: 'a1',
            input: { value: {} },
            output: { value: 'a' },
            taken: ['out'],
            startedAt: 1_002,
            endedAt: 1_003,
            duration: 5,
            logCount: 0,
          },
        ],
      ],
      scopes: [],
      counts: { ...noCounts, completed: 1 },
      lastSeq: 5,
      effects: 'live',
      frames: new Map(),
    });
  });

  it('refuses a log that does not begin with run.created', () => {
    expect(() => foldRun(log(started))).toThrow('begins with run.created, not with run.started');
    expect(() => foldRun([])).toThrow('without events');
  });

  it('passes over event types that it does not know', () => {
    const unknown = { type: 'step.dreamt', step: 'a', path: [] } as unknown as NewRunEvent;
    const state = foldRun(log(created, started, unknown));
    expect([state.status, state.steps.size, state.lastSeq]).toEqual(['running', 0, 3]);
  });

  it('counts a step whose policy is skip as skipped, and other failures as failed', () => {
    const failed = (step: string, handled: 'fail' | 'skip'): NewRunEvent => ({
      type: 'step.failed',
      step,
      path: [],
      attempt: 1,
      error: { code: 'HTTP_404', kind: 'operational', message: 'Not found' },
      handled,
      taken: [],
      output: { value: null },
      duration: 1,
    });
    const state = foldRun(log(created, started, failed('a', 'skip'), failed('b', 'fail')));
    expect(state.steps.get('a')).toMatchObject({ status: 'skipped', skipReason: 'error-policy' });
    expect(state.steps.get('b')).toMatchObject({ status: 'failed', handled: 'fail' });
    expect(state.counts).toEqual({ ...noCounts, skipped: 1, failed: 1 });
  });

  it('is waiting when nothing works and something waits, inside a loop too', () => {
    const inside: ScopePath = [{ step: 'each', iteration: 0 }];
    const waiting: NewRunEvent = {
      type: 'step.waiting',
      step: 'pause',
      path: inside,
      attempt: 1,
      until: 9_000,
      reason: 'delay',
    };
    const begin = log(
      created,
      started,
      stepStarted('each'),
      { type: 'scope.started', step: 'each', path: [], iteration: 0, locals: { value: {} } },
      stepStarted('pause', inside),
      stepStarted('other'),
      waiting,
    );
    expect(foldRun(begin).status).toBe('running');
    const otherDone = [...begin, ...log(stepCompleted('other'))];
    expect(foldRun(otherDone).status).toBe('waiting');
    const resumed = log({ type: 'step.resumed', step: 'pause', path: inside, attempt: 1 });
    expect(foldRun([...otherDone, ...resumed]).status).toBe('running');
  });

  it('forgets the bodies of a container that is tried again', () => {
    const error = { code: 'REFUSED', kind: 'operational', message: 'No.' } as const;
    const inside: ScopePath = [{ step: 'each', iteration: 0 }];
    const state = foldRun(
      log(
        created,
        started,
        stepStarted('each'),
        { type: 'scope.started', step: 'each', path: [], iteration: 0, locals: { value: {} } },
        stepStarted('a', inside),
        stepCompleted('a', inside),
        { type: 'scope.completed', step: 'each', path: [], iteration: 0, outcome: 'completed' },
        { type: 'step.retrying', step: 'each', path: [], attempt: 1, error, due: 5 },
        stepStarted('each', [], 2),
      ),
    );
    expect(state.steps.get('each[0]/a')?.status).toBe('pending');
    expect(state.scopes.get('each')).toEqual({
      started: 0,
      completed: 0,
      failed: 0,
      cancelled: 0,
      left: 0,
    });
    expect(state.counts).toEqual({ ...noCounts, running: 1 });
  });
});

describe('applyRunEvent', () => {
  it('gives for every prefix what a fold gives, and leaves older states alone', () => {
    const events = log(
      created,
      started,
      stepStarted('a'),
      { type: 'step.logged', step: 'a', path: [], level: 'info', message: 'hello' },
      { type: 'variable.set', step: 'a', path: [], name: 'count', value: { value: 1 } },
      stepCompleted('a'),
      stepStarted('b'),
      { type: 'step.cancelled', step: 'b', path: [], attempt: 1 },
      { type: 'run.cancelled', reason: 'enough' },
    );
    const states: RunState[] = [];
    for (const event of events) states.push(applyRunEvent(states.at(-1) ?? null, event));
    states.forEach((state, at) => expect(state).toEqual(foldRun(events.slice(0, at + 1))));
  });

  it('stays cheap on a run of many steps: old and new states share what did not change', () => {
    const many = log(
      created,
      started,
      ...Array.from({ length: 1_000 }, (_, at) => stepStarted(`s${at}`)),
    );
    const before = foldRun(many);
    const after = applyRunEvents(before, log(stepCompleted('s7')));
    expect(after.steps.get('s900')).toBe(before.steps.get('s900'));
    expect(before.steps.get('s7')?.status).toBe('running');
    expect(after.steps.get('s7')?.status).toBe('completed');
  });
});

const noCounts: RunState['counts'] = {
  pending: 0,
  queued: 0,
  running: 0,
  waiting: 0,
  interrupted: 0,
  retrying: 0,
  completed: 0,
  failed: 0,
  skipped: 0,
  cancelled: 0,
  coordinating: 0,
};
