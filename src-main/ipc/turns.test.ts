import { describe, expect, it } from 'vitest';
import { Turns } from './turns';

/** A thread on which each piece of work takes the time it says, and what comes later comes when asked. */
function bench() {
  const thread = { time: 0, longest: 0, since: 0, later: [] as (() => void)[] };
  const turns = new Turns({
    now: () => thread.time,
    later: (run) => thread.later.push(run),
  });
  const done: number[] = [];
  async function call(name: number, takes: number): Promise<void> {
    const turn = turns.take();
    if (turn !== undefined) await turn;
    thread.time += takes;
    done.push(name);
  }
  async function next(): Promise<void> {
    const runs = thread.later.splice(0);
    thread.longest = Math.max(thread.longest, thread.time - thread.since);
    thread.since = thread.time;
    for (const run of runs) run();
    for (let at = 0; at < 50_000; at += 1) await Promise.resolve();
  }
  return { thread, call, next, done };
}

describe('Turns', () => {
  it('lets a call that comes alone in at once', () => {
    const { call, done } = bench();
    void call(1, 5);
    expect(done).toEqual([1]);
  });

  it('answers all of many calls in their order, and gives the thread back in between', async () => {
    const { thread, call, next, done } = bench();
    const calls = Array.from({ length: 2_000 }, (_, at) => call(at, 1));
    for (let turn = 0; turn < 500 && done.length < 2_000; turn += 1) await next();
    await Promise.all(calls);
    expect(done).toEqual(Array.from({ length: 2_000 }, (_, at) => at));
    expect(thread.longest).toBeLessThanOrEqual(25);
  });

  it('lets nobody who comes later pass those who wait', async () => {
    const { call, next, done } = bench();
    for (let at = 0; at < 40; at += 1) void call(at, 1);
    await next();
    void call(40, 1);
    for (let turn = 0; turn < 5; turn += 1) await next();
    expect(done).toEqual(Array.from({ length: 41 }, (_, at) => at));
  });

  it('counts anew once others have had their turn', async () => {
    const { call, next, done } = bench();
    void call(1, 30);
    await next();
    void call(2, 1);
    expect(done).toEqual([1, 2]);
  });
});
