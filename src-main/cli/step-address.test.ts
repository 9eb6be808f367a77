import type { RunId } from '@shared/lib/ids';
import { describe, expect, it } from 'vitest';
import { findAddressed } from './step-address';

const run = 'run_0000000000000000' as RunId;
const at = (step: string, iteration?: number) => ({
  runId: run,
  path: iteration === undefined ? [] : [{ step: 'each', iteration }],
  step,
});

describe('findAddressed', () => {
  it('finds by the whole address, by the id where it is the only one, or the only one there is', () => {
    const open = [at('release'), at('pay', 2), { ...at('other'), runId: 'run_1' as RunId }];
    expect(findAddressed(run, 'release', open)).toEqual(at('release'));
    expect(findAddressed(run, 'each[2]/pay', open)).toEqual(at('pay', 2));
    expect(findAddressed(run, 'pay', open)).toEqual(at('pay', 2));
    expect(findAddressed(run, undefined, [at('pay', 2)])).toEqual(at('pay', 2));
  });

  it('prefers the step at the top level over those of the same id inside containers', () => {
    expect(findAddressed(run, 'pay', [at('pay', 0), at('pay')])).toEqual(at('pay'));
  });

  it('asks which one is meant', () => {
    const open = [at('pay', 0), at('pay', 1)];
    for (const written of ['pay', undefined]) {
      expect(() => findAddressed(run, written, open)).toThrow(
        expect.objectContaining({
          code: 'STEP_AMBIGUOUS',
          hint: expect.stringContaining('each[0]/pay, each[1]/pay'),
        }),
      );
    }
    expect(() => findAddressed(run, undefined, [])).toThrow(
      expect.objectContaining({ code: 'STATE_CONFLICT' }),
    );
  });

  it('takes an address at its word when nothing waits there', () => {
    expect(findAddressed(run, 'each[3]/inner[0]/pay', [])).toEqual({
      runId: run,
      path: [
        { step: 'each', iteration: 3 },
        { step: 'inner', iteration: 0 },
      ],
      step: 'pay',
    });
  });
});
