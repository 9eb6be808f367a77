import { describe, expect, it } from 'vitest';
import { runStep } from '../lib/test-context';
import { runReturn } from './run';

describe('runReturn', () => {
  it('leaves with its value, or with null', async () => {
    expect(await runStep('return', runReturn, {})).toEqual({ output: null, leaves: 'return' });
    expect(await runStep('return', runReturn, { when: true, value: { a: [1] } })).toEqual({
      output: { a: [1] },
      leaves: 'return',
    });
  });

  it('goes on with its value when its condition does not hold', async () => {
    expect(await runStep('return', runReturn, { when: false, value: 7 })).toEqual({ output: 7 });
  });

  it('takes nothing but true or false as a condition', async () => {
    await expect(runStep('return', runReturn, { when: 'yes' })).rejects.toThrow(
      /must be true or false/,
    );
  });
});
