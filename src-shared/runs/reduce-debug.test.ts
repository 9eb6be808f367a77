import { describe, expect, it } from 'vitest';
import type { ContentHash, RunId } from '../lib/ids';
import type { NewRunEvent, RunEvent } from './events';
import { foldRun } from './reducer';
import type { ScopePath } from './scope-path';

const body: ScopePath = [{ step: 'all', iteration: 0 }];

function started(step: string, path: ScopePath = []): NewRunEvent {
  return { type: 'step.started', step, path, attempt: 1, key: step, input: { value: {} } };
}

/** A container is at work at two steps; one asks what became of it, the other waits. A crash follows. */
const cutOff: readonly NewRunEvent[] = [
  {
    type: 'run.created',
    workflow: { id: null, hash: 'a'.repeat(64) as ContentHash, name: 'Orders' },
    input: { value: 1 },
    startedBy: 'test',
  },
  { type: 'run.started', vars: {} },
  started('all'),
  { type: 'scope.started', step: 'all', path: [], iteration: 0, locals: { value: {} } },
  started('done', body),
  {
    type: 'step.completed',
    step: 'done',
    path: body,
    attempt: 1,
    output: { value: 1 },
    taken: ['out'],
    duration: 1,
  },
  started('pay', body),
  { type: 'run.resumed', reason: 'recovery' },
  { type: 'step.interrupted', step: 'pay', path: body, attempt: 1 },
];

function fold(...more: readonly NewRunEvent[]) {
  const events = [...cutOff, ...more].map((event, at) => ({
    ...event,
    run: 'run_0000000001' as RunId,
    seq: at + 1,
    time: 1_000 + at,
  }));
  return foldRun(events as RunEvent[]);
}

describe('a container that a person has passed over', () => {
  const jumped: NewRunEvent = {
    type: 'scope.jumped',
    step: 'all',
    path: [],
    to: 'next',
    reset: ['next'],
    skipped: ['all'],
  };

  it('leaves nothing behind that asks or works', () => {
    expect(fold().steps.get('all[0]/pay')?.status).toBe('interrupted');
    const state = fold(jumped);
    expect(state.steps.get('all')).toMatchObject({ status: 'skipped', skipReason: 'jump' });
    expect(state.steps.get('all[0]/pay')).toMatchObject({ status: 'cancelled', taken: [] });
    expect(state.counts).toMatchObject({ interrupted: 0, cancelled: 1 });
    expect(state.scopes.get('all')).toMatchObject({ started: 1, completed: 0, cancelled: 1 });
  });

  it('keeps what had been done in it', () => {
    const done = fold(jumped).steps.get('all[0]/done');
    expect(done).toMatchObject({ status: 'completed', output: { value: 1 } });
  });

  it('is the same when a person gives its output', () => {
    const state = fold({
      type: 'step.completed',
      step: 'all',
      path: [],
      attempt: 1,
      output: { value: null },
      taken: ['out'],
      duration: 0,
      by: 'debugger',
    });
    expect(state.steps.get('all')?.status).toBe('completed');
    expect(state.steps.get('all[0]/pay')?.status).toBe('cancelled');
  });
});
