import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../test/helpers/fake-clock';
import { retryDelay } from './retry-delay';
import { startAlarm, startTimer } from './timers';
import type { RetryPolicy } from '@shared/workflow/model';

const day = 86_400_000;

function timed(start: (clock: FakeClock, fire: () => void) => () => void) {
  const clock = new FakeClock();
  const fired: number[] = [];
  const stop = start(clock, () => fired.push(clock.monotonic()));
  return { clock, fired, stop };
}

describe('startTimer', () => {
  it('fires once, after the time, however long that is', async () => {
    const { clock, fired } = timed((on, fire) => startTimer(on, 30 * day, fire));
    await clock.advance(30 * day - 1);
    expect(fired).toEqual([]);
    await clock.advance(day);
    expect(fired).toEqual([30 * day]);
    expect(clock.pending).toBe(0);
  });

  it('does not care about the wall clock', async () => {
    const { clock, fired } = timed((on, fire) => startTimer(on, 1_000, fire));
    clock.wallOffset += 10 * 365 * day;
    await clock.advance(999);
    expect(fired).toEqual([]);
    await clock.advance(1);
    expect(fired).toEqual([1_000]);
  });

  it('does not fire after it was stopped, also between two looks', async () => {
    const { clock, fired, stop } = timed((on, fire) => startTimer(on, day, fire));
    await clock.advance(day / 2);
    stop();
    await clock.advance(day);
    expect([fired, clock.pending]).toEqual([[], 0]);
  });
});

describe('startAlarm', () => {
  it('fires within a minute when the wall clock jumps past the time', async () => {
    const { clock, fired } = timed((on, fire) => startAlarm(on, on.now() + day, fire));
    await clock.advance(1_000);
    clock.wallOffset += 2 * day;
    await clock.advance(60_000);
    expect(fired).toEqual([60_000]);
  });

  it('fires when as much time has passed as was left, though the clock was set back', async () => {
    const { clock, fired } = timed((on, fire) => startAlarm(on, on.now() + 5_000, fire));
    clock.wallOffset -= day;
    await clock.advance(day);
    expect(fired).toEqual([5_000]);
  });

  it('fires at once for a time that has passed', async () => {
    const { clock, fired } = timed((on, fire) => startAlarm(on, on.now() - day, fire));
    await clock.advance(0);
    expect(fired).toEqual([0]);
  });
});

describe('retryDelay', () => {
  const policy: RetryPolicy = {
    attempts: 9,
    backoff: 'fixed',
    delay: 100,
    factor: 3,
    cap: 1_000,
    jitter: 0,
  };
  const delays = (change: Partial<RetryPolicy>, random = 0.5): number[] =>
    [1, 2, 3, 4].map((attempt) => retryDelay({ ...policy, ...change }, attempt, () => random));

  it('fixed: always the same', () => expect(delays({})).toEqual([100, 100, 100, 100]));
  it('linear: grows by the delay', () => {
    expect(delays({ backoff: 'linear' })).toEqual([100, 200, 300, 400]);
  });
  it('exponential: grows by the factor up to the cap', () => {
    expect(delays({ backoff: 'exponential' })).toEqual([100, 300, 900, 1_000]);
  });
  it('jitter takes a random share off', () => {
    expect(delays({ jitter: 0.2 }, 0)).toEqual([80, 80, 80, 80]);
    expect(delays({ jitter: 0.2 }, 1)).toEqual([100, 100, 100, 100]);
    expect(delays({ jitter: 1 }, 0.25)).toEqual([25, 25, 25, 25]);
  });
});
