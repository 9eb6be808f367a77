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
});
