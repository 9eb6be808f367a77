import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../test/helpers/fake-clock';
import { everyDay } from './daily';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

describe('everyDay', () => {
  it('works at once and once a day, also on a computer that slept', async () => {
    const clock = new FakeClock();
    const done: number[] = [];
    const daily = everyDay(clock, async () => done.push(clock.monotonic()), fail);
    expect(done).toHaveLength(1);
    await clock.advance(day - hour);
    expect(done).toHaveLength(1);
    await clock.advance(2 * day);
    expect(done).toHaveLength(3);
    // Asleep: the wall clock went on, the timer did not.
    clock.wallOffset += 5 * day;
    await clock.advance(hour);
    expect(done).toHaveLength(4);
    await daily.end();
    await clock.advance(3 * day);
    expect(done).toHaveLength(4);
    expect(clock.pending).toBe(0);
  });

  it('goes on after a fault and after a clock that was set back', async () => {
    const clock = new FakeClock();
    const faults: unknown[] = [];
    let times = 0;
    const work = () => Promise.reject(new Error(`${(times += 1)}`));
    const daily = everyDay(clock, work, (error) => faults.push(error));
    clock.wallOffset -= 100 * day;
    await clock.advance(hour);
    await clock.advance(day);
    expect(times).toBe(3);
    await daily.end();
    expect(faults).toHaveLength(3);
  });
});

function fail(error: unknown): never {
  throw error;
}
