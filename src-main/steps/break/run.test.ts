import { describe, expect, it } from 'vitest';
import { runStep } from '../lib/test-context';
import { runBreak } from './run';

describe('runBreak', () => {
  it('leaves with its value, or with null', async () => {
    expect(await runStep('break', runBreak, {})).toEqual({ output: null, leaves: 'break' });
    expect(await runStep('break', runBreak, { when: true, value: { a: [1] } })).toEqual({
      output: { a: [1] },
      leaves: 'break',
    });
  });

  it('goes on with its value when its condition does not hold', async () => {
    expect(await runStep('break', runBreak, { when: false, value: 7 })).toEqual({ output: 7 });
  });

  it('takes nothing but true or false as a condition', async () => {
    await expect(runStep('break', runBreak, { when: 'yes' })).rejects.toThrow(
      /must be true or false/,
    );
  });
});
