import { describe, expect, it } from 'vitest';
import { runStep } from '../lib/test-context';
import { runCatch } from './run';

describe('runCatch', () => {
  it('gives the error of its part', async () => {
    const error = { code: 'X', message: 'No.' };
    expect(await runStep('catch', runCatch, {}, { roots: { error } })).toEqual({ output: error });
  });

  it('takes codes and patterns only', async () => {
    await expect(runStep('catch', runCatch, { errors: ['no stock'] })).rejects.toThrow(
      /error code/,
    );
  });
});
