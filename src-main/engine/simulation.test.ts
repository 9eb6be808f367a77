import { describe, expect, it } from 'vitest';
import { simulate } from '../../test/proofs/simulation/simulate';

const n = Number(process.env['STEPWELL_SIMULATED_RUNS'] ?? 500);
const from = Number(process.env['STEPWELL_SIMULATED_FROM'] ?? 1);

describe('simulated runs', () => {
  it('keep their promises through crashes between any two events', async () => {
    let acts = 0;
    for (let seed = from; seed < from + n; seed += 1) {
      const { problems, acts: more } = await simulate(seed, undefined);
      acts += more;
      expect(problems, `seed ${seed}`).toEqual([]);
    }
    // Somebody was at the debugger, or nothing was shown of it.
    expect(acts).toBeGreaterThan(n);
  }, 120_000);

  it.each([
    [250_310, 'a container that something else had ended must not end first in a replay'],
    [259_643, 'the same, of another graph'],
    [262_279, 'a crash after a jump to a step that had been skipped'],
    [285_852, 'a crash after a jump over what had been decided at the beginning'],
    [
      2_012_833,
      'what a crash had cut off in a container that was then passed over is at work for nobody',
    ],
    [243_610, 'what a crash had cut off in a graph that a step had left seemed to run for ever'],
    [244_458, 'a step that would leave its graph, but stands under the debugger, has not left it'],
    [289_882, 'a step that had left its graph, and was passed over, has not left it'],
    [294_784, 'what a step leaves that had failed before goes on to its end'],
    [923_926, 'a crash after a jump, before the steps that it set back: their attempts count on'],
    [
      309_767,
      'what a step that had been passed over did is kept with the ports that it took itself',
    ],
    [306_291, 'failures in a container that a crash cut off while it was called off'],
  ])('seed %i, which once was broken: %s', async (seed) => {
    expect((await simulate(seed, undefined)).problems).toEqual([]);
  });
});
