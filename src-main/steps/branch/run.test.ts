import { describe, expect, it } from 'vitest';
import { runStep } from '../lib/test-context';
import { runBranch } from './run';

describe('runBranch', () => {
  it('gives nothing: what follows it is what counts', async () => {
    expect(await runStep('branch', runBranch, { name: 'left' })).toEqual({ output: null });
  });

  it('takes a name that expressions can use', async () => {
    await expect(runStep('branch', runBranch, { name: 'a b' })).rejects.toThrow(/must be a name/);
  });
});
