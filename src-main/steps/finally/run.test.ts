import { describe, expect, it } from 'vitest';
import { runStep } from '../lib/test-context';
import { runFinally } from './run';

describe('runFinally', () => {
  it('gives nothing: its part is what counts', async () => {
    expect(await runStep('finally', runFinally, {})).toEqual({ output: null });
  });
});
