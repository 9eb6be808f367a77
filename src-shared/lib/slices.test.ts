import { describe, expect, it } from 'vitest';
import { atOnce, inSlices, type Sliced } from './slices';

function counted(parts: number, each: () => void = () => undefined): Sliced<number> {
  return (function* () {
    for (let at = 0; at < parts; at += 1) {
      each();
      yield;
    }
    return parts;
  })();
}

describe('sliced work', () => {
  it('is done at once', () => {
    expect(atOnce(counted(7))).toBe(7);
  });

  it('rests after each slice, and gives the same', async () => {
    let clock = 0;
    let rests = 0;
    const value = await inSlices(
      counted(10, () => (clock += 5)),
      {
        slice: 10,
        now: () => clock,
        rest: async () => {
          rests += 1;
          clock += 100;
        },
      },
    );
    expect(value).toBe(10);
    expect(rests).toBe(5);
  });

  it('fails with what the work throws', async () => {
    const work = counted(3, () => {
      throw new Error('broken');
    });
    const pace = { slice: 0, now: () => 0, rest: async () => undefined };
    await expect(inSlices(work, pace)).rejects.toThrow('broken');
  });
});
