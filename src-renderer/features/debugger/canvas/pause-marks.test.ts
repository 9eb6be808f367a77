import type { Stop } from '@shared/debug/stops';
import type { RunId, WorkflowId } from '@shared/lib/ids';
import { describe, expect, it } from 'vitest';
import { type DebuggerState, noSession } from '../session/debugger-state';
import { labelWords, pauseMarks, withSame } from './pause-marks';

const workflowId = 'w' as WorkflowId;

function stop(part: Partial<Stop>): Stop {
  return {
    id: 1,
    branch: 1,
    place: 'before',
    reason: 'breakpoint',
    step: 'fetch',
    path: [],
    seq: 3,
    breakpoints: [],
    description: 'Paused before Fetch (breakpoint)',
    ...part,
  };
}

function state(stops: readonly Stop[], part: Partial<DebuggerState> = {}): DebuggerState {
  const moment = { runId: 'r' as RunId, seq: 3, lastSeq: 9, live: true, stops, branches: [] };
  return { ...noSession, phase: 'stopped', workflowId, moment, ...part };
}

const never = () => false;

describe('pauseMarks', () => {
  it('marks the step or the wire where a branch stands', () => {
    const edge = 'a.out -> b.in';
    const marks = pauseMarks(
      state([stop({}), stop({ id: 2, branch: 2, place: 'wire', edge, step: 'a' })]),
      [],
      never,
    );
    expect([...marks.steps.keys()]).toEqual(['fetch']);
    expect([...marks.wires.keys()]).toEqual([edge]);
    expect(marks.steps.get('fetch')?.words).toBe('Paused before Fetch (breakpoint)');
  });

  it('marks the calling step for a stop inside the workflow it calls, and in that one the step itself', () => {
    const path = [
      { step: 'each', iteration: 2 },
      { step: 'call', iteration: 0 },
    ];
    const inside = stop({ step: 'fetch', path });
    const marks = pauseMarks(state([inside]), [], (scope) => scope === 'each[2]/call[0]');
    expect([...marks.steps.keys()]).toEqual(['call']);
    const called = pauseMarks(state([inside]), path, (scope) => scope === 'each[2]/call[0]');
    expect([...called.steps.keys()]).toEqual(['fetch']);
    const other = path.with(0, { step: 'each', iteration: 1 });
    expect(pauseMarks(state([inside]), other, never).steps.size).toBe(0);
  });

  it('says the error at the step that fails', () => {
    const error = { code: 'X', kind: 'user' as const, message: 'Too large' };
    const failed = stop({ place: 'error', reason: 'exception', error });
    const [mark] = pauseMarks(state([failed]), [], never).steps.values();
    expect(mark && labelWords(mark)).toBe('Failed: Too large');
    const [other] = pauseMarks(state([stop({})]), [], never).steps.values();
    expect(other && labelWords(other)).toBe(other?.words);
  });

  it('keeps marks that are as they were', () => {
    const first = pauseMarks(state([stop({}), stop({ step: 'save', branch: 2 })]), [], never);
    const again = pauseMarks(
      state([...first.steps.values()].flatMap((mark) => mark.stop ?? [])),
      [],
      never,
    );
    const changed = stop({ step: 'save', branch: 2, reason: 'held' });
    const kept = first.steps.get('fetch')?.stop;
    const next = pauseMarks(state([...(kept ? [kept] : []), changed]), [], never);
    expect(withSame(first, again).steps.get('save')).toBe(first.steps.get('save'));
    expect(withSame(first, next).steps.get('fetch')).toBe(first.steps.get('fetch'));
    expect(withSame(first, next).steps.get('save')?.kind).toBe('held');
  });

  it('marks nothing in another workflow, or without a session', () => {
    expect(pauseMarks(state([stop({})]), null, never).steps.size).toBe(0);
    expect(pauseMarks(noSession, [], never).steps.size).toBe(0);
  });

  it('tells the frame that is looked at from the one where the branch stands', () => {
    const frame = (id: number, step: string) => ({
      id,
      name: step,
      line: 1,
      column: 1,
      stepwell: { kind: 'step' as const, step, path: [] },
    });
    const stacks = {
      1: { status: 'ready' as const, more: false, frames: [frame(1, 'fetch'), frame(2, 'each')] },
    };
    const looked = state([stop({})], { stacks, thread: 1, frame: 2 });
    expect(pauseMarks(looked, [], never).steps.get('each')?.kind).toBe('frame');
  });

  it('marks the place of a past moment', () => {
    const past = state([stop({})]);
    const moment = past.moment && {
      ...past.moment,
      live: false,
      address: { step: 'load', path: [], place: 'after' as const },
    };
    const marks = pauseMarks({ ...past, moment }, [], never);
    expect(marks.steps.get('load')?.words).toBe('Event 3 of 9, not live');
    expect(marks.steps.has('fetch')).toBe(false);
  });
});
