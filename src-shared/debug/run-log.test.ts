import { describe, expect, it } from 'vitest';
import type { ContentHash, RunId } from '../lib/ids';
import type { NewRunEvent, RunEvent } from '../runs/events';
import { foldRun } from '../runs/reducer';
import { RunLog } from './run-log';

const run = 'run_0000000000' as RunId;
const workflow = { id: null, hash: 'a'.repeat(64) as ContentHash, name: 'Test' };

function numbered(events: readonly NewRunEvent[]): RunEvent[] {
  return events.map((event, at) => ({ ...event, run, seq: at + 1, time: at }) as RunEvent);
}

/** A loop of so many rounds, each with one step. */
function loopEvents(rounds: number): RunEvent[] {
  const events: NewRunEvent[] = [
    { type: 'run.created', workflow, input: { value: null }, startedBy: 'test' },
    { type: 'run.started', vars: {} },
  ];
  for (let iteration = 0; iteration < rounds; iteration += 1) {
    const path = [{ step: 'loop', iteration }];
    events.push(
      { type: 'scope.started', step: 'loop', path: [], iteration, locals: { value: {} } },
      { type: 'step.started', step: 'work', path, attempt: 1, key: 'k', input: { value: 1 } },
      {
        type: 'step.completed',
        step: 'work',
        path,
        attempt: 1,
        output: { value: iteration },
        taken: ['out'],
        duration: 1,
      },
      { type: 'scope.completed', step: 'loop', path: [], iteration, outcome: 'completed' },
    );
  }
  return numbered(events);
}

describe('RunLog', () => {
  const events = loopEvents(3_000);
  const log = RunLog.of(events);

  it('gives the state after any of thousands of events, in any order', () => {
    for (const seq of [1, 999, 1_000, 1_001, 12_002, 5, 7_777, 7_776, 7_778, 11_999]) {
      expect(log.stateAt(seq)).toEqual(foldRun(events.slice(0, seq)));
    }
  });

  it('has no state before its first event, and the last one after its end', () => {
    expect(log.stateAt(0)).toBeNull();
    expect(RunLog.empty.state).toBeNull();
    expect(log.stateAt(1_000_000)?.lastSeq).toBe(12_002);
  });

  it('passes over events it has, and refuses a gap', () => {
    const part = RunLog.of(events.slice(0, 10));
    expect(part.append(events.slice(5, 12)).length).toBe(12);
    expect(part.append(events.slice(0, 10))).toBe(part);
    expect(() => part.append(events.slice(11, 12))).toThrow('Event 11 is missing before event 12.');
    expect(() => RunLog.of(events.slice(1, 3))).toThrow('Event 1 is missing');
  });

  it('refuses a log that does not begin with run.created', () => {
    const [, started] = events;
    expect(() => RunLog.of([{ ...started, seq: 1 } as RunEvent])).toThrow('run.created');
  });

  it('finds out how far two runs are the same', () => {
    const fork = RunLog.of([
      ...events.slice(0, 20).map((event) => ({ ...event, run: 'run_0000000001' as RunId })),
      { run, seq: 21, time: 0, type: 'run.cancelled', reason: 'no' },
    ]);
    expect(log.sharedWith(fork)).toBe(20);
    expect(log.sharedWith(log.prefix(7))).toBe(7);
  });

  it('knows where the events of a step run, of a body and of a variable are', () => {
    expect(log.index.ofStep('loop[1]/work')).toEqual([8, 9]);
    expect(log.index.ofBody('loop[1]')).toEqual([7, 10]);
    expect(log.index.ofStep('never')).toEqual([]);
  });
});
