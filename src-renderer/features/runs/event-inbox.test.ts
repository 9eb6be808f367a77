import type { RunId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';
import { describe, expect, it } from 'vitest';
import { createEventInbox } from './event-inbox';

const one = 'run_1' as RunId;
const two = 'run_2' as RunId;

function event(seq: number): RunEvent {
  return { seq } as RunEvent;
}

function setUp(cost: () => number = () => 0) {
  let time = 0;
  const taken: [RunId, number[]][] = [];
  const timers: { at: number; callback: () => void }[] = [];
  const inbox = createEventInbox({
    take(run, events) {
      taken.push([run, events.map(({ seq }) => seq)]);
      time += cost();
    },
    schedule(milliseconds, callback) {
      const timer = { at: time + milliseconds, callback };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    now: () => time,
  });
  const pass = (milliseconds: number) => {
    time += milliseconds;
    for (const timer of timers.filter(({ at }) => at <= time)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.callback();
    }
  };
  return { inbox, taken, pass, timers };
}

describe('the inbox of events', () => {
  it('takes the first in at once, and what follows together, each run in its order', () => {
    const { inbox, taken, pass, timers } = setUp();
    inbox.add(one, [event(1)]);
    expect(taken).toEqual([[one, [1]]]);
    inbox.add(one, [event(2), event(3)]);
    inbox.add(two, [event(1)]);
    inbox.add(one, [event(4)]);
    expect(taken).toHaveLength(1);
    pass(16);
    expect(taken.slice(1)).toEqual([
      [one, [2, 3, 4]],
      [two, [1]],
    ]);
    pass(16);
    expect(timers).toEqual([]);
    inbox.add(one, [event(5)]);
    expect(taken.at(-1)).toEqual([one, [5]]);
  });

  it('waits longer the longer it takes, but never more than a second', () => {
    let cost = 20;
    const { inbox, taken, pass } = setUp(() => cost);
    inbox.add(one, [event(1)]);
    inbox.add(one, [event(2)]);
    pass(400);
    expect(taken).toHaveLength(1);
    pass(80);
    expect(taken).toHaveLength(2);
    inbox.add(one, [event(3)]);
    cost = 500;
    pass(480);
    expect(taken).toHaveLength(3);
    inbox.add(one, [event(4)]);
    pass(1_000);
    expect(taken.at(-1)).toEqual([one, [4]]);
  });

  it('can be closed', () => {
    const { inbox, taken, pass } = setUp();
    inbox.add(one, [event(1)]);
    inbox.add(one, [event(2)]);
    inbox.close();
    pass(1_000);
    expect(taken).toEqual([[one, [1]]]);
  });
});
