import { describe, expect, it } from 'vitest';
import { runStep } from '../lib/test-context';
import { runContinue } from './run';

describe('runContinue', () => {
  it('leaves with its value, or with null', async () => {
    expect(await runStep('continue', runContinue, {})).toEqual({
      output: null,
      leaves: 'continue',
    });
    expect(await runStep('continue', runContinue, { when: true, value: { a: [1] } })).toEqual({
      output: { a: [1] },
      leaves: 'continue',
    });
  });

  it('goes on with its value when its condition does not hold', async () => {
    expect(await runStep('continue', runContinue, { when: false, value: 7 })).toEqual({
      output: 7,
    });
  });

  it('takes nothing but true or false as a condition', async () => {
    await expect(runStep('continue', runContinue, { when: 'yes' })).rejects.toThrow(
      /must be true or false/,
    );
  });
});
