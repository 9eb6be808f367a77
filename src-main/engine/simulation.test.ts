import { describe, expect, it } from 'vitest';
import { simulate } from '../../test/proofs/simulation/simulate';

const n = Number(process.env['STEPWELL_SIMULATED_RUNS'] ?? 500);
const from = Number(process.env['STEPWELL_SIMULATED_FROM'] ?? 1);

describe('simulated runs', () => {
  it('keep their promises through crashes between any two events', async () => {
    for (let seed = from; seed < from + n; seed += 1) {
      const { problems } = await simulate(seed, undefined);
      expect(problems, `seed ${seed}`).toEqual([]);
    }
  }, 120_000);
});
