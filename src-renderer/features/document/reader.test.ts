import { describe, expect, it } from 'vitest';
import type { Parsed } from './language';
import { createReader } from './reader';

const large = 'x'.repeat(100_000);

/** A reader whose work takes as long as said, on a clock that is turned by hand. */
function setUp(parseTakes: number, validateTakes = 0) {
  let now = 0;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  const done: string[] = [];
  const reader = createReader<Parsed>({
    parse: (text) => {
      now += parseTakes;
      return { text, workflow: null, problems: [], readOnly: false };
    },
    validate: () => {
      now += validateTakes;
      return [];
    },
    onParsed: ({ text }) => done.push(`parsed ${text.length}`),
    onProblems: () => done.push('checked'),
    timers: {
      now: () => now,
      setTimer: (run, delay) => {
        const timer = { at: now + delay, run };
        timers.push(timer);
        return timer;
      },
      clearTimer: (timer) => {
        timers = timers.filter((one) => one !== timer);
      },
    },
  });
  const pass = (milliseconds: number): void => {
    const until = now + milliseconds;
    for (;;) {
      const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      timers = timers.filter((one) => one !== next);
      now = Math.max(now, next.at);
      next.run();
    }
    now = Math.max(now, until);
  };
  return { reader, pass, done };
}

describe('createReader', () => {
  it('reads a small text at once, and a large one after a pause', () => {
    const { reader, pass, done } = setUp(1);
    expect(reader.read('small', true)).toBeDefined();
    pass(150);
    expect(done.splice(0)).toEqual(['checked']);
    expect(reader.read(large, true)).toBeUndefined();
    expect(done).toEqual([]);
    pass(250);
    expect(done).toEqual(['parsed 100000']);
    pass(150);
    expect(done).toEqual(['parsed 100000', 'checked']);
  });

  it('waits for a longer pause where reading takes long', () => {
    const { reader, pass, done } = setUp(400);
    reader.read(large, true);
    pass(5_000);
    done.length = 0;
    // A key every 300 ms: nobody is stopped.
    for (let key = 1; key < 10; key += 1) {
      reader.read(`${large}${'y'.repeat(key)}`, true);
      pass(300);
    }
    expect(done).toEqual([]);
    pass(1_000);
    expect(done).toEqual(['parsed 100009']);
  });

  it('looks for problems later where that takes long, but never gives up', () => {
    const { reader, pass, done } = setUp(0, 10_000);
    reader.read('a', true);
    pass(10_200);
    expect(done).toEqual(['checked']);
    reader.read('b', true);
    pass(2_900);
    expect(done).toEqual(['checked']);
    pass(200);
    expect(done).toEqual(['checked', 'checked']);
  });

  it('looks for no problems of a text that is gone, but for those of one that came back', () => {
    const { reader, pass, done } = setUp(1);
    reader.current(large);
    pass(100);
    reader.read(`${large}y`, true);
    pass(100);
    reader.read(large, true);
    expect(done).toEqual([]);
    pass(1_000);
    expect(done).toEqual(['parsed 100000', 'checked']);
  });

  it('reads at once when an edit needs it', () => {
    const { reader } = setUp(400);
    expect(reader.read(large, false)).toBeDefined();
    expect(reader.current(`${large}z`).text).toHaveLength(100_001);
  });
});
